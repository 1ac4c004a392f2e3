# Short replies that mention who asked, once what they asked for has ended.

# { $who } is a mention, { $title } is somebody's own words.
notice-ready-song = { $who }，**{ $title }** 做好了。
notice-failed-song = { $who }，**{ $title }** 没有做成。
# { $how } is how an operation says that it is ready, or that it did not work out.
notice-ended = { $who }：{ $how }。
notice-credits-back = 已退回 { credits }。
notice-off = -# 用 /settings 可以关闭这些通知。

# Above a song that could not be shown in the message that promised it.
posted-anew = -# 原来的消息已不在，或太旧而无法更改。
