# Whether Encore can work: what it lacks in a channel, and the checks of /settings and /operator doctor.

# What Discord's own settings call its permissions; the keys are names of its interface.
permission-name = { $permission ->
    [view_channel] Ver canal
    [send_messages] Enviar mensagens
    [send_messages_in_threads] Enviar mensagens em tópicos
    [embed_links] Inserir links
    [attach_files] Anexar arquivos
    [read_message_history] Ver histórico de mensagens
   *[connect] Conectar
}

problem-cannot-post = Para postar músicas aqui, o Encore precisa de { $permissions }. Peça a quem gerencia este servidor.
problem-thread-locked = Este tópico está trancado. Peça sua música em outro canal.

# What `python -m bot doctor` and /operator doctor look at, and how it is.
finding-check = { $check ->
    [settings] Configurações
    [token] Token do Discord
    [application] App do Discord
    [commands] Comandos
    [key] MusicAPI
    [families] Modelos
    [clock] Relógio
    [database] Banco de dados
    [disk] Disco
    [processes] Processos
    [loop] Loop de eventos
    [webhooks] Webhooks
    [zones] Fusos horários
   *[media] Som e imagens
}
finding-grade = { $grade ->
    [ok] OK
    [warning] Atenção
   *[wrong] ERRO
}
finding-none-wrong = Nada está errado.
finding-count-wrong = { $count ->
    [one] { $count } coisa está errada.
   *[other] { $count } coisas estão erradas.
}
finding-count-warning = { $count ->
    [one] { $count } coisa pede atenção.
   *[other] { $count } coisas pedem atenção.
}

# What was found, and what mends it.
finding-settings-read = Todas as configurações podem ser usadas.
finding-setting-wrong = { $says }
    .mend = Corrija no ambiente ou no .env.
finding-file-open-to-others = Outros nesta máquina podem ler o .env e os segredos dele.
    .mend = Execute: chmod 600 .env
finding-check-broken = Esta verificação quebrou: { $error }.
    .mend = Relate o problema, com a versão do Encore.
finding-check-slow = Nada chegou em { $seconds } segundos.
    .mend = Tente de novo. Se continuar, veja a rede desta máquina.
finding-not-asked = Não deu para verificar isto.
    .mend = Resolva antes o que está errado acima ou abaixo.

finding-token-taken = O Discord aceita. O bot é { $name }.
finding-token-refused = O Discord não aceita.
    .mend = Copie o token do bot do portal do desenvolvedor do Discord para DISCORD_TOKEN.
finding-discord-silent = { $why ->
    [timeout] O Discord não respondeu a tempo.
    [certificate] Daqui não dá para confiar no certificado do Discord.
    [broken] O Discord interrompeu a resposta.
   *[no-connection] Não há caminho daqui até o Discord.
}
    .mend = Confira a rede, o proxy e DISCORD_API_URL.
finding-not-discord = Esta não é uma resposta do Discord: { $status }.
    .mend = Corrija DISCORD_API_URL, ou tire.
finding-discord-busy = O Discord está com problemas, ou pede paciência: { $status }.
    .mend = Veja de novo em um minuto.
finding-sessions-low = O Discord só permite mais { $left } de { $total } sessões hoje.
    .mend = Veja no log por que o bot inicia tantas vezes.
finding-application-fine = As respostas vão pelo gateway, e nenhuma intent especial é pedida.
finding-interactions-elsewhere = O Discord envia os comandos a um endereço, e não ao bot.
    .mend = Esvazie “Interactions Endpoint URL” no portal do desenvolvedor do Discord.
finding-code-grant = Ninguém pode convidar o bot com um link simples.
    .mend = Desative “Requires OAuth2 Code Grant” no portal do desenvolvedor do Discord.
finding-intents-spare = Há intents especiais ativadas de que o Encore não precisa.
    .mend = Desative em Bot, no portal do desenvolvedor do Discord.
finding-commands-equal = O Discord mostra os { $count } comandos desta versão.
finding-commands-differ = O Discord mostra outros comandos: { $names }.
    .mend = Inicie o bot. Ele os atualiza sozinho.
finding-commands-unread = O Discord não informa os comandos: { $status }.
    .mend = Tente de novo em um minuto.

finding-key-taken = A chave { $name } é válida. A conta dela tem { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}.
finding-key-low = A conta da chave { $name } só tem mais { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}.
    .mend = Compre mais na MusicAPI em breve.
finding-key-empty = A conta da chave { $name } não pode pagar uma música. Ela tem { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}.
    .mend = Compre mais na MusicAPI, ou adicione outra chave.
finding-key-refused = A MusicAPI não aceita a chave { $name }.
    .mend = Copie a chave do painel da MusicAPI, e confira seu plano lá.
finding-vendor-silent = { $why ->
    [timeout] A MusicAPI não respondeu a tempo.
    [certificate] Daqui não dá para confiar no certificado da MusicAPI.
    [broken] A MusicAPI interrompeu a resposta.
   *[no-connection] Não há caminho daqui até a MusicAPI.
}
    .mend = Confira a rede, o proxy e MUSICAPI_URL.
finding-vendor-odd = A MusicAPI não informou os créditos: { $status }.
    .mend = Confira MUSICAPI_URL. Se estiver certo, tente mais tarde.
finding-vendor-stopped = { $minutes ->
    [one] A MusicAPI não aceita nada há { $minutes } minuto. Novas músicas esperam.
   *[other] A MusicAPI não aceita nada há { $minutes } minutos. Novas músicas esperam.
}
    .mend = Veja sua conta e a MusicAPI. O Encore continua sozinho.
finding-families-offered = Novas músicas podem ser feitas por { $names }.
finding-operations-retired = A MusicAPI retirou: { $names }.
    .mend = Espere, ou ofereça de novo com /operator retired.
finding-no-new-songs = Nada aqui pode criar músicas.
    .mend = Indique outras famílias em MUSICAPI_FAMILIES.

finding-clock-right = Está certo.
finding-clock-off = { $seconds ->
    [one] A diferença é de { $seconds } segundo.
   *[other] A diferença é de { $seconds } segundos.
}
    .mend = Deixe o sistema acertar o relógio pela rede (NTP).
finding-clock-unknown = Ninguém informou a hora para comparar.
    .mend = Resolva antes o caminho até o Discord e a MusicAPI.

finding-database-ready = { $kind } { $version } tem o esquema { $schema }.
finding-database-missing = Ainda não há banco de dados.
    .mend = Inicie o bot. Ele cria um.
finding-database-away = { $says }
    .mend = Confira DATABASE_URL, e se o servidor está no ar.
finding-database-empty = O banco de dados está vazio.
    .mend = Inicie o bot, ou execute: python -m bot migrate
finding-schema-old = O banco de dados tem o esquema { $schema }, e esta versão precisa do { $needed }.
    .mend = Inicie o bot, ou execute: python -m bot migrate
finding-schema-new = { $says }
    .mend = Use aqui a versão mais nova do Encore.
finding-no-wal = O SQLite mantém o journal como { $mode }, e as leituras esperam.
    .mend = Pare o que mais usa o arquivo, e inicie o bot de novo.
finding-folder-closed = { $which ->
    [database] Não dá para escrever na pasta do banco de dados.
   *[files] Não dá para escrever na pasta das músicas a caminho.
}
    .mend = Dê ao usuário do bot o direito de escrever lá.
finding-disk-full = { $which ->
    [database] O disco do banco de dados tem { $megabytes } MB livres.
   *[files] O disco das músicas a caminho tem { $megabytes } MB livres.
}
    .mend = Libere espaço antes que ele encha.
finding-disk-free = { $which ->
    [database] O disco do banco de dados tem { $megabytes } MB livres.
   *[files] O disco das músicas a caminho tem { $megabytes } MB livres.
}

finding-processes-alive = No ar há pouco: { $names }.
finding-process-silent = { $minutes ->
    [one] { $name } parou de responder há { $minutes } minuto.
   *[other] { $name } parou de responder há { $minutes } minutos.
}
    .mend = Inicie de novo, a não ser que você tenha parado.
finding-processes-none = O bot não está rodando neste banco de dados.
    .mend = Inicie o bot.
finding-process-well = O processo nesta máquina diz que está pronto.
finding-process-unwell = O processo nesta máquina não está bem: { $says }.
    .mend = Veja o log dele. Se continuar, inicie de novo.
finding-shards-missing = { $connected } de { $known } shards conectados.
    .mend = Espere um minuto. Depois veja o log.
finding-loop-quick = O atraso é de no máximo { $milliseconds } ms.
finding-loop-slow = Atrasou { $milliseconds } ms agora há pouco.
    .mend = Dê mais CPU ao processo, ou distribua os shards.
finding-loop-often-slow = Atrasou em { $percent }% das verificações.
    .mend = Dê mais CPU ao processo, ou distribua os shards.

finding-door-off = Desativados. A MusicAPI é consultada a cada poucos segundos.
finding-door-open = O endereço é alcançado daqui, e o Encore responde.
finding-door-asleep = Ninguém responde lá enquanto o bot não roda.
    .mend = Inicie o bot, e veja de novo.
finding-door-closed = { $why ->
    [timeout] Ninguém responde a tempo em WEBHOOK_URL.
    [broken] A resposta em WEBHOOK_URL foi interrompida.
   *[no-connection] Ninguém responde em WEBHOOK_URL.
}
    .mend = Confira o nome, o firewall e o caminho até WEBHOOK_LISTEN.
finding-door-elsewhere = Outra coisa responde em WEBHOOK_URL: { $status }.
    .mend = Faça o proxy de lá passar /musicapi/ para WEBHOOK_LISTEN.
finding-door-private = WEBHOOK_URL leva a um endereço privado. A MusicAPI não chega lá.
    .mend = Indique um endereço da internet aberta.
finding-door-untrusted = Não dá para confiar no certificado em WEBHOOK_URL.
    .mend = Renove, e faça o proxy enviar a cadeia inteira.

finding-zones-known = { $count } fusos horários são conhecidos.
finding-zones-missing = Os fusos horários do mundo não são conhecidos aqui.
    .mend = Instale tzdata.
finding-media-ready = Dá para reduzir músicas e desenhar imagens.
finding-encoder-missing = Não dá para ler nem reduzir músicas sem { $names }.
    .mend = Instale requirements/run.txt de novo.
finding-fonts-missing = Faltam as fontes de /family.
    .mend = Instale requirements/run.txt de novo.

# The panel of /operator doctor.
findings-title = Diagnóstico
findings-line = { $grade } · **{ $check }** · { $says }
findings-more = { $count ->
    [one] Mais { $count } em: python -m bot doctor
   *[other] Mais { $count } em: python -m bot doctor
}

# Check… in /settings, for whoever manages the server.
server-check = Verificação
server-check-explained = Veja onde o Encore pode postar, e o que atrapalha as músicas.
server-check-button = Verificar…
server-check-title = Verificação deste servidor
server-check-line = { $grade } · { $says }
server-check-grant = Abra Editar canal, Permissões, e permita isso ao Encore.
server-check-ask-operator = Fale com quem opera este bot. Veja /about.
server-check-unknown = O Encore não está neste servidor, ou acabou de ser iniciado.
    .mend = Convide o bot, ou veja de novo em um minuto.
server-check-taken = Novas músicas são aceitas.
server-check-blocked = Este servidor está bloqueado.
server-check-paused = Novas músicas estão pausadas.
server-check-vendor-stopped = A MusicAPI não aceita nada agora. Novo pedido a ela { $when }.
    .mend = Não há nada a fazer aqui. Continua sozinho.
server-check-credits = Este servidor ainda tem { $left } este mês.
server-check-no-credits = Este servidor só tem { $left }, pouco para uma música. Novos créditos chegam { $resets }.
server-check-fine = { $count ->
    [one] Dá para postar músicas em { $count } canal.
   *[other] Dá para postar músicas em { $count } canais.
}
server-check-nowhere = Não há canal onde se possa pedir e postar uma música.
    .mend = Deixe o Encore entrar em um canal, e veja Canais em Quem e onde.
server-check-lacking = Em { $channels }, o Encore precisa de { $permissions }.
server-check-unseen = O Encore não vê { $channels }.
    .mend = Se for para criar músicas lá, permita Ver canal ao Encore.
server-check-threads = Em tópicos de { $channels }, o Encore precisa de { $permissions }.
server-check-unread = Para responder em { $channels }, o Encore precisa de { $permissions }.
server-check-log = Os alertas são escritos em { $channel }.
server-check-log-closed = Para escrever alertas em { $channel }, o Encore precisa de { $permissions }.
server-check-log-gone = O canal de registro foi excluído.
    .mend = Escolha outro em /settings, Geral.
server-check-showcase = As faixas mais queridas aparecem em { $channel }.
server-check-showcase-closed = Para mostrar faixas em { $channel }, o Encore precisa de { $permissions }.
server-check-showcase-gone = O canal da vitrine foi excluído.
    .mend = Escolha outro com /showcase set.
server-check-moderators = Os moderadores veem pedidos e denúncias em { $channel }.
server-check-moderators-closed = Para consultar os moderadores em { $channel }, o Encore precisa de { $permissions }.
server-check-moderators-gone = O canal dos moderadores foi excluído.
    .mend = Escolha outro em /settings, Moderação.
server-check-approval-nowhere = As músicas esperam aprovação, e nenhum moderador as vê.
    .mend = Escolha um canal em /settings, Moderação, ou desative a aprovação.
server-check-language = Todos leem o Encore em { $language }.
server-check-language-unknown = Esta versão não fala o idioma escolhido. Todos leem em inglês.
    .mend = Escolha outro em /settings, Geral.
server-check-gone = { $count ->
    [one] { $count } canal ou cargo dos limites foi excluído.
   *[other] { $count } canais ou cargos dos limites foram excluídos.
}
    .mend = Tire em /settings, onde aparecem como excluídos.
server-check-intents = O Encore não pede nenhuma intent especial. Não é preciso permitir nada.
