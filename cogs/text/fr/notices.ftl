# Short replies that mention who asked, once what they asked for has ended.

# { $who } is a mention, { $title } is somebody's own words.
notice-ready-song = { $who }, c'est prêt : **{ $title }**.
notice-failed-song = { $who }, ça n'a pas marché : **{ $title }**.
# { $how } is how an operation says that it is ready, or that it did not work out.
notice-ended = { $who } : { $how }.
notice-credits-back = { $count ->
    [one] Le crédit est rendu.
   *[other] Les { credits } sont rendus.
}
notice-off = -# Désactive ces notifications avec /settings.

# Above a song that could not be shown in the message that promised it.
posted-anew = -# Ton premier message avait disparu ou était trop ancien pour être modifié.
