# /credits: the server's month, and what its credits went on.

statement-title = Credits of this server
statement-used = { $used } of { $total } used
statement-held = { $held } held
statement-left = { $left } left
statement-mine = You used { $count } this month.
statement-resets = New credits come { $when }.
statement-none = No songs yet. Make one with /song.
statement-elsewhere = A song in another channel
statement-of-month = { $amount } of { $month }
statement-still-held = { $count } held
statement-given-back = { $count } given back
statement-newer = Newer songs
statement-older = Older songs
