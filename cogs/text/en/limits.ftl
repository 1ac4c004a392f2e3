# What a server's admins allow: why an order was not taken. What it cost stands below, as with every problem.

# { $share } is what a member may use, { $opens } a clock that Discord runs, such as “in 2 hours”.
problem-member-share =
    You may use { $share } { $period ->
        [day] a day
       *[month] a month
    } here. You have { $left } left, and this costs { $price }. More comes { $opens }.
problem-above-member-share =
    You may use { $share } { $period ->
        [day] a day
       *[month] a month
    } here. This costs { $price }. Choose something that costs less.
problem-songs-at-once = { $limit ->
    [one] You may have { $limit } song in the making here.
   *[other] You may have { $limit } songs in the making here.
} Ask again once one is done.
problem-cooling-down = { $cooldown ->
    [one] You wait { $cooldown } second between songs here.
   *[other] You wait { $cooldown } seconds between songs here.
} Ask again { $opens }.
problem-channel-closed = This server makes no songs in this channel. Ask in another one.
problem-channel-not-open = This server makes songs in { $channels } only. Ask there.
problem-role-closed = This server lets nobody with your role make songs.
problem-role-needed = In this server, songs are for { $roles } only.
problem-operation-not-here = This server lets nobody { $operation }. Choose something else.
problem-button-not-yours = Only who made a song may use its buttons here. Make your own with /song.
problem-button-of-roles = Buttons under other people's songs are for { $roles } here. Make your own with /song.

# What a server is told of its month, once at 50, 80 and 100%.
month-used = This server used { $percent }% of its month's credits: { $used } of { $total }.
month-used-up = This server's credits are used up for this month: { $used } of { $total }.
month-ends-early = At this pace they last until { $when }.
month-lasts = At this pace they last. New credits come { $when }.
month-resets = New credits come { $when }.
month-settings = -# /settings gives members shares, and says where Encore writes this.
