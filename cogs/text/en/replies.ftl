# What Encore answers where nothing went wrong, why a song did not come, and what operators are told.

# Answers.
your-words = Your words are in the file.
    .alt = The words that you typed
price-rose-question =
    This costs { $price } now, not { $shown } as shown before. Press the button to agree.
sent-by-letter = Encore could not write in { $channel }, so this comes to you here.

# What became of the credits of a song that did not come.
refund-line = { $count ->
    [one] -# The { $count } credit is back.
   *[other] -# The { $count } credits are back.
}
credits-are-back = { $count ->
    [one] the { $count } credit is back
   *[other] the { $count } credits are back
}

# Why a song did not come, and what to do next; $this and $subject are what its operation's words call it.
failure-refused = MusicAPI refused { $this }: “{ $reason }”.
failure-unoffered = MusicAPI does not do this for us just now. The operator was told.
failure-key-gone = The account that { $this } was asked with is used no more. The operator was told.
failure-clip-deleted = The clip that { $this } was to be made of was deleted.
failure-no-new-songs = MusicAPI takes no new songs from us just now. The operator was told.
failure-not-sent = MusicAPI could not be reached.
failure-lost = MusicAPI's answer was lost on the way.
failure-timed-out = { $subject } took too long and was given up.
failure-cancelled = { $subject } was cancelled before it began.
failure-failed = MusicAPI could not finish { $this }.
failure-no-words = MusicAPI heard no words in this clip.
failure-failed-because = MusicAPI could not finish { $this }: “{ $reason }”.
# Where the buttons for that stand below:
next-retry = Press **{ retry-name }**.
next-retry-later = Press **{ retry-name }** later.
next-retry-minutes = Press **{ retry-name }** in a few minutes.
next-retry-or-edit = Press **{ retry-name }**, or **{ edit-name }** to change the words.
next-edit = Press **{ edit-name }** to change the words.
next-edit-again = Press **{ edit-name }** to ask for it again.
# Where they do not:
next-ask-again = Ask for it again.
next-bring-again = Bring the recording again with { $command }.
next-change-words = Change the words and ask again.
next-other = Try something else.
next-later = Try again later.
next-minutes = Try again in a few minutes.
next-again-or-words = Ask again, or change the words.
answer-lost = MusicAPI's answer was lost on the way. Encore waits for its call, and never asks twice.
missing-clip =
    Only { $arrived } of { $expected } clips came out. MusicAPI charges for the whole call, so the price stays.

# What operators are told.
bot-refused =
    Discord does not take the bot's token (401). Finished songs wait until it does. If this lasts, reset the token in
    the developer portal. Put it into DISCORD_TOKEN and start the bot again.

# The branches and clips of a song's family.
branch-button = Full song of { $number }. { $name } · { $price }
clip-choice = { $title } · clip { $position } · { $family }
clip-choice-length = { $title } · clip { $position } · { $family } · { $length }
