# A second try at hand: another take, a try after a failure, a change of what was typed, a way out of the line.

again-button = Again · { credits }
retry-name = Try again
retry-button = { retry-name } · { credits }
edit-name = Edit…
edit-button = { edit-name }
cancel-button = Cancel
reopen-button = Open again

again-question = Another take costs { credits }. This server has { $left } left.

edit-title = Change it and make it again
edit-topic-label = What the lyrics are about
edit-model-gone = { $model } is not available now, so another model makes it.
edit-instrumental = Optional. This song is instrumental
problem-recording-expired = This recording cannot be fetched any more. Bring it again with { $command }.
problem-recording-not-yours = Only the person who brought this recording can use it again.

problem-cancel-not-yours = Only the person who asked, or a moderator here, can cancel it.
cancel-too-late = MusicAPI has it already and charges for it. It will be posted.
cancel-being-sent = It is being sent to MusicAPI. It will be posted, or its credits come back.
cancel-was-cancelled = It was cancelled already, and its credits are back.
cancel-was-done = It is finished already.
cancel-had-failed = It had failed already, and its credits are back.

cancelled = Cancelled
cancelled-by = { $who } cancelled this before it began.
