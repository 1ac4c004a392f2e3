# What a server's admins allow: why an order was not taken. What it cost stands below, as with every problem.

# { $share } is what a member may use, { $opens } a clock that Discord runs, such as “in 2 hours”.
problem-member-share =
    Aqui você pode usar { $share } { $period ->
        [day] por dia
       *[month] por mês
    }. Restam { $left }, e isto custa { $price }. Mais créditos chegam { $opens }.
problem-above-member-share =
    Aqui você pode usar { $share } { $period ->
        [day] por dia
       *[month] por mês
    }. Isto custa { $price }. Escolha algo mais barato.
problem-songs-at-once = { $limit ->
    [one] Aqui você pode ter até { $limit } música em andamento.
   *[other] Aqui você pode ter até { $limit } músicas em andamento.
} Peça de novo quando uma ficar pronta.
problem-cooling-down = { $cooldown ->
    [one] Aqui você espera { $cooldown } segundo entre uma música e outra.
   *[other] Aqui você espera { $cooldown } segundos entre uma música e outra.
} Peça de novo { $opens }.
problem-channel-closed = Este servidor não cria músicas neste canal. Peça em outro.
problem-channel-not-open = Este servidor só cria músicas em { $channels }. Peça lá.
problem-role-closed = Neste servidor, seu cargo não pode criar músicas.
problem-role-needed = Neste servidor, as músicas são só para { $roles }.
problem-operation-not-here = Este servidor não deixa ninguém { $operation }. Escolha outra coisa.
problem-button-not-yours = Aqui só quem fez a música pode usar os botões dela. Crie a sua com /song.
problem-button-of-roles = Aqui os botões das músicas dos outros são para { $roles }. Crie a sua com /song.

# What a server is told of its month, once at 50, 80 and 100 %.
month-used = Este servidor usou { $percent }% dos créditos do mês: { $used } de { $total }.
month-used-up = Os créditos deste servidor acabaram este mês: { $used } de { $total }.
month-ends-early = Nesse ritmo, eles acabam { $when }.
month-lasts = Nesse ritmo, eles bastam. Novos créditos chegam { $when }.
month-resets = Novos créditos chegam { $when }.
month-settings = -# /settings dá cotas aos membros e diz onde o Encore escreve isto.
