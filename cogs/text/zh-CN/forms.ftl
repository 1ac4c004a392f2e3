# Forms: what they are called, what they ask, and what stands beside it.

# $model is what people call a model, $count the price, $left the credits of the server.
form-price = { $model } · { credits } · 本月剩余 { $left }
form-price-from = { $model } · { credits }起 · 本月剩余 { $left }
form-timeline-advice = 先用“更多…”里的“歌词时间轴”，就能在这里选段落。
form-title = { $operation }：{ $title }
form-title-of-clip = { $number } { $operation }：{ $title }
form-untitled = 无标题
form-as-before = 和之前一样：{ $style }
form-too-long = 太长，无法显示。不改动就会全部保留。
form-shorten = 现在有 { $count } 个字符，模型最多接受 { $limit } 个。
form-cut-off = 这里只有开头，其余部分超出了模型的上限。

# Where a clip goes on. Times are like 3:19.
form-continue = 从哪里继续
form-end = 从结尾（{ $time }）
form-after = 在 { $section } 之后（{ $time }）
form-moment = 或填时间，例如 1:35
form-moment-alone = 继续的时间点
form-moment-hint = 时间，例如 1:35
form-moment-hint-unknown = 时间，例如 1:35。这首曲目的时长未知。
form-moment-end = 结尾（{ $time }）

# Which part of a clip.
form-part = 哪一部分
form-part-of = { $section }（{ $start }–{ $end }）
form-part-choose = 选择一个部分
form-whole = 整首曲目
form-whole-chosen = 由 MusicAPI 决定
form-times = 或填起止时间
form-times-alone = 起止时间
form-times-hint = 例如 1:05–1:35
form-times-hint-most = 例如 1:05–1:35，最长 { $seconds } 秒

# A new song, from a few words or from lyrics.
song-form-title = 做一首歌
song-form-title-lyrics = 用歌词做一首歌
song-prompt-label = 想要什么样的歌
song-prompt-hint = 例如：关于末班车回家的 R&B 流行
song-style-label = 风格
song-style-hint = 曲风、声音、速度、情绪
song-title-label = 标题
song-title-hint = 选填
song-lyrics-label = 歌词
song-lyrics-hint = 选填。不填则由模型来写。
song-sections-hint = 用方括号标段落，例如 [Verse] 和 [Chorus]

# What was typed into a command that was refused, to be changed in a form.
typed-button = 编辑…
typed-song-title = 修改后制作
typed-lyrics-or-instrumental = 保留就会唱出来，清空则为纯音乐。
typed-persona-gone = 本服务器没有这个虚拟歌手，将用模型自带的声音演唱。
typed-left-out = { $model } 在这里不支持{ $detail }，制作时会忽略。

typed-recording = 录音：{ $name }
typed-model-gone = { $model } 现在不可用，将改用其他模型。
typed-address-label = 录音的网址
typed-address-hint = 文件的公开 https 网址
upload-style-hint = 延长或翻唱：新风格
upload-lyrics-hint = 延长或翻唱：要唱的内容

# Words that no song is made of yet.
words-topic-title = 写歌词
words-topic-label = 歌词的主题
words-topic-hint = 例如：坐末班车回家
words-style-title = 找风格
words-style-label = 用几个词描述风格
words-style-hint = 例如：温暖的灵魂乐，慢速

# What only some operations take.
form-cover-style = 新风格
form-cover-style-hint = 例如：原声民谣，更慢
form-cover-lyrics = 歌词
form-cover-lyrics-hint = 可以保留或修改，清空则为纯音乐
form-style-hint = 例如：温暖的灵魂乐，女声，80 BPM
form-result-title = 标题
form-result-title-hint = 文件的名称
form-persona-name = 名字
form-persona-name-hint = 在 /song 里显示的名字
form-persona-prompt = 声音有什么特点
form-persona-prompt-hint = 选填
form-variation = 变化幅度
form-variation-any = 由 MusicAPI 决定
form-variation-subtle = 轻微
form-variation-normal = 适中
form-variation-high = 较大
form-format = 格式
form-second-clip = 与哪首混搭
form-clip-option = { $title } · 曲目 { $number }
form-clip-option-timed = { $title } · 曲目 { $number } · { $time }

# The commands for a recording of one's own, and their options.
command-upload = 上传你自己的录音，用来延长、翻唱或改编
    .file = MP3、M4A、WAV、FLAC 或 OGG，6 秒到 8 分钟。不填则打开表单。
    .address = 或填它的公开 https 网址
    .title = 录音的标题
    .then = { upload-then }
    .style = 它的风格，或想要的风格
    .lyrics = 延长或翻唱时要唱的内容
    .model = 由哪个模型接收。不填则用功能最全的那个。
command-voice = 用一段清唱或演唱录音，制作可用于新歌的声音
    .file = 某个人的演唱，6 秒到 8 分钟。不填则打开表单。
    .name = 这个声音在这里的名字

# A recording of one's own.
upload-title = 上传录音
upload-file = 录音
upload-file-hint = MP3、M4A、WAV、FLAC 或 OGG，6 秒到 8 分钟
upload-then = 用它来做什么
# What /upload can do with a recording: the choices of its option “then”, and with its price, those of the form.
upload-keep = 只保存
upload-extend = 延长
upload-cover = 翻唱
upload-then-keep = { upload-keep } · { credits }
upload-then-extend = { upload-extend } · { credits }
upload-then-cover = { upload-cover } · { credits }
upload-words = 标题或风格
upload-words-hint = 只保存：填标题。延长或翻唱：填新风格。
upload-rights = 权利
upload-offer-alone = { $family } · { credits }
upload-offer = { $family } · { credits } · { $operations }
upload-offer-more = { $family } · { credits } · { $operations }，还有 { $more } 项
voice-title = 制作声音
voice-name = 名字
voice-name-hint = 这个声音在 /song 里的名字
voice-file-hint = 某个人的演唱，6 秒到 8 分钟

# What people agree to, by version: words that were shown once are never changed; others are the next version.
consent-recording-1 = 这是我的录音，或权利人已同意
consent-voice-1 = 这是我的声音，或本人已同意
# $who is a mention, $when a date.
consent-given = { $who } 已于 { $when } 同意
