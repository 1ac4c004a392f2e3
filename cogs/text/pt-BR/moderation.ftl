# What a server's admins and moderators watch over.

settings-tab-moderation = Moderação

# Words that no song may hold.
settings-words = Palavras proibidas
settings-words-count = { $count ->
    [one] { $count } palavra
   *[other] { $count } palavras
}
settings-words-explained = Nenhuma música, título ou playlist pode ter essas palavras, escritas de qualquer jeito.
settings-words-label = Uma palavra ou frase por linha
settings-words-more-label = Mais palavras
settings-words-hint = Até { $most }. Valem palavras inteiras, com quaisquer acentos e sinais.
settings-words-example = Uma palavra ou frase por linha
settings-words-too-many = A lista aceita { $most } palavras. Deixe algumas de fora.
settings-words-too-long = Uma palavra tem no máximo { $most } caracteres. Encurte “{ $word }”.
settings-words-no-word = “{ $word }” não tem nenhuma letra nem número. Tire da lista.
# { $word } stands in the server's list.
problem-word-listed = Este servidor não permite “{ $word }”. Tire { $where ->
    [avoid] dos estilos a evitar
    [lyrics] da letra
    [name] do nome
    [prompt] do prompt
    [style] do estilo
   *[title] do título
}.

# Who may decide, and what is decided already.
problem-blocked-here = Quem gerencia este servidor não deixa você criar nada aqui. Fale com uma dessas pessoas.
problem-case-gone = Isto não existe mais.
problem-case-not-deleted = O Encore não consegue excluir esta mensagem. Exclua você mesmo e depois descarte a denúncia.
problem-case-not-over = Isto ainda está sendo criado. Aperte de novo quando terminar.
problem-case-not-yours = Só moderadores deste canal podem decidir isso.
problem-post-unapproved = Aqui os moderadores aprovam tudo: só quem gerencia este servidor pode postar isto. Em vez disso, faça uma música.

# Orders that wait for a moderator.
settings-approval = Aprovação
settings-approval-channel-label = Canal dos moderadores
settings-approval-channel-hint = Pedidos em espera e denúncias são postados lá.
settings-approval-label = Consultar moderadores antes de criar
settings-approval-on = Sim, para quem não gerencia este servidor
settings-approval-off = Não
settings-approval-none = Nenhum canal dos moderadores foi escolhido.
settings-approval-explained-on = As músicas esperam lá por um moderador, por no máximo 24 horas.
settings-approval-explained-off = As músicas são feitas na hora. As denúncias são postadas lá.
settings-approval-no-channel = Escolha também o canal dos moderadores.
heading-approval = Esperando aprovação
stage-approval = Um moderador deste servidor olha antes. Cancelar devolve os créditos.
heading-not-approved = Não aprovado
failure-rejected = Um moderador deste servidor não aprovou isto.
failure-rejected-because = Um moderador deste servidor não aprovou isto: { $reason }
failure-undecided = Nenhum moderador deste servidor respondeu em 24 horas.
next-edit-rejected = Clique em **Editar…** para mudar.

# What moderators are shown; { $who } is a mention, { $when } a clock that Discord runs.
case-approval-title = Isto pode ser feito?
case-approval-line = { $who } pediu { $when }: { $what }, { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}. [Ir para a mensagem]({ $where })
case-approval-line-nowhere = { $who } pediu { $when }: { $what }, { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}.
case-recording = [Gravação]({ $where })
case-cut = O texto completo está no arquivo abaixo.
case-file-alt = Tudo o que foi pedido
case-approve = Aprovar
case-reject = Recusar…
case-reject-title = Recusar este pedido
case-reject-label = Por quê
case-reject-hint = O membro recebe isto. Pode ficar em branco.
case-approved = Aprovado por { $who } { $when }. Agora está na fila.
case-rejected = Recusado por { $who } { $when }. Os créditos voltaram.
case-expired = Ninguém respondeu em 24 horas. Os créditos voltaram.
case-over = Foi cancelado nesse meio-tempo. Não há nada a decidir.
case-deleted = A música foi excluída por { $who } { $when }.
case-dismissed = Descartada por { $who } { $when }.
case-text-name = { $text ->
    [avoid] Estilos a evitar
    [lyrics] Letra
    [prompt] Prompt
    [style] Estilo
   *[title] Título
}
case-report-title = Uma música foi denunciada
case-report-line = { $who } denunciou { $when }:
case-report-song = Feita por { $who }. [Ir para a música]({ $where })
case-report-maker = Feita por { $who }.
case-delete = Excluir música
case-block = Bloquear membro
case-dismiss = Descartar
# At most 32 characters: it stands in the menu of a message.
message-command-report = Denunciar música
report-title = Denunciar esta música
report-label = O que há de errado com ela
report-hint = Os moderadores deste servidor leem isto, com o seu nome.
report-taken = Os moderadores deste servidor vão olhar.
case-member-blocked = { $who } não pode criar mais nada aqui. /settings libera de novo.
case-member-known = { $who } já está na lista de bloqueio. /settings libera de novo.
settings-blocked = Membros bloqueados
settings-blocked-count = { $count ->
    [one] { $count } membro
   *[other] { $count } membros
}
settings-blocked-explained = Não podem criar nada neste servidor.
settings-blocked-label = Membros
settings-blocked-hint = Tire alguém daqui para liberar as músicas de novo.
settings-blocked-too-many = Um servidor pode bloquear { $most } membros. Libere alguns antes.
# Songs that somebody reports.
problem-no-moderators = Este servidor não tem canal dos moderadores. Escreva para quem o gerencia.
problem-reported-already = Você já denunciou esta música. Os moderadores já sabem.
problem-reported-just-now = Você denunciou algo agora há pouco. Tente de novo { $opens }.
problem-report-empty = Diga qual é o problema da música.
problem-report-no-song = Esta mensagem não tem música do Encore. Escolha uma que tenha.
