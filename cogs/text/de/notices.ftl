# Short replies that mention who asked, once what they asked for has ended.

# { $who } is a mention, { $title } is somebody's own words.
notice-ready-song = { $who }, **{ $title }** ist fertig.
notice-failed-song = { $who }, **{ $title }** hat nicht geklappt.
# { $how } is how an operation says that it is ready, or that it did not work out.
notice-ended = { $who }: { $how }.
notice-credits-back = { $count ->
    [one] Der Credit ist zurück.
   *[other] Die { credits } sind zurück.
}
notice-off = -# Mit /settings schaltest du diese Benachrichtigungen aus.

# Above a song that could not be shown in the message that promised it.
posted-anew = -# Deine erste Nachricht war weg oder zu alt, um sie zu ändern.
