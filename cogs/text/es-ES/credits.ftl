# /credits: the server's month, and what its credits went on.

statement-title = Créditos de este servidor
statement-used = Usados: { $used } de { $total }
statement-held = Reservados: { $held }
statement-left = Quedan: { $left }
statement-mine = Este mes has usado { $count }.
statement-resets = Llegan créditos nuevos { $when }.
statement-none = Aún no hay canciones. Crea una con /song.
statement-elsewhere = Una canción de otro canal
statement-of-month = { $amount } de { $month }
statement-still-held =
    { $count ->
        [one] { $count } reservado
       *[other] { $count } reservados
    }
statement-given-back =
    { $count ->
        [one] { $count } devuelto
       *[other] { $count } devueltos
    }
statement-newer = Más recientes
statement-older = Más antiguas
statement-lasts = A este ritmo duran todo el mes.
statement-used-up = Este mes no queda nada.

# The parts of /credits.
credits-mine-button = Los míos
credits-server-button = Este servidor
credits-chart-button = Gráfico
credits-members-button = Por miembro
credits-managers-only = Solo quien puede gestionar este servidor ve esto.

# What a member used. { $most } is their share of the server's credits.
credits-mine-title = Tus créditos
credits-mine-used = Este mes has usado { $count }, y hay { $held ->
    [one] { $held } reservado
   *[other] { $held } reservados
}.
credits-mine-share = { $taken } de tus { $most } { $period ->
    [day] hoy
   *[month] este mes
} · saldo: { $left }
credits-mine-no-share = No tienes ninguna parte fijada. El saldo del servidor es de { $count }.
credits-mine-none = Este mes aún no has creado nada.
credits-mine-line = { $what } · { $count ->
    [one] { $count } vez
   *[other] { $count } veces
} · { $credits }

# The table of members, for who manages the server.
credits-members-title = Créditos por miembro
credits-members-last-month = El mes pasado: { $credits }.
credits-members-songs = { $count ->
    [one] { $count } canción
   *[other] { $count } canciones
}
credits-members-last = el mes pasado { $count }
credits-members-deleted = Miembros eliminados
credits-members-none = Nadie usó créditos este mes ni el pasado.
credits-members-shown = { $first } a { $last } de { $count } miembros
credits-members-back-button = Atrás
credits-members-more-button = Más miembros

# The ledger as a file.
ledger-placeholder = El registro en un archivo CSV: elige un mes
ledger-here = { $count ->
    [one] El registro de { $month }, { $count } línea.
   *[other] El registro de { $month }, { $count } líneas.
} Las horas están en UTC.
ledger-part = Parte { $part } de { $parts }.

# The picture of the month. { $day } is a day such as “28 Nov 2026”.
chart-title = Créditos de { $month }
chart-used = Usados o reservados: { $count }
chart-allowance = Cupo: { $count }
chart-pace-used-up = A este ritmo se acaban el { $day }
chart-pace-ends = A este ritmo, { $count } al final
chart-a-day = Créditos al día
chart-number = { $count }
chart-alt-part = { $words }.
chart-alt-days = Por día del mes: { $days }.
chart-alt-day = día { $day }: { $count }
chart-alt-no-days = Aún no se ha usado nada.
