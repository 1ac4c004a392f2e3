# Short replies that mention who asked, once what they asked for has ended.

# { $who } is a mention, { $title } is somebody's own words.
notice-ready-song = { $who }さん、**{ $title }**ができました。
notice-failed-song = { $who }さん、**{ $title }**は作れませんでした。
# { $how } is how an operation says that it is ready, or that it did not work out.
notice-ended = { $who }さん、{ $how }。
notice-credits-back = { credits }が戻りました。
notice-off = -# 通知は/settingsでオフにできます。

# Above a song that could not be shown in the message that promised it.
posted-anew = -# 最初のメッセージは消えたか、古くて変更できませんでした。
