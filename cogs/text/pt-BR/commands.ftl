# Commands as they stand in Discord's list, with their options as attributes: at most 100 characters each.

command-song = Crie uma música com poucas palavras ou com a sua letra
    .prompt = Como a música deve ser, por exemplo: r&b pop
    .title = O título da música
    .style = Gênero, voz, andamento, clima
    .lyrics = O que é cantado. /lyrics tem espaço para versos e estrofes.
    .instrumental = Sem nenhuma voz
    .model = Qual modelo faz a música. Deixe em branco para usar o seu padrão.
    .persona = Quem canta: uma persona criada neste servidor
    .voice = Que voz canta, se o modelo deixar escolher
    .avoid = Estilos a evitar, se o modelo deixar
command-lyrics = Crie uma música a partir de uma letra, com espaço para escrever
    .model = Qual modelo faz a música. Deixe em branco para usar o seu padrão.
command-write = Escreva uma letra sobre um tema, em duas versões à escolha
    .topic = Sobre o que é a música, por exemplo: um farol no inverno
command-style = Transforme poucas palavras em um estilo completo
    .words = Poucas palavras, por exemplo: lofi, chuva
command-family = Mostre a árvore de uma música: a original, as extensões, os covers
    .clip = Qualquer faixa da música. Deixe em branco para a mais nova que você pode ver.
command-credits = Mostre os créditos deste servidor: usados, reservados e restantes
command-persona = Mostre ou exclua as personas e vozes deste servidor
command-persona-list = Mostre as personas e vozes deste servidor
command-persona-delete = Exclua uma persona sua. Quem gerencia o servidor pode excluir qualquer uma.
    .persona = Qual persona

# In the menu of a message.
message-command-song = Criar música com isto
