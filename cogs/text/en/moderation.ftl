# What a server's admins and moderators watch over.

settings-tab-moderation = Moderation

# Words that no song may hold.
settings-words = Word list
settings-words-count = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
settings-words-explained = No song, title or playlist may hold them, however they are written.
settings-words-label = One word or phrase in each line
settings-words-more-label = More words
settings-words-hint = Up to { $most }. Whole words count, whatever their accents and signs.
settings-words-example = One word or phrase in each line
settings-words-too-many = The list takes { $most } words. Leave some out.
settings-words-too-long = A word has { $most } characters at most. Shorten “{ $word }”.
settings-words-no-word = “{ $word }” holds no letter and no digit. Take it out.
# { $word } stands in the server's list.
problem-word-listed = This server allows no “{ $word }”. Take it out of the { $where ->
    [avoid] styles to avoid
    [lyrics] lyrics
    [name] name
    [prompt] prompt
    [style] style
   *[title] title
}.

# Who may decide, and what is decided already.
problem-blocked-here = This server's managers let you make nothing here. Ask one of them.
problem-case-gone = This is not there any more.
problem-case-not-deleted = Encore cannot delete this message. Delete it yourself, then dismiss the report.
problem-case-not-over = This is still being made. Press again once it is over.
problem-case-not-yours = Only moderators of this channel can decide that.
problem-post-unapproved = Moderators approve what is made here, so only managers of this server can post it. Make a song of it instead.

# Orders that wait for a moderator.
settings-approval = Approval
settings-approval-channel-label = Moderators' channel
settings-approval-channel-hint = Orders that wait, and reports, are posted there.
settings-approval-label = Ask moderators before a song is made
settings-approval-on = Yes, for everybody who does not manage this server
settings-approval-off = No
settings-approval-none = No moderators' channel is chosen.
settings-approval-explained-on = Songs wait there for a moderator, 24 hours at most.
settings-approval-explained-off = Songs are made at once. Reports are posted there.
settings-approval-no-channel = Choose the moderators' channel, too.
heading-approval = Waiting for approval
stage-approval = A moderator of this server looks at it first. Cancel gives the credits back.
heading-not-approved = Not approved
failure-rejected = A moderator of this server did not approve this.
failure-rejected-because = A moderator of this server did not approve this: { $reason }
failure-undecided = No moderator of this server answered within 24 hours.
next-edit-rejected = Press **Edit…** to change it.

# What moderators are shown; { $who } is a mention, { $when } a clock that Discord runs.
case-approval-title = May this be made?
case-approval-line = { $who } asked for it { $when }: { $what }, { $count ->
    [one] { $count } credit
   *[other] { $count } credits
}. [Go to its message]({ $where })
case-approval-line-nowhere = { $who } asked for it { $when }: { $what }, { $count ->
    [one] { $count } credit
   *[other] { $count } credits
}.
case-recording = [Recording]({ $where })
case-cut = The whole text is in the file below.
case-file-alt = Everything that was asked for
case-approve = Approve
case-reject = Reject…
case-reject-title = Reject this order
case-reject-label = Why
case-reject-hint = The member is told this. You may leave it empty.
case-approved = Approved by { $who } { $when }. It is in line now.
case-rejected = Rejected by { $who } { $when }. The credits are back.
case-expired = Nobody answered within 24 hours. The credits are back.
case-over = It was cancelled meanwhile. There is nothing to decide.
case-deleted = The song was deleted by { $who } { $when }.
case-dismissed = Dismissed by { $who } { $when }.
case-text-name = { $text ->
    [avoid] Styles to avoid
    [lyrics] Lyrics
    [prompt] Prompt
    [style] Style
   *[title] Title
}
case-report-title = A song was reported
case-report-line = { $who } reported it { $when }:
case-report-song = It was made by { $who }. [Go to the song]({ $where })
case-report-maker = It was made by { $who }.
case-delete = Delete song
case-block = Block member
case-dismiss = Dismiss
# At most 32 characters: it stands in the menu of a message.
message-command-report = Report song
report-title = Report this song
report-label = What is wrong with it
report-hint = This server's moderators read it, with your name.
report-taken = The moderators of this server look at it.
case-member-blocked = { $who } can make nothing here any more. /settings lets them again.
case-member-known = { $who } is blocked already. /settings lets them again.
settings-blocked = Blocked members
settings-blocked-count = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
settings-blocked-explained = They can make nothing in this server.
settings-blocked-label = Members
settings-blocked-hint = Take somebody out to let them make songs again.
settings-blocked-too-many = A server can block { $most } members. Let some make songs again first.
# Songs that somebody reports.
problem-no-moderators = This server has no moderators' channel. Write to somebody who manages it.
problem-reported-already = You reported this song already. The moderators know of it.
problem-reported-just-now = You reported something a moment ago. Try again { $opens }.
problem-report-empty = Say what is wrong with the song.
problem-report-no-song = This message holds no song of Encore's. Choose one that does.
