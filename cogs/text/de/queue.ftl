# /queue: what is being made on this server.

command-queue = Zeig, was hier gemacht wird, und nimm deine Songs aus der Warteschlange

queue-title = In Arbeit
queue-none = Gerade wird hier nichts gemacht. Mach einen Song mit /song.
queue-elsewhere = Ein Song in einem anderen Kanal
queue-line = { $name } · { $who } · { $when }
queue-typical-seconds = Dauert etwa { $seconds } s, sobald er dran ist.
queue-typical-minutes = Dauert etwa { $minutes } min, sobald er dran ist.
# When a song that waits is likely to begin and to be ready: minutes from now.
queue-expected-soon = Beginnt wohl in höchstens { $begins } min. Ist wohl in höchstens { $most } min fertig.
queue-expected-next = Beginnt wohl in höchstens { $begins } min. Ist wohl in { $least } bis { $most } min fertig.
queue-expected = Beginnt wohl in { $first } bis { $begins } min. Ist wohl in { $least } bis { $most } min fertig.
# The same on its card, which is read later: $begin and $end are times of the day.
stage-expected = Wohl zwischen { $begin } und { $end } fertig.
stage-stopped = Das wartet, bis MusicAPI wieder da ist.
queue-more = und noch { $count }
queue-look = Neu laden
queue-cancelled = Der Auftrag ist aus der Warteschlange, und seine Credits sind zurück.
