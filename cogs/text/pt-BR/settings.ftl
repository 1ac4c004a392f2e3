# The panel of /settings.

command-settings = Escolha o que o Encore faz para você e neste servidor

settings-title = Configurações
settings-on = Ativado
settings-off = Desativado
# { $what } is the name of a setting.
settings-turn-on = Ativar: { $what }
settings-turn-off = Desativar: { $what }
settings-managers-only = Só quem pode gerenciar este servidor pode mudar isso.

settings-my-notices = Meus avisos
    .explained = O Encore menciona você se a música levou mais de um minuto. Vale em todos os servidores.
    .overruled = Este servidor desativou os avisos para todo mundo.
settings-server-notices = Avisos deste servidor
    .explained = Desativado, o Encore não menciona ninguém neste servidor.
settings-integrations = Escolha membros, cargos e canais em Configurações do servidor, Integrações, Encore.
    .title = Quem pode usar o Encore

# What whoever manages the server sees besides; { $what } is the name of a setting.
settings-tab-general = Geral
settings-tab-spending = Gastos
settings-tab-access = Quem e onde
settings-change = Mudar: { $what }
settings-changed-meanwhile = Outra pessoa acabou de mudar isto: { $what }. Abra de novo para ver como está.
settings-unreadable = Essa opção não existe. Abra o formulário de novo.
settings-number-out-of-range = Digite um número inteiro de 1 a { $most }, ou nada.
settings-deleted = excluído ({ $id })
settings-take-away-label = Excluídos a remover
settings-and-more = mais { $count }
settings-empty-hint = Deixe em branco para não ter limite.

settings-model = Modelo deste servidor
settings-model-none = O primeiro que puder
settings-model-explained = Faz as músicas de quem não escolheu nenhum.
settings-log = Canal de registro
settings-log-label = Canal
settings-log-hint = Em branco: o aviso sai onde a música foi pedida.
settings-log-explained = O Encore escreve nele aos 50, 80 e 100% dos créditos do mês.
settings-log-closed = O Encore não pode escrever nele. Dê a permissão ou escolha outro canal.
settings-zone = Fuso horário
settings-zone-label = Fuso horário
settings-zone-hint = Um nome como America/Sao_Paulo. Em branco: UTC.
settings-zone-example = America/Sao_Paulo
settings-zone-explained = Define quando começam os dias e os meses. O próximo mês começa { $when }.
settings-zone-unknown = Esse fuso horário não existe. Digite um nome como { $example }.
settings-zone-between-months = Lá já é outro mês. Mude { $when }, para nenhum crédito se perder.

# Shares of the server's credits. { $period } is “day” or “month”.
settings-percent = Porcentagem dos créditos do mês
settings-credits = Créditos
settings-a-day = Por dia
settings-a-month = Por mês
settings-no-limit = Sem limite
settings-share = Cota por membro
settings-share-label = Quanto
settings-share-hint = Um número inteiro. Em branco: sem limite.
settings-unit-label = Contada em
settings-period-label = Com que frequência
settings-share-off = Cada membro pode usar todos os créditos do servidor.
settings-share-on = Vale para quem não tem cota por cargo.
settings-share-credits = { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
} { $period ->
    [day] por dia
   *[month] por mês
}
settings-share-percent = { $percent }%, ou seja, { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
} { $period ->
    [day] por dia
   *[month] por mês
}
settings-role-share = Cotas por cargo
settings-role-share-off = Um cargo pode ter mais ou menos. Entre vários, vale a maior cota.
settings-roles-count = { $count ->
    [one] { $count } cargo
   *[other] { $count } cargos
}
settings-role-share-roles-label = Cargos
settings-role-share-kind-label = O que podem usar
settings-role-share-own = Uma cota própria
settings-role-share-everybody = O mesmo que todo mundo
settings-role-share-hint = Para uma cota própria. Contada em: { $unit }.
settings-role-share-no-role = Escolha pelo menos um cargo.
settings-role-share-no-amount = Digite quanto estes cargos podem usar.
settings-role-share-too-high = A cota de { $roles } passa de 100%. Mude essa primeiro.
settings-role-share-too-many = No máximo { $most } cargos podem ter cotas. Antes dê a alguns o mesmo que a todo mundo.
settings-pace = Ritmo
settings-pace-off = Os membros podem pedir quantas vezes quiserem.
settings-at-once-label = Músicas ao mesmo tempo por membro
settings-cooldown-label = Segundos entre as músicas de um membro
settings-at-once-on = { $count ->
    [one] { $count } música ao mesmo tempo por membro.
   *[other] { $count } músicas ao mesmo tempo por membro.
}
settings-cooldown-on = { $count ->
    [one] { $count } segundo entre as músicas de um membro.
   *[other] { $count } segundos entre as músicas de um membro.
}

# Who may ask for songs, and where.
settings-channels = Canais
settings-channels-all = Em todo lugar
settings-channels-hint = Uma categoria vale por todos os canais dela. Em branco: todos os canais.
settings-channels-only-label = Músicas só nestes canais
settings-channels-never-label = Sem músicas nestes canais
settings-only-in = Só em { $where }
settings-never-in = Nunca em { $where }
settings-roles = Cargos
settings-roles-all = Todo mundo
settings-roles-hint = Em branco: todo mundo pode pedir.
settings-roles-only-label = Músicas só para estes cargos
settings-roles-never-label = Sem músicas para estes cargos
settings-only-who = Só { $who }
settings-never-who = Nunca { $who }
settings-operations = O que pode ser feito
settings-operations-all = Tudo
settings-operations-count = { $count ->
    [one] { $count } item desativado
   *[other] { $count } itens desativados
}
settings-operations-dear-label = Desativar, a partir de { $count } créditos
settings-operations-label = Desativar
settings-operation-price = { $name } · { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}
settings-pressers = Botões nas músicas dos outros
settings-pressers-label = Quem pode usar
settings-pressers-anyone = Quem vê a música
settings-pressers-roles = Quem fez a música, e alguns cargos
settings-pressers-maker = Só quem fez a música
settings-pressers-roles-label = Cargos
settings-pressers-hint = Valem quando alguns cargos podem usar.
settings-pressers-no-role = Escolha pelo menos um cargo.
settings-pressers-pay = Quem clica paga com a própria cota.
