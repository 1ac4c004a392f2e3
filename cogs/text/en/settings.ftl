# The panel of /settings.

command-settings = Choose what Encore does for you, and in this server

settings-title = Settings
settings-on = On
settings-off = Off
# { $what } is the name of a setting.
settings-turn-on = Turn on: { $what }
settings-turn-off = Turn off: { $what }
settings-managers-only = Only people who may manage this server can change that.

settings-my-notices = My notices
    .explained = Encore mentions you when your song took over a minute. This holds in every server.
    .overruled = This server turned notices off for everybody.
settings-server-notices = This server's notices
    .explained = Off means that Encore mentions nobody in this server.
settings-integrations = Choose members, roles and channels in Server Settings, Integrations, Encore.
    .title = Who may use Encore

# What whoever manages the server sees besides; { $what } is the name of a setting.
settings-tab-general = General
settings-tab-spending = Spending
settings-tab-access = Who and where
settings-change = Change: { $what }
settings-changed-meanwhile = Somebody else just changed this: { $what }. Open it again to see how it is now.
settings-unreadable = This choice is not on offer. Open the form again.
settings-number-out-of-range = Type a whole number from 1 to { $most }, or nothing.
settings-deleted = deleted ({ $id })
settings-take-away-label = Deleted ones to take away
settings-and-more = { $count } more
settings-empty-hint = Leave this empty for no limit.

settings-model = This server's model
settings-model-none = The first that can
settings-model-explained = It makes the songs of everybody who chose none.
settings-log = Log channel
settings-log-label = Channel
settings-log-hint = Empty: a note comes where the song was asked for.
settings-log-explained = Encore writes there at 50, 80 and 100% of the month's credits.
settings-log-closed = Encore may not write there. Give it the right, or choose another channel.
settings-zone = Time zone
settings-zone-label = Time zone
settings-zone-hint = A name such as Europe/Berlin. Empty: UTC.
settings-zone-example = Europe/Berlin
settings-zone-explained = Days and months begin by it. The next month begins { $when }.
settings-zone-unknown = There is no such time zone. Type a name such as { $example }.
settings-zone-between-months = It is another month there now. Change it { $when }, so that no credit is lost.

# Shares of the server's credits. { $period } is “day” or “month”.
settings-percent = Percent of the month's credits
settings-credits = Credits
settings-a-day = Each day
settings-a-month = Each month
settings-no-limit = No limit
settings-share = A member's share
settings-share-label = How much
settings-share-hint = A whole number. Empty: no limit.
settings-unit-label = Counted in
settings-period-label = How often
settings-share-off = Each member may use all of the server's credits.
settings-share-on = It holds for everybody without a share by role.
settings-share-credits = { $count ->
    [one] { $count } credit
   *[other] { $count } credits
} { $period ->
    [day] a day
   *[month] a month
}
settings-share-percent = { $percent }%, that is { $count ->
    [one] { $count } credit
   *[other] { $count } credits
} { $period ->
    [day] a day
   *[month] a month
}
settings-role-share = Shares by role
settings-role-share-off = A role may have more or less. Of several, the highest counts.
settings-roles-count = { $count ->
    [one] { $count } role
   *[other] { $count } roles
}
settings-role-share-roles-label = Roles
settings-role-share-kind-label = What they may use
settings-role-share-own = A share of their own
settings-role-share-everybody = The same as everybody
settings-role-share-hint = For a share of their own. Counted in: { $unit }.
settings-role-share-no-role = Choose at least one role.
settings-role-share-no-amount = Type how much these roles may use.
settings-role-share-too-high = The share of { $roles } is over 100%. Change it first.
settings-role-share-too-many = At most { $most } roles can have shares. Give some the same as everybody first.
settings-pace = Pace
settings-pace-off = Members may ask as often as they like.
settings-at-once-label = Songs at once for each member
settings-cooldown-label = Seconds between a member's songs
settings-at-once-on = { $count ->
    [one] { $count } song at once for each member.
   *[other] { $count } songs at once for each member.
}
settings-cooldown-on = { $count ->
    [one] { $count } second between a member's songs.
   *[other] { $count } seconds between a member's songs.
}

# Who may ask for songs, and where.
settings-channels = Channels
settings-channels-all = Everywhere
settings-channels-hint = A category stands for all channels in it. Empty: all channels.
settings-channels-only-label = Songs in these channels only
settings-channels-never-label = No songs in these channels
settings-only-in = Only in { $where }
settings-never-in = Never in { $where }
settings-roles = Roles
settings-roles-all = Everybody
settings-roles-hint = Empty: everybody may ask.
settings-roles-only-label = Songs for these roles only
settings-roles-never-label = No songs for these roles
settings-only-who = Only { $who }
settings-never-who = Never { $who }
settings-operations = What may be made
settings-operations-all = Everything
settings-operations-count = { $count ->
    [one] { $count } thing is off
   *[other] { $count } things are off
}
settings-operations-dear-label = Turn off, from { $count } credits on
settings-operations-label = Turn off
settings-operation-price = { $name } · { $count ->
    [one] { $count } credit
   *[other] { $count } credits
}
settings-pressers = Buttons under others' songs
settings-pressers-label = Who may use them
settings-pressers-anyone = Anyone who sees the song
settings-pressers-roles = Who made the song, and some roles
settings-pressers-maker = Only who made the song
settings-pressers-roles-label = Roles
settings-pressers-hint = They count where some roles may.
settings-pressers-no-role = Choose at least one role.
settings-pressers-pay = Whoever presses pays with their own share.
