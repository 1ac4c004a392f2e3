# /queue: what is being made on this server.

command-queue = See what is being made here, and take your songs out of line

queue-title = In the making
queue-none = Nothing is being made here now. Make a song with /song.
queue-elsewhere = A song in another channel
queue-line = { $name } · { $who } · { $when }
queue-typical-seconds = Takes about { $seconds } s once it begins.
queue-typical-minutes = Takes about { $minutes } min once it begins.
# When a song that waits is likely to begin and to be ready: minutes from now.
queue-expected-soon = Likely to begin within { $begins } min. Likely ready within { $most } min.
queue-expected-next = Likely to begin within { $begins } min. Likely ready in { $least } to { $most } min.
queue-expected = Likely to begin in { $first } to { $begins } min. Likely ready in { $least } to { $most } min.
# The same on its card, which is read later: $begin and $end are times of the day.
stage-expected = Likely ready between { $begin } and { $end }.
stage-stopped = It waits until MusicAPI is back.
queue-more = and { $count } more
queue-look = Look again
queue-cancelled = It is out of the line, and its credits are back.
