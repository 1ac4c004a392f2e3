# The panel of /privacy, the questions before everything is deleted, and what is stored of whom.
# `stored-…` is what stands in docs/privacy.md as well; its `.ends` says what a deletion makes of it.

command-privacy = Veja, baixe ou exclua o que o Encore guarda sobre você

privacy-title = Sua privacidade
privacy-reach = Vale para todos os servidores em que você e o Encore estão.
privacy-stored = O que o Encore guarda sobre você
privacy-not-stored = Ele não guarda seu nome, nem áudio, nem mensagens suas.
privacy-vendor =
    A MusicAPI recebe suas palavras e gravações, nunca seu nome ou seu ID do Discord.
    O Encore não pode excluir o que a MusicAPI guarda.
privacy-export-button = Baixar meus dados
privacy-delete-button = Excluir meus dados…
privacy-policy-button = Política de privacidade
privacy-terms-button = Termos de serviço

stored-songs = Suas músicas: suas palavras, as respostas da MusicAPI e os IDs do Discord: seu, do servidor, do canal e da mensagem.
    .ends = Tudo é excluído. Fica só uma linha de créditos, sem você.
stored-clips = As faixas das suas músicas: títulos, letras e onde a MusicAPI guarda o áudio.
    .ends = Tudo é excluído. Os botões delas param de funcionar.
stored-personas = As personas e vozes que você criou.
    .ends = São excluídas, para o servidor inteiro.
stored-drafts = Formulários e comandos recusados e pedidos que esperam a sua resposta, por no máximo um dia.
    .ends = São excluídos.
stored-choices = Seu modelo e se o Encore menciona você.
    .ends = São excluídos.
stored-library = Seus favoritos, votos e playlists.
    .ends = São excluídos.
stored-server = O que um servidor escolheu, e quando foi saudado.
    .ends = Fica, porque não é sobre você.
stored-credits = Quantos créditos cada música tirou do servidor.
    .ends = Fica para a contabilidade, sem você. O que você usou fica por 33 dias, sob um número feito do seu ID.
stored-small = Que respostas não chegaram a ninguém, por 30 dias. Quem espera uma resposta, por 15 minutos. Que mensagens ainda faltam remover, por um dia.
    .ends = É excluído.
stored-admins = O que administradores e operadores mudaram, e quem mudou. Quem eles bloqueiam.
    .ends = A mudança fica, sem você. Quem está bloqueado continua.
stored-moderation = O que foi perguntado aos moderadores: seus pedidos, suas denúncias com o texto e denúncias das suas músicas.
    .ends = É excluído. O que você decidiu como moderador fica, sem você.
stored-erasures = Que você pediu a exclusão dos seus dados, até ela terminar.
    .ends = É excluído por último.
stored-workings = O que os processos do Encore dizem uns aos outros.
    .ends = Fica. Nada ali é sobre alguém.

delete-title = Excluir meus dados
delete-what =
    Isto exclui seus dados em todos os servidores.
    Músicas na fila são canceladas, e os créditos voltam aos servidores.
    Músicas que a MusicAPI está fazendo são postadas antes e depois excluídas.
    O que outras pessoas fizeram das suas músicas continua delas.
delete-messages =
    As mensagens das suas músicas no Discord só entram se você quiser.
    O Encore pode remover a maioria delas. Avisos e mensagens privadas ficam até você fechar ou excluir.
delete-messages-stay-button = Excluir dados, manter mensagens
delete-messages-go-button = Excluir dados e mensagens
delete-keep-button = Manter meus dados
delete-sure = Tem certeza? Ninguém pode trazer isso de volta, nem os próximos backups de quem opera o bot.
delete-sure-messages-go = As mensagens com as suas músicas somem também.
delete-sure-messages-stay = As mensagens com as suas músicas ficam nos canais.
delete-sure-button = Sim, excluir para sempre
delete-kept = Nada foi excluído.
delete-done = Seus dados foram excluídos. O Encore apaga este pedido em um minuto.
delete-begun =
    Seus dados estão sendo excluídos. Você não precisa fazer mais nada.
    Músicas em andamento são postadas antes e depois excluídas.
delete-backups = -# Backups feitos antes por quem opera o bot guardam isso até serem descartados.

export-first = Aqui está o que o Encore guarda sobre você. Não compartilhe.
# { $part } counts from 1.
export-next = Parte { $part } dos seus dados.
export-alt = Seus dados como texto em JSON.

# Stands where a member would be mentioned, of whom nothing is left.
erased-member = alguém que não deixou dados

retention-title = As músicas deste servidor
retention-explained =
    O Encore pode apagar os textos de músicas antigas daqui: prompts, títulos, estilos e letras.
    As músicas ficam, e os créditos delas também.
retention-placeholder = Por quanto tempo guardar os textos
retention-for-ever = Guardar os textos para sempre
# { $count } is a number of days.
retention-days = { $count ->
    [one] Apagar os textos após { $count } dia
   *[other] Apagar os textos após { $count } dias
 }
retention-now-for-ever = Os textos são guardados para sempre.
retention-now-days = { $count ->
    [one] Os textos são apagados após { $count } dia.
   *[other] Os textos são apagados após { $count } dias.
 }
retention-purge = Trinta dias depois de sair de um servidor, o Encore apaga tudo de lá, menos os créditos.
