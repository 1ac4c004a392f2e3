# /operator: for those who run the bot.

command-operator = Para quem opera este bot
command-operator-quota = Veja ou defina quanto um servidor pode gastar por mês
    .server = Qual servidor
    .credits = Quantos créditos. Deixe em branco para ver quanto ele tem.
    .default = Voltar ao padrão
command-operator-grant = Dê mais créditos a um servidor neste mês
    .server = Qual servidor
    .credits = Quantos créditos
command-operator-pause = Recuse novas músicas por um tempo. As que estão em andamento continuam.
    .server = Qual servidor. Deixe em branco para todos.
command-operator-resume = Volte a aceitar novas músicas
    .server = Qual servidor. Deixe em branco para a pausa de todos.
command-operator-retired = Veja o que a MusicAPI não oferece mais, ou pergunte de novo a ela
    .lift = O que voltar a oferecer
command-operator-jobs = Veja o que está em andamento, travado ou falhou
command-operator-settle = Encerre uma tarefa perdida ou travada
    .job = O número dela na lista de tarefas
    .ending = O que fazer com os créditos
command-operator-block = Veja, bloqueie ou libere servidores e membros
    .server = Qual servidor
    .member = O ID de um membro
    .lift = Liberar de novo
command-operator-doctor = Veja se está tudo bem com este bot, e o que resolve
ending-refund = Devolver
ending-settle = Cobrar pelo que chegou

operator-quota-title = Quanto um servidor pode gastar
operator-quota-own = { $server } tem { $credits } por mês.
operator-quota-default = { $server } tem o padrão de { $credits } por mês.
operator-quota-month = Este mês: { $allowed } no total.
operator-quota-granted = Concedidos à parte: { $granted }.
operator-quota-used = Usados: { $used }. Reservados: { $held }. Restantes: { $left }.

operator-intake-title = Novas músicas
operator-intake-open = Novas músicas são aceitas em todos os servidores.
operator-paused-all = Pausadas em todos os servidores por { $who } { $when }
operator-paused-server = Pausadas em { $server } por { $who } { $when }
operator-pause-known = Já estava assim.

operator-blocks-title = Bloqueados
operator-blocks-none = Ninguém está bloqueado.
operator-block-line = { $kind ->
    [guild] Servidor { $subject }, por { $who } { $when }
   *[member] Membro { $subject }, por { $who } { $when }
}
operator-more = e mais { $count }

operator-retired-title = O que a MusicAPI não oferece mais
operator-retired-none = A MusicAPI não recusou nada.
operator-retired-line = { $family }: { $operation } { $when }
operator-lifted = { $family } oferece { $operation } de novo.
operator-lift-unknown = Não consta que a MusicAPI recuse isso.

operator-jobs-title = Tarefas
operator-jobs-waiting = Em andamento
operator-jobs-stuck = Travadas
operator-jobs-failed = Falhas no último dia
operator-jobs-none = Nenhuma.
operator-jobs-count = { $state ->
    [queued] Na fila: { $count }, a mais antiga { $when }
    [submitting] Em envio: { $count }, a mais antiga { $when }
    [running] Em produção: { $count }, a mais antiga { $when }
    [done] Prontas e ainda não postadas: { $count }, a mais antiga { $when }
   *[failed] Com falha e ainda não avisadas: { $count }, a mais antiga { $when }
}
operator-stuck-why = { $why ->
    [answer-lost] a resposta se perdeu
    [sending] o envio está demorando demais
    [silent] nenhuma novidade
   *[in-line] espera há muito tempo
}
operator-failed-why = { $kind ->
    [refused] recusada
    [not_sent] não enviada
    [lost] a resposta se perdeu
    [timed_out] demorou demais
    [cancelled] cancelada
   *[failed] falhou
}
operator-refunded = A tarefa { $job } acabou. Devolução: { $credits }.
operator-settled = A tarefa { $job } acabou. Foi cobrada, e o que chegou é postado.
