# The panel of /privacy, the questions before everything is deleted, and what is stored of whom.
# `stored-…` is what stands in docs/privacy.md as well; its `.ends` says what a deletion makes of it.

command-privacy = See, download or delete what Encore keeps about you

privacy-title = Your privacy
privacy-reach = This covers every server that you share with Encore.
privacy-stored = What Encore keeps about you
privacy-not-stored = It keeps no names, no audio and no messages of yours.
privacy-vendor =
    MusicAPI gets your words and recordings, never your name or your Discord id.
    Encore cannot delete what MusicAPI keeps.
privacy-export-button = Download my data
privacy-delete-button = Delete my data…
privacy-policy-button = Privacy policy
privacy-terms-button = Terms of service

stored-songs = Your songs: your words, MusicAPI's answers, and Discord's ids of you, server, channel and message.
    .ends = All of it goes. What stays is a row of credits without you.
stored-clips = The clips of your songs: titles, lyrics, and where MusicAPI keeps the audio.
    .ends = All of it goes. Buttons below them stop working.
stored-personas = The personas and voices that you made.
    .ends = They go, for the whole server.
stored-drafts = Refused forms and commands, and orders waiting for your answer, for a day at most.
    .ends = They go.
stored-choices = Your model and whether Encore mentions you.
    .ends = They go.
stored-library = Your favourites, votes and playlists.
    .ends = They go.
stored-server = What a server chose, and when it was greeted.
    .ends = It stays, since it is not about you.
stored-credits = How many credits each song took from its server.
    .ends = It stays for the books, without you. What you used stays 33 days, under a number made of your id.
stored-small = Which answers reached nobody, for 30 days. Who waits for an answer, for 15 minutes. Which messages are still to be removed, for a day.
    .ends = It goes.
stored-admins = What admins and operators changed, and who did. Whom they block.
    .ends = The change stays, without you. Who is blocked stays so.
stored-moderation = What moderators were asked: your orders, your reports with their words, reports of your songs.
    .ends = It goes. What you decided as a moderator stays, without you.
stored-erasures = That you asked to have your data deleted, until that is done.
    .ends = It goes last.
stored-workings = What Encore's own processes tell each other.
    .ends = It stays. Nothing in it is about anybody.

delete-title = Delete my data
delete-what =
    This deletes your data in every server.
    Songs in line are cancelled, and their servers get the credits back.
    Songs that MusicAPI is making are posted first, then deleted.
    What other people made of your songs stays theirs.
delete-messages =
    Your songs' messages in Discord are not part of it unless you say so.
    Encore can remove most of them. Notices and private messages stay until you close or delete them.
delete-messages-stay-button = Delete data, keep messages
delete-messages-go-button = Delete data and messages
delete-keep-button = Keep my data
delete-sure = Are you sure? Nobody can bring it back, not even the operator's newer backups.
delete-sure-messages-go = The messages with your songs go as well.
delete-sure-messages-stay = The messages with your songs stay in their channels.
delete-sure-button = Yes, delete it for good
delete-kept = Nothing was deleted.
delete-done = Your data is deleted. Encore forgets this request within a minute.
delete-begun =
    Your data is being deleted. You need do nothing more.
    Songs that are being made are posted first, then deleted.
delete-backups = -# Backups that the operator made before keep it until they are thrown away.

export-first = Here is what Encore keeps about you. Keep it private.
# { $part } counts from 1.
export-next = Part { $part } of your data.
export-alt = Your data as text in JSON.

# Stands where a member would be mentioned, of whom nothing is left.
erased-member = somebody who left no data

retention-title = This server's songs
retention-explained =
    Encore can forget the words of old songs here: prompts, titles, styles and lyrics.
    The songs themselves stay, and so do their credits.
retention-placeholder = For how long to keep words
retention-for-ever = Keep words for ever
# { $count } is a number of days.
retention-days = { $count ->
    [one] Forget words after { $count } day
   *[other] Forget words after { $count } days
 }
retention-now-for-ever = Words are kept for ever.
retention-now-days = { $count ->
    [one] Words are forgotten after { $count } day.
   *[other] Words are forgotten after { $count } days.
 }
retention-purge = Thirty days after Encore leaves a server, it forgets everything there but credits.
