# Forms: what they are called, what they ask, and what stands beside it.

# $model is what people call a model, $count the price, $left the credits of the server.
form-price = { $model } · { credits } · { statement-left } este mês
form-price-from = { $model } · a partir de { credits } · { statement-left } este mês
form-timeline-advice = Com “Linha do tempo da letra”, em Mais…, dá para escolher as seções aqui.
form-title = { $operation }: { $title }
form-title-of-clip = { $number } { $operation }: { $title }
form-untitled = Sem título
form-as-before = Como antes: { $style }
form-too-long = Longo demais para mostrar. Se você não mexer, fica tudo como está.
form-shorten = São { $count } caracteres. O modelo aceita { $limit }.
form-cut-off = Este é o começo. O resto passa do que o modelo aceita.

# Where a clip goes on. Times are like 3:19.
form-continue = Continuar
form-end = Do fim ({ $time })
form-after = Depois de { $section } ({ $time })
form-moment = Ou um tempo, por exemplo 1:35
form-moment-alone = Continuar em
form-moment-hint = Um tempo, por exemplo 1:35
form-moment-hint-unknown = Um tempo, por exemplo 1:35. A duração desta faixa é desconhecida.
form-moment-end = O fim ({ $time })

# Which part of a clip.
form-part = Qual trecho
form-part-of = { $section } ({ $start }–{ $end })
form-part-choose = Escolha um trecho
form-whole = A faixa inteira
form-whole-chosen = A MusicAPI escolhe
form-times = Ou de quando até quando
form-times-alone = De quando até quando
form-times-hint = Por exemplo 1:05–1:35
form-times-hint-most = Por exemplo 1:05–1:35, no máximo { $seconds } s

# A new song, from a few words or from lyrics.
song-form-title = Criar música
song-form-title-lyrics = Criar música a partir de uma letra
song-prompt-label = Como a música deve ser
song-prompt-hint = Por exemplo: r&b pop sobre o último trem para casa
song-style-label = Estilo
song-style-hint = Gênero, voz, andamento, clima
song-title-label = Título
song-title-hint = Opcional
song-lyrics-label = Letra
song-lyrics-hint = Opcional. Sem letra, o modelo escreve uma.
song-sections-hint = Seções entre colchetes, como [Verse] e [Chorus]

# What was typed into a command that was refused, to be changed in a form.
typed-button = Editar…
typed-song-title = Mudar e criar
typed-lyrics-or-instrumental = Deixe a letra para ser cantada. Apague para um instrumental.
typed-persona-gone = Este servidor não tem essa persona. Canta a voz do próprio modelo.
typed-left-out = { $model } não tem { $detail } aqui. A música sai sem isso.

typed-recording = Gravação: { $name }
typed-model-gone = { $model } não está disponível agora, então outro modelo assume.
typed-address-label = Endereço da gravação
typed-address-hint = Um endereço https público do arquivo
upload-style-hint = Para estender ou fazer cover: o novo estilo
upload-lyrics-hint = Para estender ou fazer cover: o que é cantado

# Words that no song is made of yet.
words-topic-title = Escrever letra
words-topic-label = Sobre o que é a letra
words-topic-hint = Por exemplo: o último trem para casa
words-style-title = Achar um estilo
words-style-label = Poucas palavras para o estilo
words-style-hint = Por exemplo: soul quente, lento

# What only some operations take.
form-cover-style = Novo estilo
form-cover-style-hint = Por exemplo: folk acústico, mais lento
form-cover-lyrics = Letra
form-cover-lyrics-hint = Deixe, mude ou apague para um instrumental
form-style-hint = Por exemplo: soul quente, voz feminina, 80 bpm
form-result-title = Título
form-result-title-hint = O nome dos arquivos
form-persona-name = Nome
form-persona-name-hint = Como ela se chama em /song
form-persona-prompt = Como ela soa
form-persona-prompt-hint = Opcional
form-variation = Até onde pode variar
form-variation-any = A MusicAPI decide
form-variation-subtle = Pouco
form-variation-normal = Normal
form-variation-high = Muito
form-format = Formato
form-second-clip = Misturar com
form-clip-option = { $title } · faixa { $number }
form-clip-option-timed = { $title } · faixa { $number } · { $time }

# The commands for a recording of one's own, and their options.
command-upload = Envie uma gravação sua para estender, fazer cover ou mudar
    .file = MP3, M4A, WAV, FLAC ou OGG, de 6 segundos a 8 minutos. Deixe em branco para um formulário.
    .address = Ou o endereço https público dela
    .title = O nome dela
    .then = { upload-then }
    .style = Como ela soa, ou como deve soar
    .lyrics = O que é cantado na extensão ou no cover
    .model = Qual modelo recebe a gravação. Deixe em branco para o que faz mais coisas com ela.
command-voice = Transforme a gravação de alguém cantando em uma voz para novas músicas
    .file = Alguém cantando, de 6 segundos a 8 minutos. Deixe em branco para um formulário.
    .name = Como a voz se chama aqui

# A recording of one's own.
upload-title = Enviar uma gravação
upload-file = Gravação
upload-file-hint = MP3, M4A, WAV, FLAC ou OGG, de 6 segundos a 8 minutos
upload-then = O que fazer com ela
# What /upload can do with a recording: the choices of its option “then”, and with its price, those of the form.
upload-keep = Guardar
upload-extend = Estender
upload-cover = Fazer cover
upload-then-keep = { upload-keep } · { credits }
upload-then-extend = { upload-extend } · { credits }
upload-then-cover = { upload-cover } · { credits }
upload-words = Título ou estilo
upload-words-hint = Guardar: o título. Estender ou fazer cover: o novo estilo.
upload-rights = Direitos
upload-offer-alone = { $family } · { credits }
upload-offer = { $family } · { credits } · { $operations }
upload-offer-more = { $family } · { credits } · { $operations } e mais { $more }
voice-title = Criar uma voz
voice-name = Nome
voice-name-hint = Como a voz se chama em /song
voice-file-hint = Alguém cantando, de 6 segundos a 8 minutos

# What people agree to, by version: words that were shown once are never changed; others are the next version.
consent-recording-1 = É minha, ou quem é dono autorizou
consent-voice-1 = É a minha voz, ou quem é dono dela autorizou
# $who is a mention, $when a date.
consent-given = autorizada por { $who } em { $when }
