# What people read first: /help, /about, the greeting of a new server, and the songs that one press makes.

command-help = Veja o que o Encore faz, com músicas para testar
command-about = Veja a versão, a privacidade e quem opera este bot

help-title = Crie músicas com o Encore
help-commands =
    Digite **/song** e poucas palavras para criar uma música.
    Digite **/lyrics** para ouvir a sua letra cantada.
    Digite **/upload** para trabalhar numa gravação sua.
# { $left } is how many credits the server has left.
help-price = Uma música custa { credits }. Este servidor ainda tem { $left } este mês. Música que falha não custa nada.
help-examples = Ou clique numa destas:
help-more =
    Use os botões abaixo de uma música para estender, fazer cover e mais.
    Veja o que resta com **/credits**. Desative os avisos com **/settings**.
    -# Quem opera este bot e o que ele guarda: **/about**.
help-nobody-can = Nenhum modelo cria músicas agora. Tente mais tarde.
help-managers =
    Quem opera o bot define quanto este servidor pode gastar por mês.
    Desative os avisos para todo mundo com **/settings**.
    Escolha o modelo das músicas deste servidor com **/model server**.
    Escolha quem usa cada comando em Configurações do servidor, Integrações, Encore.
    .title = Para quem gerencia

about-title = Encore { $version }
about-made-with-ai = O Encore transforma palavras em músicas. Quem faz são os modelos de IA da MusicAPI.
# { $when } is a live clock, such as “3 minutes ago”.
about-vendor-answered = Última resposta da MusicAPI: { $when }.
about-vendor-never = A MusicAPI ainda não fez nada para este bot.
about-vendor-silent = Um pedido ficou sem resposta { $when }.
about-vendor-paused = A MusicAPI pediu uma pausa. As músicas continuam { $when }.
about-vendor-known-from = -# É o que o Encore viu. A MusicAPI não publica o status dela.
about-privacy =
    O Encore lê os comandos, botões e formulários que você usa.
    Lê as mensagens e gravações que você entrega a ele, e nenhuma outra.
    Guarda suas palavras, as respostas da MusicAPI e os IDs do Discord. Não guarda nomes nem áudio.
    A MusicAPI recebe as palavras e gravações, nunca o seu nome.
    Veja, baixe ou exclua o que ele guarda com **/privacy**.
    .title = Privacidade
about-policy = **Política de privacidade** { $address }
about-terms = **Termos de serviço** { $address }
# { $contact } is what the operator wrote of themselves.
about-operator = **Operado por** { $contact }
about-operator-unnamed = **Operado por** alguém que não deixou contato. Pergunte a quem convidou o bot.
about-source = **Código-fonte** { $address }
about-license = **Licença** MIT

welcome-title = O Encore cria músicas aqui
welcome-text =
    Digite **/song** e poucas palavras, e uma música pronta aparece no seu canal.
    Use os botões abaixo dela para estender, fazer cover e mais.
# { $allowance } is how many credits the server may spend each month.
welcome-price = Uma música custa { credits }. Este servidor tem { $allowance } por mês.
welcome-try = Clique numa para ouvir a sua primeira música:
welcome-privacy = O Encore só lê o que você entrega a ele. Veja o que ele guarda com **/about**.
welcome-limits =
    Quem gerencia o servidor desativa os avisos com **/settings**.
    Em Configurações do servidor, Integrações, escolhe quem usa cada comando.
welcome-more = -# **/help** mostra tudo isto de novo, só para você.

# { $song } is the name of an example, { $count } its price.
example-button = { $song } · { credits }
example-rain = Lo-fi de chuva
    .prompt = batidas lofi calmas para uma noite de chuva
example-birthday = Parabéns
    .prompt = uma música de aniversário alegre com palmas e coro
example-drive = Passeio noturno
    .prompt = synthwave para dirigir pela cidade à noite
