# Short replies that mention who asked, once what they asked for has ended.

# { $who } is a mention, { $title } is somebody's own words.
notice-ready-song = { $who }, **{ $title }** ya está.
notice-failed-song = { $who }, **{ $title }** no salió bien.
# { $how } is how an operation says that it is ready, or that it did not work out.
notice-ended = { $who }: { $how }.
notice-credits-back = { $count ->
    [one] El crédito está de vuelta.
   *[other] Los { credits } están de vuelta.
}
notice-off = -# Desactiva estos avisos con /settings.

# Above a song that could not be shown in the message that promised it.
posted-anew = -# Tu primer mensaje ya no estaba o era demasiado antiguo para cambiarlo.
