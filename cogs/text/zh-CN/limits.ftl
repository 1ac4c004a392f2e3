# What a server's admins allow: why an order was not taken. What it cost stands below, as with every problem.

# { $share } is what a member may use, { $opens } a clock that Discord runs, such as “in 2 hours”.
problem-member-share =
    你在这里{ $period ->
        [day] 每天
       *[month] 每月
    }可以用 { $share }。你还剩 { $left }，而这需要 { $price }。{ $opens } 会有新的额度。
problem-above-member-share =
    你在这里{ $period ->
        [day] 每天
       *[month] 每月
    }可以用 { $share }，而这需要 { $price }。请选择更便宜的。
problem-songs-at-once = 你在这里最多同时做 { $limit } 首歌。等一首完成后再试。
problem-cooling-down = 在这里做下一首歌前要等 { $cooldown } 秒。请在 { $opens } 再试。
problem-channel-closed = 本服务器不在这个频道做歌。请换一个频道。
problem-channel-not-open = 本服务器只在 { $channels } 做歌。请到那里试。
problem-role-closed = 在本服务器，你的身份组不能做歌。
problem-role-needed = 在本服务器，只有 { $roles } 可以做歌。
problem-operation-not-here = 本服务器不允许{ $operation }。请选择其他操作。
problem-button-not-yours = 在这里，只有歌曲的作者能用它的按钮。用 /song 做你自己的歌吧。
problem-button-of-roles = 在这里，只有 { $roles } 能用别人歌曲下的按钮。用 /song 做你自己的歌吧。

# What a server is told of its month, once at 50, 80 and 100 %.
month-used = 本服务器已用掉本月积分的 { $percent }%：{ $used }/{ $total }。
month-used-up = 本服务器本月的积分已用完：{ $used }/{ $total }。
month-ends-early = 照这个速度，积分会在 { $when } 用完。
month-lasts = 照这个速度，积分够用。新积分将在 { $when } 到账。
month-resets = 新积分将在 { $when } 到账。
month-settings = -# 用 /settings 可以给成员分配份额，并设定这条通知发到哪里。
