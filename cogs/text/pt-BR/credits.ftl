# /credits: the server's month, and what its credits went on.

statement-title = Créditos deste servidor
statement-used = { $used } de { $total } usados
statement-held =
    { $held ->
        [one] { $held } reservado
       *[other] { $held } reservados
    }
statement-left =
    { $left ->
        [one] { $left } restante
       *[other] { $left } restantes
    }
statement-mine = Você usou { $count } este mês.
statement-resets = Novos créditos chegam { $when }.
statement-none = Nenhuma música ainda. Crie uma com /song.
statement-elsewhere = Uma música de outro canal
# In the place of a member whose data was deleted.
statement-of-month = { $amount } de { $month }
statement-still-held =
    { $count ->
        [one] { $count } reservado
       *[other] { $count } reservados
    }
statement-given-back =
    { $count ->
        [one] { $count } devolvido
       *[other] { $count } devolvidos
    }
statement-newer = Mais novas
statement-older = Mais antigas
statement-lasts = Nesse ritmo, eles duram o mês todo.
statement-used-up = Não resta nada este mês.

# The parts of /credits.
credits-mine-button = Meus
credits-server-button = Este servidor
credits-chart-button = Gráfico
credits-members-button = Por membro
credits-managers-only = Só quem pode gerenciar este servidor vê isto.

# What a member used. { $most } is their share of the server's credits.
credits-mine-title = Seus créditos
credits-mine-used = Você usou { $count } este mês, e { $held ->
    [one] { $held } está reservado
   *[other] { $held } estão reservados
}.
credits-mine-share = { $taken } dos seus { $most } { $period ->
    [day] hoje
   *[month] este mês
} · { statement-left }
credits-mine-no-share = Você não tem uma cota definida. O servidor ainda tem { $count }.
credits-mine-none = Você ainda não fez nada este mês.
credits-mine-line = { $what } · { $count ->
    [one] { $count } vez
   *[other] { $count } vezes
} · { $credits }

# The table of members, for who manages the server.
credits-members-title = Créditos por membro
credits-members-last-month = Mês passado: { $credits }.
credits-members-songs = { $count ->
    [one] { $count } música
   *[other] { $count } músicas
}
credits-members-last = mês passado { $count }
credits-members-deleted = Membros excluídos
credits-members-none = Ninguém usou créditos este mês nem no passado.
credits-members-shown = { $first } a { $last } de { $count } membros
credits-members-back-button = Anteriores
credits-members-more-button = Mais membros

# The ledger as a file.
ledger-placeholder = O extrato em CSV: escolha um mês
ledger-here = { $count ->
    [one] O extrato de { $month }, { $count } linha.
   *[other] O extrato de { $month }, { $count } linhas.
} Os horários são em UTC.
ledger-part = Parte { $part } de { $parts }.

# The picture of the month. { $day } is a day such as “28 Nov 2026”.
chart-title = Créditos em { $month }
chart-used = Usados ou reservados: { $count }
chart-allowance = Cota: { $count }
chart-pace-used-up = Nesse ritmo, acabam em { $day }
chart-pace-ends = Nesse ritmo, { $count } no fim do mês
chart-a-day = Créditos por dia
chart-number = { $count }
chart-alt-part = { $words }.
chart-alt-days = Por dia do mês: { $days }.
chart-alt-day = dia { $day }: { $count }
chart-alt-no-days = Nada foi usado ainda.
