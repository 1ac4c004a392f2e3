# Short replies that mention who asked, once what they asked for has ended.

# { $who } is a mention, { $title } is somebody's own words.
notice-ready-song = { $who }, **{ $title }** is ready.
notice-failed-song = { $who }, **{ $title }** did not work out.
# { $how } is how an operation says that it is ready, or that it did not work out.
notice-ended = { $who }: { $how }.
notice-credits-back = { $count ->
    [one] The credit is back.
   *[other] The { credits } are back.
}
notice-off = -# Turn these notices off with /settings.

# Above a song that could not be shown in the message that promised it.
posted-anew = -# Your first message was gone or too old to change.
