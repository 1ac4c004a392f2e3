# What Encore answers where nothing went wrong, why a song did not come, and what operators are told.

# Answers.
your-words = Suas palavras estão no arquivo.
    .alt = As palavras que você digitou
price-rose-question =
    Isto custa { $price } agora, e não { $shown } como antes. Clique no botão para aceitar.
sent-by-letter = O Encore não conseguiu escrever em { $channel }, então isto chega aqui.

# What became of the credits of a song that did not come.
refund-line = { $count ->
    [one] -# { $count } crédito voltou.
   *[other] -# { $count } créditos voltaram.
}
credits-are-back = { $count ->
    [one] { $count } crédito volta
   *[other] { $count } créditos voltam
}

# Why a song did not come, and what to do next; $this and $subject are what its operation's words call it.
failure-refused = A MusicAPI recusou { $this }: “{ $reason }”.
failure-unoffered = A MusicAPI não faz isso para nós agora. Quem opera o bot foi avisado.
failure-key-gone = A conta usada para pedir { $this } não está mais em uso. Quem opera o bot foi avisado.
failure-clip-deleted = A faixa de que { $this } seria feita foi excluída.
failure-no-new-songs = A MusicAPI não aceita novas músicas nossas agora. Quem opera o bot foi avisado.
failure-not-sent = Não deu para acessar a MusicAPI.
failure-lost = A resposta da MusicAPI se perdeu no caminho.
failure-timed-out = { $subject } demorou demais, e o Encore desistiu.
failure-cancelled = { $subject } saiu da fila antes de começar.
failure-failed = A MusicAPI não conseguiu terminar { $this }.
failure-no-words = A MusicAPI não ouviu palavras nesta faixa.
failure-failed-because = A MusicAPI não conseguiu terminar { $this }: “{ $reason }”.
# Where the buttons for that stand below:
next-retry = Clique em **{ retry-name }**.
next-retry-later = Clique em **{ retry-name }** mais tarde.
next-retry-minutes = Clique em **{ retry-name }** daqui a alguns minutos.
next-retry-or-edit = Clique em **{ retry-name }**, ou em **{ edit-name }** para mudar as palavras.
next-edit = Clique em **{ edit-name }** para mudar as palavras.
next-edit-again = Clique em **{ edit-name }** para pedir de novo.
# Where they do not:
next-ask-again = Peça de novo.
next-bring-again = Envie a gravação de novo com { $command }.
next-change-words = Mude as palavras e peça de novo.
next-other = Tente outra coisa.
next-later = Tente mais tarde.
next-minutes = Tente de novo daqui a alguns minutos.
next-again-or-words = Peça de novo ou mude as palavras.
answer-lost = A resposta da MusicAPI se perdeu no caminho. O Encore espera o retorno e nunca pede duas vezes.
missing-clip =
    De { $expected } faixas, saíram { $arrived }. A MusicAPI cobra pelo pedido inteiro, então o preço não muda.

# What operators are told.
bot-refused =
    O Discord não aceita o token do bot (401). As músicas prontas esperam até que aceite.
    Se isso continuar, redefina o token no portal do desenvolvedor.
    Ponha o token em DISCORD_TOKEN e inicie o bot de novo.

# The branches and clips of a song's family.
branch-button = Música completa de { $number }. { $name } · { $price }
clip-choice = { $title } · faixa { $position } · { $family }
clip-choice-length = { $title } · faixa { $position } · { $family } · { $length }
