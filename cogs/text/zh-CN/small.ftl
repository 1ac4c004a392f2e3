# What is told to one person: the menu below More…, the words of a song, and what small operations found out.

menu-clip = 曲目 { $position }《**{ $title }**》
menu-line = { menu-clip }
    -# 本月剩余 { credits }
menu-form-open = { $clip }
    { $operation }：表单已打开。
    -# 关掉了？再选一次即可。
menu-on-its-way = { $clip }
    { $operation }：[正在进行]({ $where })
lyrics-option = 歌词 · 免费
    .hint = 这首歌的歌词，可以阅读和复制
lyrics-line = 曲目 { $position }《**{ $title }**》的歌词
lyrics-line-beginning = 曲目 { $position }《**{ $title }**》歌词的开头，全文在文件里
lyrics-alt = { $title } 的完整歌词
lyrics-instrumental = 这首是纯音乐。
lyrics-none = MusicAPI 没有提供歌词。

post-here-button = 发到这里
make-persona-button = 制作虚拟歌手
sing-with-button = 用它来唱

small-price = -# { credits }
small-of = -# { $origin } · { credits }
small-known = -# 免费，已有结果
small-known-of = -# { $origin } · 免费，已有结果
small-pause = 将在 { $when } 再次请求 MusicAPI
small-posted = -# 已发布：{ $where }
small-posted-before = -# 之前已发布：{ $where }
small-posted-by = -# 由 { $who } 发布
small-letter = 这是你在 { $channel } 请求的。

tempo-name = 速度
tempo-steady = { $average } BPM
tempo-range = { $average } BPM（{ $slowest } 到 { $fastest }）
voice-found = 声音
voice-picked = 声音已选好。用这首曲目制作的虚拟歌手会用它来唱。
voice-picked-where = 已选好 { $starts } 到 { $ends } 的声音。用这首曲目制作的虚拟歌手会用它来唱。
voice-unusable = MusicAPI 做好了，但没有给出可用的名称。
persona-use-name = 如何使用
persona-use = 点**用它来唱**，或在 /song 里选 **{ $name }** 作为虚拟歌手。
persona-nameless = 它
sections-name = 段落
sections-none = 这份歌词没有标出 [Chorus] 这样的段落。请改填时间，例如 1:35。
sections-offered = 以后“延长”和“替换段落”里可以直接选这些段落。
sections-alt = 每个段落的开始和结束时间
lyrics-name = 歌词
lyrics-written-none = MusicAPI 没有写出歌词。
lyrics-version-alt = 歌词版本 { $version } 的全文
style-name = 风格
style-none = MusicAPI 没有给出内容。
style-alt = 风格全文
instruments-name = 乐器
answer-name = 结果
answer-none = MusicAPI 没有给出结果。

persona-kind = { $kind ->
    [voice] 声音
   *[other] 虚拟歌手
}
personas-title = 本服务器的虚拟歌手
personas-more = 还有 { $count } 个。在 /song 和 /persona delete 里可以按名字查找。
persona-unnamed = 未命名
persona-removed = 已删除“{ $name }”。它唱过的歌会保留。
no-personas-yet = 还没有。用曲目下方的“更多…”，或用 /voice 从录音制作。
