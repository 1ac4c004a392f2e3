# /credits: the server's month, and what its credits went on.

statement-title = Credits of this server
statement-used = { $used } of { $total } used
statement-held = { $held } held
statement-left = { $left } left
statement-mine = You used { $count } this month.
statement-resets = New credits come { $when }.
statement-none = No songs yet. Make one with /song.
statement-elsewhere = A song in another channel
# In the place of a member whose data was deleted.
statement-of-month = { $amount } of { $month }
statement-still-held = { $count } held
statement-given-back = { $count } given back
statement-newer = Newer songs
statement-older = Older songs
statement-lasts = At this pace they last all month.
statement-used-up = Nothing is left this month.

# The parts of /credits.
credits-mine-button = Mine
credits-server-button = This server
credits-chart-button = Chart
credits-members-button = By member
credits-managers-only = Only members who may manage this server see this.

# What a member used. { $most } is their share of the server's credits.
credits-mine-title = Your credits
credits-mine-used = You used { $count } this month, and { $held ->
    [one] { $held } is held
   *[other] { $held } are held
}.
credits-mine-share = { $taken } of your { $most } { $period ->
    [day] today
   *[month] this month
} · { $left } left
credits-mine-no-share = No share is set for you. The server has { $count } left.
credits-mine-none = You made nothing yet this month.
credits-mine-line = { $what } · { $count ->
    [one] { $count } time
   *[other] { $count } times
} · { $credits }

# The table of members, for who manages the server.
credits-members-title = Credits by member
credits-members-last-month = Last month: { $credits }.
credits-members-songs = { $count ->
    [one] { $count } song
   *[other] { $count } songs
}
credits-members-last = last month { $count }
credits-members-deleted = Deleted members
credits-members-none = Nobody used credits this month or last.
credits-members-shown = { $first } to { $last } of { $count } members
credits-members-back-button = Back
credits-members-more-button = More members

# The ledger as a file.
ledger-placeholder = The ledger as a CSV file: choose a month
ledger-here = { $count ->
    [one] The ledger of { $month }, { $count } row.
   *[other] The ledger of { $month }, { $count } rows.
} Times are in UTC.
ledger-part = Part { $part } of { $parts }.

# The picture of the month. { $day } is a day such as “28 Nov 2026”.
chart-title = Credits in { $month }
chart-used = Used or held: { $count }
chart-allowance = Allowance: { $count }
chart-pace-used-up = At this pace used up on { $day }
chart-pace-ends = At this pace { $count } by the end
chart-a-day = Credits a day
chart-number = { $count }
chart-alt-part = { $words }.
chart-alt-days = By day of the month: { $days }.
chart-alt-day = { $day }: { $count }
chart-alt-no-days = Nothing is used yet.
