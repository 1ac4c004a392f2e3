# /queue: what is being made on this server.

command-queue = 查看这里正在做什么，把你的歌移出队列

queue-title = 制作中
queue-none = 这里现在没有在做的内容。用 /song 做一首歌吧。
queue-elsewhere = 其他频道的歌曲
queue-line = { $name } · { $who } · { $when }
queue-typical-seconds = 开始后大约需要 { $seconds } 秒。
queue-typical-minutes = 开始后大约需要 { $minutes } 分钟。
# When a song that waits is likely to begin and to be ready: minutes from now.
queue-expected-soon = 预计 { $begins } 分钟内开始，{ $most } 分钟内完成。
queue-expected-next = 预计 { $begins } 分钟内开始，{ $least } 到 { $most } 分钟后完成。
queue-expected = 预计 { $first } 到 { $begins } 分钟后开始，{ $least } 到 { $most } 分钟后完成。
# The same on its card, which is read later: $begin and $end are times of the day.
stage-expected = 预计在 { $begin } 到 { $end } 之间完成。
stage-stopped = 正在等 MusicAPI 恢复。
queue-more = 还有 { $count } 个
queue-look = 刷新
queue-cancelled = 已移出队列，积分已退回。
