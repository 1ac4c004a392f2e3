# What a server's admins allow: why an order was not taken. What it cost stands below, as with every problem.

# { $share } is what a member may use, { $opens } a clock that Discord runs, such as “in 2 hours”.
problem-member-share =
    Aquí puedes usar { $share } al { $period ->
        [day] día
       *[month] mes
    }. Tu saldo es de { $left }, y esto cuesta { $price }. Tendrás más { $opens }.
problem-above-member-share =
    Aquí puedes usar { $share } al { $period ->
        [day] día
       *[month] mes
    }. Esto cuesta { $price }. Elige algo que cueste menos.
problem-songs-at-once = { $limit ->
    [one] Aquí puedes tener { $limit } canción en marcha.
   *[other] Aquí puedes tener { $limit } canciones en marcha.
} Vuelve a pedir cuando acabe una.
problem-cooling-down = { $cooldown ->
    [one] Aquí hay que esperar { $cooldown } segundo entre canciones.
   *[other] Aquí hay que esperar { $cooldown } segundos entre canciones.
} Vuelve a pedir { $opens }.
problem-channel-closed = Este servidor no crea canciones en este canal. Pídela en otro.
problem-channel-not-open = Este servidor solo crea canciones en { $channels }. Pídela allí.
problem-role-closed = Con tu rol no puedes crear canciones en este servidor.
problem-role-needed = En este servidor, las canciones son solo para { $roles }.
problem-operation-not-here = En este servidor nadie puede { $operation }. Elige otra cosa.
problem-button-not-yours = Aquí solo quien creó una canción puede usar sus botones. Crea la tuya con /song.
problem-button-of-roles = Aquí los botones de canciones ajenas son para { $roles }. Crea la tuya con /song.

# What a server is told of its month, once at 50, 80 and 100 %.
month-used = Este servidor ha usado el { $percent } % de sus créditos del mes: { $used } de { $total }.
month-used-up = A este servidor se le han acabado los créditos de este mes: { $used } de { $total }.
month-ends-early = A este ritmo duran hasta el { $when }.
month-lasts = A este ritmo alcanzan. Llegan créditos nuevos { $when }.
month-resets = Llegan créditos nuevos { $when }.
month-settings = -# Con /settings das partes a los miembros y eliges dónde escribe esto Encore.
