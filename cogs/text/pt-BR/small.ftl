# What is told to one person: the menu below More…, the words of a song, and what small operations found out.

menu-clip = Faixa { $position }, **{ $title }**
menu-line = { menu-clip }
    -# Restam { credits } este mês
menu-form-open = { $clip }
    { $operation }: o formulário está aberto.
    -# Fechou? Escolha de novo.
menu-on-its-way = { $clip }
    { $operation }: [a caminho]({ $where })
lyrics-option = Letra · grátis
    .hint = A letra desta música, para ler e copiar
lyrics-line = A letra da faixa { $position }, **{ $title }**
lyrics-line-beginning = A letra da faixa { $position }, **{ $title }**, começa assim. O arquivo tem a letra toda
lyrics-alt = A letra de { $title }, até o fim
lyrics-instrumental = Esta é instrumental.
lyrics-none = A MusicAPI não informou a letra.

post-here-button = Postar aqui
make-persona-button = Criar uma persona
sing-with-button = Cantar com ela

small-price = -# { credits }
small-of = -# { $origin } · { credits }
small-known = -# Grátis, já obtido
small-known-of = -# { $origin } · grátis, já obtido
small-pause = Novo pedido à MusicAPI { $when }
small-posted = -# Postado: { $where }
small-posted-before = -# Já postado: { $where }
small-posted-by = -# Postado por { $who }
small-letter = Você pediu isto em { $channel }.

tempo-name = Andamento
tempo-steady = { $average } BPM
tempo-range = { $average } BPM (de { $slowest } a { $fastest })
voice-found = Voz
voice-picked = A voz foi escolhida. Uma persona feita desta faixa canta com ela.
voice-picked-where = A voz de { $starts } a { $ends } foi escolhida. Uma persona feita desta faixa canta com ela.
voice-unusable = A MusicAPI fez, mas não deu um nome para usar.
persona-use-name = Como usar
persona-use = Clique em **Cantar com ela**, ou escolha **{ $name }** como persona em /song.
persona-nameless = esta
sections-name = Seções
sections-none = Esta letra não indica seções, como [Chorus]. Digite tempos, como 1:35.
sections-offered = A partir de agora, Estender e Trocar uma seção oferecem estas seções.
sections-alt = Quando cada seção começa e termina
lyrics-name = Letra
lyrics-written-none = A MusicAPI não escreveu nenhuma.
lyrics-version-alt = Versão { $version } da letra, até o fim
style-name = Estilo
style-none = A MusicAPI não disse nada.
style-alt = O estilo, até o fim
instruments-name = Instrumentos
answer-name = Resposta
answer-none = A MusicAPI não deu nenhuma.

persona-kind = { $kind ->
    [voice] voz
   *[other] persona
}
personas-title = Personas deste servidor
personas-more = e mais { $count }. Procure pelo nome em /song e /persona delete.
persona-unnamed = Sem nome
persona-removed = “{ $name }” foi excluída. As músicas que ela cantou ficam.
no-personas-yet = Nenhuma ainda. Crie com Mais…, abaixo de uma faixa, ou com /voice, de uma gravação.
