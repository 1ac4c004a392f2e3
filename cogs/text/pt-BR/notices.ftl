# Short replies that mention who asked, once what they asked for has ended.

# { $who } is a mention, { $title } is somebody's own words.
notice-ready-song = { $who }, **{ $title }** está pronta.
notice-failed-song = { $who }, **{ $title }** não deu certo.
# { $how } is how an operation says that it is ready, or that it did not work out.
notice-ended = { $who }: { $how }.
notice-credits-back = { $count ->
    [one] O crédito voltou.
   *[other] Os { credits } voltaram.
}
notice-off = -# Desative estes avisos com /settings.

# Above a song that could not be shown in the message that promised it.
posted-anew = -# Sua primeira mensagem sumiu ou era antiga demais para ser mudada.
