# What a server's admins allow: why an order was not taken. What it cost stands below, as with every problem.

# { $share } is what a member may use, { $opens } a clock that Discord runs, such as “in 2 hours”.
problem-member-share =
    Du darfst hier { $period ->
        [day] am Tag
       *[month] im Monat
    } { $share } verbrauchen. Du hast noch { $left }, und das hier kostet { $price }. Mehr gibt es { $opens }.
problem-above-member-share =
    Du darfst hier { $period ->
        [day] am Tag
       *[month] im Monat
    } { $share } verbrauchen. Das hier kostet { $price }. Wähl etwas, das weniger kostet.
problem-songs-at-once = { $limit ->
    [one] Du darfst hier { $limit } Song gleichzeitig in Arbeit haben.
   *[other] Du darfst hier { $limit } Songs gleichzeitig in Arbeit haben.
} Frag wieder, sobald einer fertig ist.
problem-cooling-down = { $cooldown ->
    [one] Hier wartest du zwischen zwei Songs { $cooldown } Sekunde.
   *[other] Hier wartest du zwischen zwei Songs { $cooldown } Sekunden.
} Frag { $opens } wieder.
problem-channel-closed = Dieser Server macht in diesem Kanal keine Songs. Frag in einem anderen.
problem-channel-not-open = Dieser Server macht nur in { $channels } Songs. Frag dort.
problem-role-closed = Mit deiner Rolle kannst du auf diesem Server keine Songs machen.
problem-role-needed = Auf diesem Server sind Songs nur für { $roles }.
problem-operation-not-here = Auf diesem Server darf niemand { $operation }. Wähl etwas anderes.
problem-button-not-yours = Hier darf nur, wer einen Song gemacht hat, seine Buttons benutzen. Mach deinen eigenen mit /song.
problem-button-of-roles = Buttons unter Songs von anderen sind hier für { $roles }. Mach deinen eigenen mit /song.

# What a server is told of its month, once at 50, 80 and 100 %.
month-used = Dieser Server hat { $percent } % der Credits dieses Monats verbraucht: { $used } von { $total }.
month-used-up = Die Credits dieses Servers sind für diesen Monat verbraucht: { $used } von { $total }.
month-ends-early = Geht es so weiter, reichen sie bis { $when }.
month-lasts = Geht es so weiter, reichen sie. Neue Credits gibt es { $when }.
month-resets = Neue Credits gibt es { $when }.
month-settings = -# Mit /settings teilst du Anteile zu und legst fest, wo Encore das hier schreibt.
