# Cards: a job in its message, from the line to the finished song.
# Lines in small print begin with -#, which Discord reads as that.

untitled = Sem título
length-unknown = Duração desconhecida

# What somebody asked for
asked-title = **{ $title }**
asked-prompt = “{ $prompt }”
asked-style = Estilo: { $style }
asked-lyrics = Letra: “{ $lyrics }”
asked-instrumental = Instrumental
asked-female = Voz feminina
asked-male = Voz masculina
asked-without = Sem: { $avoid }

# How far it is
heading-out-of-reach = Fora de alcance
out-of-reach = Fale com quem opera o bot: **/about** diz quem é.
heading-answer-lost = Esperando o retorno da MusicAPI
stage-queued = Esperando na fila.
stage-queued-at = Esperando, posição { $place } na fila.
stage-asked-again = Novo pedido à MusicAPI { $when }.
stage-sending = Pedindo à MusicAPI.
stage-answer-lost = { answer-lost } Se ele não vier, { $back }.
stage-composing = Isso leva um instante.
stage-seconds-left = Faltam uns { $seconds } s.
stage-minutes-left = Faltam uns { $minutes } min.
stage-any-moment = A qualquer momento.
stage-late = Está demorando mais que o normal.
stage-one-ready = A próxima faixa chega nesta mesma mensagem.
stage-posting = Trazendo os arquivos para cá.

# The small print
small-print = -# { $words }
fact-sung-by = na voz de { $singer }
# $who is a mention of who agreed that this voice, somebody's own, sings here.
fact-sung-by-voice = na voz de { $singer }, com autorização de { $who }
fact-recording = Gravação
made-with-ai = Feita com IA

# What it was made of
lineage-of = Da { $clip }
lineage-from = { $verb } { $clip }{ $where }
lineage-mixed = { $verb } { $clip } com a { $other }{ $where }
lineage-clip = faixa { $number }, { $title }
lineage-elsewhere = faixa { $number } de uma música de outro canal
lineage-where-from = , a partir de { $start }
lineage-where-part = , de { $start } a { $end }

# Clips
clip-name = Faixa { $number }
clip-listen = Não deu para anexar: [ouça na MusicAPI]({ $address }).
clip-no-file = Não deu para anexar. Os botões funcionam mesmo assim.

# Files
files-name = Arquivos
file-download = Não deu para anexar { $name }: [baixe na MusicAPI]({ $address }).
file-no-address = Não deu para anexar nem linkar { $name }. Foi cobrado, porque a MusicAPI fez o arquivo.
file-unnamed = Um arquivo

# Alt texts
alt-clip = Faixa { $number }: { $title }
alt-clip-length = Faixa { $number }: { $title }, duração { $length }
alt-cover = Capa da faixa { $number }: { $title }
alt-file = { $name } de { $title }
alt-zip = { $name } de { $title }, um zip com: { $contents }
zip-stems = Stems
zip-files = Arquivos
zip-part = { $name } { $number } de { $count }
alt-lyrics = A letra desta música, para pedir de novo

# Buttons below a clip
button-extend = { $number } Estender
button-cover = { $number } Cover
button-more = { $number } Mais…
button-sing = Cantar a versão { $version }
button-style = Usar este estilo
button-confirm = Fazer por { $price }

# The family of a song
family-title = Família desta música
family-more = e mais { $count }
family-alt =
    { $count ->
        [one] Árvore com { $count } faixa.
       *[other] Árvore com { $count } faixas.
    }
family-alt-row = { $number }: { $name }, { $kind }.
family-alt-row-of = { $number }: { $name }, { $kind } de { $parent }.
family-alt-chosen = { $number }: { $name }, { $kind }, esta faixa.
family-alt-chosen-of = { $number }: { $name }, { $kind } de { $parent }, esta faixa.
family-deleted = { $name } (excluída)
family-clip = faixa { $number }
family-note-chosen = esta faixa
family-note-from = a partir de { $start }
family-note-by = de { $who }
family-note-deleted = excluída
