# Why something was not done: a message for every problem of bot/errors.py, by its name.
# What it cost stands below it, in a small line that cogs/text/errors.py chooses.

# What it cost.
nothing-charged = -# Nada foi cobrado.
nothing-charged-twice = -# Nada foi cobrado duas vezes.
nothing-charged-yet = -# Nada foi cobrado ainda.
nothing-changed = -# Nada mudou.
nothing-lost = -# Nenhum crédito se perdeu.

# Commands, buttons and forms.
problem-already-asked = Esta música já está sendo feita.
problem-asked-just-now = Você acabou de pedir isto. Procure a mensagem abaixo.
problem-button-unknown = Este botão é de outra versão do Encore. Ele não faz mais nada.
problem-card-gone = A mensagem da sua música foi excluída. Peça de novo.
problem-command-changed = Este comando mudou. Digite de novo ou reinicie o Discord.
problem-draft-gone = Isto já foi feito, ou tem mais de um dia. Comece do zero.
problem-form-unknown = Este formulário é de outra versão do Encore. Abra de novo.
problem-interrupted = O Encore foi parado no meio disto. Peça de novo.
problem-not-in-a-server = O Encore só cria músicas em servidores. Peça de novo em um canal de um servidor.
problem-not-in-the-menu = Isto não está no menu do formulário. Escolha de novo.
problem-only-managers = Só quem pode gerenciar este servidor pode escolher o modelo dele.
problem-picture-gone = A mensagem da imagem foi excluída. Peça de novo.
problem-unexpected = Algo deu errado do nosso lado. Tente de novo se nada chegar em um minuto.

# Credits and the line.
problem-out-of-credits = Isto custa { $price }, e este servidor só tem { $left }. Novos créditos chegam { $resets }.
problem-out-of-credits-for-a-song = Uma música custa { $price }, e este servidor só tem { $left }. Novos créditos chegam { $resets }.
problem-price-rose = Isto custa { $price } agora. Peça de novo para aceitar.
problem-queue-full = Há músicas demais esperando. Tente de novo daqui a alguns minutos.
problem-queue-full-of-member =
    Você tem { $limit } pedidos na fila, o máximo por pessoa. Peça de novo quando um deles começar.
problem-queue-full-of-server =
    Este servidor tem { $limit } pedidos na fila, o máximo por servidor. Peça de novo quando um deles começar.

# Clips.
problem-clip-deleted = Esta faixa foi excluída. Escolha outra.
problem-clip-not-here = Esta faixa não está neste servidor, ou você não pode vê-la. Escolha outra.
problem-key-gone = Isto foi feito com uma conta que não é mais usada. Escolha outra faixa ou persona.
problem-clip-too-old = { $family } só faz isto com faixas de menos de { $age }. Escolha uma mais nova.
problem-playlists-full = Você tem 24 playlists aqui. Exclua uma primeiro.
problem-playlist-full = Esta playlist tem 100 faixas. Tire uma primeiro.
problem-playlist-gone = Esta playlist não existe mais, ou não é sua.
problem-playlist-name-taken = Você já tem uma playlist com esse nome aqui. Escolha outro nome.
problem-showcase-not-yours = Só quem pode gerenciar este servidor pode escolher a vitrine dele.
problem-download-empty = Não há música para baixar aqui.
problem-download-under-way = Um download seu está em andamento. Outro pode começar quando ele acabar, no máximo { $resets }.
problem-song-not-yours = Só quem pediu esta música, ou quem gerencia o servidor, pode mudá-la.
problem-clip-unknown = Este botão não é de nenhuma música que você possa ver aqui.
problem-different-families = Estas faixas são de famílias de modelos diferentes. Escolha duas da mesma família.
problem-job-not-here = Este botão não é de nada que você possa ver aqui.
problem-no-other-clip = Não há aqui outra faixa desta família de modelos. Crie outra música primeiro.
problem-no-second-clip = Escolha a segunda faixa do mashup.
problem-no-songs-yet = Este servidor ainda não tem músicas que você possa ver. Crie uma com /song.
problem-no-such-clip = Esta não é uma música que você possa ver aqui. Escolha uma faixa da lista ou deixe em branco.
problem-not-an-extension = Só uma extensão pode ser juntada à música dela. Escolha uma extensão.
problem-not-for-this-clip = Isto não está disponível para esta faixa. Escolha outra coisa.
problem-only-own-songs = { $family } só faz isto com músicas que fez. Escolha uma faixa que não seja gravação.
problem-only-recordings = { $family } só faz isto com uma gravação. Envie uma com /upload.
problem-same-clip-twice = Um mashup precisa de duas faixas diferentes. Escolha outra.
problem-second-clip-gone = A segunda faixa não está neste servidor, ou você não pode vê-la. Escolha outra.
problem-source-unknown = A MusicAPI não conhece esta faixa. Escolha outra.

# Models, and what they can do.
problem-detail-not-taken = { $family } não aceita { $detail } para { $operation }. Deixe isso de fora.
problem-format-not-made = { $family } faz arquivos { $formats }, e não { $format }. Escolha um desses.
problem-length-of-music = { $family } faz de { $least } a { $most } de música por vez. Escolha uma duração nesse intervalo.
problem-model-unknown = Este modelo não está disponível aqui. Escolha outro.
problem-no-model = Nenhum modelo pode fazer isto agora. Tente mais tarde.
problem-no-model-for-new-songs = Nenhum modelo pode criar músicas agora. Tente mais tarde.
problem-no-such-family = Não há família de modelos chamada “{ $name }”. Escolha uma da lista.
problem-no-such-model = { $family } não tem modelo chamado “{ $model }”. Escolha um da lista.
problem-not-offered = Aqui { $family } não consegue { $operation }. Escolha outro modelo.
problem-not-with-this-model = { $family } não consegue { $operation } com { $model }. Escolha { $models }.
problem-operation-retired = { $family } não oferece mais isto. Escolha outra coisa.
problem-operation-retired-for-model = { $family } não oferece mais isto. Escolha outro modelo.
problem-weight-out-of-range = Escolha um peso de 0 a 1.

# Words.
problem-avoid-too-long = Estes estilos a evitar têm { $characters } caracteres, e o máximo é { $limit }. Encurte.
problem-control-characters = Tire os caracteres de controle deste campo: { $field }.
problem-instrumental-with-lyrics = Um instrumental não tem letra. Deixe de fora a letra ou o instrumental.
problem-lyrics-gone = Esta letra não existe mais. Escreva outra com /write.
problem-lyrics-missing = { $family } só canta a letra que recebe. Escreva uma, ou peça um instrumental.
problem-lyrics-need-more = A letra só é cantada em uma extensão ou um cover. Escolha um deles em “then”, ou deixe a letra de fora.
problem-lyrics-not-taken = { $family } não aceita letra para { $operation }. Deixe de fora: fica a letra da música.
problem-lyrics-too-short = { $family } precisa de pelo menos { $fewest } caracteres de letra. Esta tem { $characters }.
problem-mention = Tire a menção do Discord deste campo: { $field }. Escreva o nome no lugar.
problem-no-prompt = Diga como a música deve ser, por exemplo “r&b pop”.
problem-no-words = Diga como a música deve ser: digite um prompt, um estilo ou uma letra.
problem-no-words-in-message = Esta mensagem não tem palavras para uma música. Escolha outra.
problem-style-gone = Este estilo não existe mais. Peça outro com /style.
problem-text-missing = { $family } precisa de { $text } para { $operation }. Preencha.
problem-text-too-long = { $family } aceita no máximo { $limit } caracteres de { $texts }. Encurte, você usou { $characters }.
problem-title-too-long = Este título tem { $characters } caracteres, e o máximo é { $limit }. Encurte.

# Moments and sections.
problem-end-needed = A duração desta faixa é desconhecida. Diga onde o trecho termina.
problem-extends-nothing = Escolha um momento a partir de 0:01.
problem-half-a-section = Diga onde o trecho começa e onde termina.
problem-length-unknown = A duração desta faixa é desconhecida. Digite o momento a partir do qual estender.
problem-moment-past-end = Esta faixa só tem { $length }. Escolha um momento anterior.
problem-moment-too-early = Escolha um momento depois de 0:00.
problem-moment-unreadable = Digite o momento em segundos, como 95, ou em minutos, como 1:35.
problem-no-section = Escolha um trecho, ou digite de quando até quando, como 1:05–1:35.
problem-outside-the-clip = Esta faixa tem { $seconds }. Escolha um segundo de 1 a { $last }.
problem-section-before-start = Comece o trecho em 0:00 ou depois.
problem-section-past-end = Esta faixa tem { $length }. Escolha um trecho dentro dela.
problem-section-reversed = Este trecho começa em { $starts_at } e termina em { $ends_at }. Faça terminar depois.
problem-section-too-long = Aqui { $family } aceita um trecho de no máximo { $longest }. Este dura { $length }.
problem-section-too-short = Escolha um trecho de pelo menos um segundo.

# Personas.
problem-name-taken = Este servidor já tem uma persona com esse nome. Escolha outro nome.
problem-no-persona = Escolha a persona que vai cantar.
problem-not-your-persona = Só quem criou a persona, ou pode gerenciar este servidor, pode excluí-la.
problem-persona-deleted = Esta persona já foi excluída.
problem-persona-unknown = Este servidor não tem essa persona. Escolha uma da lista.

# Recordings.
problem-address-too-long = Este endereço é longo demais para ser de um arquivo. Envie o próprio arquivo.
problem-file-or-address = Informe um arquivo ou um endereço, não os dois.
problem-length-of-recording = { $family } aceita gravações de { $least } a { $most }. Envie uma com essa duração.
problem-no-recording = Não há gravação. Informe um arquivo, ou o endereço https de um.
problem-recording-busy = Sua última gravação ainda está sendo verificada. Espere um pouco.
problem-recording-is-video = Este arquivo é um vídeo. Envie só o som, em MP3.
problem-recording-silent = Não há som neste arquivo. Envie um arquivo de áudio.
problem-recording-slow = Buscar a gravação demorou demais. Tente de novo, ou envie como arquivo.
problem-recording-too-large = Uma gravação pode ter no máximo { $megabytes } MiB. Envie uma menor, em MP3 por exemplo.
problem-recording-too-long = Esta gravação dura { $length }, e o máximo é { $longest }. Envie uma parte dela.
problem-recording-too-short = Esta gravação dura { $seconds }, e o mínimo é { $shortest }. Envie uma mais longa.
problem-recording-unreachable = { $why ->
    [answer] O endereço responde, mas não com um arquivo. Informe um que qualquer pessoa possa abrir.
    [room] O Encore não tem espaço para a gravação agora. Tente mais tarde.
   *[away] Não deu para acessar o endereço. Confira, ou envie o próprio arquivo.
}
problem-recording-unusable = { $why ->
    [kind] Este não é um arquivo de áudio que o Encore conhece. Envie um arquivo MP3, M4A, WAV, FLAC ou OGG.
    [packed] Este arquivo veio compactado. Envie o próprio arquivo.
    [plain] O Encore só busca arquivos por https. Informe um endereço https, ou envie o próprio arquivo.
    [private] Este endereço não é público. Informe um que qualquer pessoa possa abrir, ou envie o próprio arquivo.
    [redirects] Este endereço redireciona vezes demais. Informe o endereço do próprio arquivo, ou envie o arquivo.
   *[address] Este não é o endereço de um arquivo. Copie de novo, ou envie o próprio arquivo.
}
problem-rights-needed = O Encore só aceita gravações que você pode usar. Se esta é uma, responda True em “rights”.

# What the facts in the sentences above are called.
field-name = { $field ->
    [lyrics] letra
    [prompt] prompt
    [style] estilo
   *[title] título
}
texts-together = { $texts } juntos
text-needed = { $text ->
    [lyrics] letra
    [prompt] algumas palavras
    [style] um estilo
   *[title] um nome
}
detail-name = { $detail ->
    [audio_weight] proximidade do original
    [avoid] estilos a evitar
    [ends_at] trecho
    [format] escolha de formato
    [gender] escolha de voz
    [length] escolha de duração
    [other_clip] segunda faixa
    [other_clip_id] segunda faixa
    [persona_id] persona
    [starts_at] trecho
    [style_weight] peso do estilo
    [url] gravação
    [variation] variação
    [vox_id] voz
    [weirdness] grau de estranheza
   *[other] esse detalhe
}

# What operators stop, and what they ask for.
problem-member-blocked = Quem opera o bot não deixa você criar nada aqui. /about diz quem é.
problem-server-blocked = Quem opera o bot não deixa este servidor criar nada. /about diz quem é.
problem-paused = Novas músicas estão pausadas. As que estão em andamento continuam. Peça de novo mais tarde.
problem-server-paused = Novas músicas estão pausadas neste servidor. As que estão em andamento continuam. Peça de novo mais tarde.
problem-vendor-stopped = A MusicAPI não aceita nada nosso agora. Novo pedido a ela { $resets }. Tente então.
problem-only-operators = Só quem opera este bot pode usar este comando.
problem-quota-out-of-range = Um mês pode ter de 0 a { $limit } créditos. Informe outro número.
problem-grant-out-of-range = É possível conceder de 1 a { $limit } créditos, e um mês aceita { $total } deles. Informe outro número.
problem-server-not-an-id = Isto não é um ID. Copie os 17 a 20 dígitos que o Discord mostra.
problem-server-unknown = O Encore não conhece nenhum servidor com este ID. Confira os dígitos.
problem-job-unknown = Não há tarefa com este número. Veja /operator jobs.
problem-job-over = Esta tarefa acabou, e os créditos estão onde devem estar. Veja /operator jobs.
problem-job-being-sent = Esta tarefa está sendo enviada neste momento. Tente de novo em dois minutos.
problem-job-gave-nothing = Nada chegou desta tarefa, então ninguém paga por ela. Devolva os créditos.

# What MusicAPI objects to in what it was asked for; $named and $bound are the two below, or empty.
problem-artist-named = A MusicAPI não aceita nomes de artistas{ $named }. Descreva o som em vez disso.
problem-language-not-sung = A MusicAPI não canta neste idioma. Escreva em outro ou escolha outro modelo.
problem-lyrics-copyrighted = A MusicAPI acha que esta letra é de outra pessoa{ $named }. Escreva a sua.
problem-lyrics-malformed = A MusicAPI não consegue ler esta letra. Confira os nomes das partes, como [Verse].
problem-producer-tag = A MusicAPI não aceita tags de produtores{ $named }. Tire essas tags.
problem-recording-copyrighted = A MusicAPI acha que esta gravação é obra de outra pessoa. Use uma sua.
problem-recording-not-fetched = A MusicAPI não conseguiu baixar esta gravação.
problem-recording-not-read = A MusicAPI não consegue ler esta gravação. Salve como MP3.
problem-text-refused-as-too-long = A MusicAPI acha um texto longo demais: { $field }{ $bound }. Encurte.
problem-words-flagged = A moderação da MusicAPI não deixou passar estas palavras. Escolha outras.
problem-words-inappropriate = A MusicAPI acha estas palavras inadequadas{ $named }. Escolha outras.
problem-words-not-understood = A MusicAPI não entendeu estas palavras. Descreva a música de outro jeito.
objection-named = {" "}(“{ $named }”)
objection-bound = {" "}(no máximo { $limit } caracteres)
