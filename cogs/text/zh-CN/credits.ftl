# /credits: the server's month, and what its credits went on.

statement-title = 本服务器的积分
statement-used = 已用 { $used }/{ $total }
statement-held = 预留 { $held }
statement-left = 剩余 { $left }
statement-mine = 你本月用了 { $count } 积分。
statement-resets = 新积分将在 { $when } 到账。
statement-none = 还没有歌曲。用 /song 做一首吧。
statement-elsewhere = 其他频道的歌曲
# In the place of a member whose data was deleted.
statement-of-month = { $month }的 { $amount }
statement-still-held = 预留 { $count }
statement-given-back = 退回 { $count }
statement-newer = 较新
statement-older = 较早
statement-lasts = 照这个速度，积分够用整个月。
statement-used-up = 本月已无剩余。

# The parts of /credits.
credits-mine-button = 我的
credits-server-button = 本服务器
credits-chart-button = 图表
credits-members-button = 按成员
credits-managers-only = 只有能管理本服务器的成员可以看到。

# What a member used. { $most } is their share of the server's credits.
credits-mine-title = 你的积分
credits-mine-used = 你本月用了 { $count } 积分，另有 { $held } 积分预留。
credits-mine-share = { $period ->
    [day] 今天
   *[month] 本月
}已用 { $taken }/{ $most } · 剩余 { $left }
credits-mine-no-share = 没有为你设份额。服务器还剩 { $count } 积分。
credits-mine-none = 你本月还没有做过任何内容。
credits-mine-line = { $what } · { $count } 次 · { $credits }

# The table of members, for who manages the server.
credits-members-title = 各成员的积分
credits-members-last-month = 上月：{ $credits }。
credits-members-songs = { $count } 首歌
credits-members-last = 上月 { $count }
credits-members-deleted = 已删除的成员
credits-members-none = 本月和上月都没有人用过积分。
credits-members-shown = 第 { $first }–{ $last } 位，共 { $count } 位成员
credits-members-back-button = 上一页
credits-members-more-button = 更多成员

# The ledger as a file.
ledger-placeholder = CSV 账单：选择月份
ledger-here = { $month }的账单，共 { $count } 行。时间均为 UTC。
ledger-part = 第 { $part } 部分，共 { $parts } 部分。

# The picture of the month. { $day } is a day such as “28 Nov 2026”.
chart-title = { $month }的积分
chart-used = 已用或预留：{ $count }
chart-allowance = 额度：{ $count }
chart-pace-used-up = 照这个速度，{ $day } 用完
chart-pace-ends = 照这个速度，月底为 { $count }
chart-a-day = 每日积分
chart-number = { $count }
chart-alt-part = { $words }。
chart-alt-days = 按日：{ $days }。
chart-alt-day = { $day } 日：{ $count }
chart-alt-no-days = 还没有使用。
