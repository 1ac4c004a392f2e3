# Cards: a job in its message, from the line to the finished song.
# Lines in small print begin with -#, which Discord reads as that.

untitled = 无标题
length-unknown = 时长未知

# What somebody asked for
asked-title = **{ $title }**
asked-prompt = “{ $prompt }”
asked-style = 风格：{ $style }
asked-lyrics = 歌词：“{ $lyrics }”
asked-instrumental = 纯音乐
asked-female = 女声
asked-male = 男声
asked-without = 排除：{ $avoid }

# How far it is
heading-out-of-reach = 无法送达
out-of-reach = 请联系机器人运营者，**/about** 里有联系方式。
heading-answer-lost = 等待 MusicAPI 的消息
stage-queued = 排队中。
stage-queued-at = 排队中，第 { $place } 位。
stage-asked-again = 将在 { $when } 再次请求 MusicAPI。
stage-sending = 正在请求 MusicAPI。
stage-answer-lost = { answer-lost }如果没等到，{ $back }。
stage-composing = 需要一点时间。
stage-seconds-left = 大约还要 { $seconds } 秒。
stage-minutes-left = 大约还要 { $minutes } 分钟。
stage-any-moment = 马上就好。
stage-late = 这次比平时久一些。
stage-one-ready = 下一首曲目也会出现在这条消息里。
stage-posting = 正在取回文件。

# The small print
small-print = -# { $words }
fact-sung-by = 演唱：{ $singer }
# $who is a mention of who agreed that this voice, somebody's own, sings here.
fact-sung-by-voice = 演唱：{ $singer }（{ $who } 已同意）
fact-recording = 录音
made-with-ai = 由 AI 生成

# What it was made of
lineage-of = 来自{ $clip }
lineage-from = { $verb }{ $clip }{ $where }
lineage-mixed = { $verb }{ $clip }与{ $other }{ $where }
lineage-clip = 曲目 { $number }《{ $title }》
lineage-elsewhere = 其他频道歌曲的第 { $number } 首曲目
lineage-where-from = （从 { $start } 起）
lineage-where-part = （{ $start } 至 { $end }）

# Clips
clip-name = 曲目 { $number }
clip-listen = 无法附上文件：[在 MusicAPI 收听]({ $address })。
clip-no-file = 无法附上文件，但按钮照常可用。

# Files
files-name = 文件
file-download = 无法附上 { $name }：[从 MusicAPI 下载]({ $address })。
file-no-address = 无法附上 { $name }，也没有链接。MusicAPI 已经制作，所以照常扣费。
file-unnamed = 文件

# Alt texts
alt-clip = 曲目 { $number }：{ $title }
alt-clip-length = 曲目 { $number }：{ $title }，时长 { $length }
alt-cover = 曲目 { $number } 的封面：{ $title }
alt-file = { $title } 的 { $name }
alt-zip = { $title } 的{ $name }，zip 内含：{ $contents }
zip-stems = 分轨
zip-files = 文件
zip-part = { $name } { $number }/{ $count }
alt-lyrics = 这首歌的歌词，方便再次制作

# Buttons below a clip
button-extend = { $number } 延长
button-cover = { $number } 翻唱
button-more = { $number } 更多…
button-sing = 唱版本 { $version }
button-style = 用这个风格
button-confirm = 花 { $price }制作

# The family of a song
family-title = 这首歌的谱系
family-more = 还有 { $count } 个
family-alt = 谱系图，共 { $count } 首曲目。
family-alt-row = { $number }：{ $name }，{ $kind }。
family-alt-row-of = { $number }：{ $name }，{ $parent } 的{ $kind }。
family-alt-chosen = { $number }：{ $name }，{ $kind }，即这首曲目。
family-alt-chosen-of = { $number }：{ $name }，{ $parent } 的{ $kind }，即这首曲目。
family-deleted = { $name }（已删除）
family-clip = 曲目 { $number }
family-note-chosen = 这首曲目
family-note-from = 从 { $start } 起
family-note-by = 作者：{ $who }
family-note-deleted = 已删除
