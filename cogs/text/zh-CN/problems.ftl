# Why something was not done: a message for every problem of bot/errors.py, by its name.
# What it cost stands below it, in a small line that cogs/text/errors.py chooses.

# What it cost.
nothing-charged = -# 没有扣费。
nothing-charged-twice = -# 没有重复扣费。
nothing-charged-yet = -# 还没有扣费。
nothing-changed = -# 没有任何改动。
nothing-lost = -# 没有损失积分。

# Commands, buttons and forms.
problem-already-asked = 这首歌已经在制作了。
problem-asked-just-now = 你刚刚请求过。请看下面的消息。
problem-button-unknown = 这个按钮属于其他版本的 Encore，已经失效。
problem-card-gone = 你这首歌的消息已被删除。请再次请求。
problem-command-changed = 这个命令已更改。请重新输入，或重启 Discord。
problem-draft-gone = 已经做过了，或已超过一天。请从头开始。
problem-form-unknown = 这个表单属于其他版本的 Encore。请重新打开。
problem-interrupted = 中途 Encore 停止了。请再次请求。
problem-not-in-a-server = Encore 只在服务器里做歌。请在服务器的频道里请求。
problem-not-in-the-menu = 表单的菜单里没有这一项。请重新选择。
problem-only-managers = 只有能管理本服务器的人可以选择它的模型。
problem-picture-gone = 这张图的消息已被删除。请再次请求。
problem-unexpected = 我们这边出了问题。一分钟内没有结果的话，请再试一次。

# Credits and the line.
problem-out-of-credits = 这需要 { $price }，而本服务器只剩 { $left }。新积分将在 { $resets } 到账。
problem-out-of-credits-for-a-song = 一首歌需要 { $price }，而本服务器只剩 { $left }。新积分将在 { $resets } 到账。
problem-price-rose = 现在需要 { $price }。同意的话请再次请求。
problem-queue-full = 排队的歌太多了。请过几分钟再试。
problem-queue-full-of-member =
    你有 { $limit } 个请求在排队，已达每人上限。等其中一个开始后再试。
problem-queue-full-of-server =
    本服务器有 { $limit } 个请求在排队，已达每个服务器的上限。等其中一个开始后再试。

# Clips.
problem-clip-deleted = 这首曲目已被删除。请选择其他曲目。
problem-clip-not-here = 这首曲目不在本服务器，或你无法看到。请选择其他曲目。
problem-key-gone = 制作时用的账号已停用。请选择其他曲目或虚拟歌手。
problem-clip-too-old = { $family } 只能对不到 { $age }的曲目这样做。请选择更新的曲目。
problem-playlists-full = 你在这里已有 24 个歌单。请先删除一个。
problem-playlist-full = 这个歌单已有 100 首曲目。请先移出一首。
problem-playlist-gone = 这个歌单已不存在，或不是你的。
problem-playlist-name-taken = 你在这里已有同名歌单。请换个名称。
problem-showcase-not-yours = 只有能管理本服务器的人可以设置展示频道。
problem-download-empty = 这里没有可以下载的歌。
problem-download-under-way = 你的下载正在进行。等它结束就能开始下一个，最迟 { $resets }。
problem-song-not-yours = 只有请求这首歌的人或服务器管理员可以更改它。
problem-clip-unknown = 这个按钮对应的歌曲，你在这里看不到。
problem-different-families = 这些曲目来自不同的模型系列。请选择同一系列的两首。
problem-job-not-here = 这个按钮对应的内容，你在这里看不到。
problem-no-other-clip = 这里没有同一模型系列的其他曲目。请先再做一首歌。
problem-no-second-clip = 请选择混搭的第二首曲目。
problem-no-songs-yet = 本服务器还没有你能看到的歌曲。用 /song 做一首吧。
problem-no-such-clip = 这不是你在这里能看到的歌曲。请从列表中选择曲目，或者不填。
problem-not-an-extension = 只有延长部分才能拼进歌曲。请选择一个延长部分。
problem-not-for-this-clip = 这首曲目不能这样做。请选择其他操作。
problem-only-own-songs = { $family } 只能对自己做的歌这样做。请选择不是录音的曲目。
problem-only-recordings = { $family } 只能对录音这样做。请用 /upload 上传一段。
problem-same-clip-twice = 混搭需要两首不同的曲目。请另选一首。
problem-second-clip-gone = 第二首曲目不在本服务器，或你无法看到。请另选一首。
problem-source-unknown = MusicAPI 不认识这首曲目。请另选一首。

# Models, and what they can do.
problem-detail-not-taken = { $family } { $operation }时不支持{ $detail }。请去掉它。
problem-format-not-made = { $family } 能做 { $formats } 文件，不能做 { $format }。请选择其中一种。
problem-length-of-music = { $family } 一次能做 { $least } 到 { $most } 的音乐。请选择这个范围内的时长。
problem-model-unknown = 这个模型在这里不可用。请选择其他模型。
problem-no-model = 现在没有模型能做这件事。请稍后再试。
problem-no-model-for-new-songs = 现在没有模型能做新歌。请稍后再试。
problem-no-such-family = 没有名为“{ $name }”的模型系列。请从列表中选择。
problem-no-such-model = { $family } 没有名为“{ $model }”的模型。请从列表中选择。
problem-not-offered = { $family } 在这里不能{ $operation }。请选择其他模型。
problem-not-with-this-model = { $family } 的 { $model } 不能{ $operation }。请选择 { $models }。
problem-operation-retired = { $family } 不再提供这项功能。请选择其他操作。
problem-operation-retired-for-model = { $family } 不再提供这项功能。请选择其他模型。
problem-weight-out-of-range = 请选择 0 到 1 之间的权重。

# Words.
problem-avoid-too-long = 要排除的风格有 { $characters } 个字符，上限是 { $limit } 个。请缩短。
problem-control-characters = 请去掉{ $field }里的控制字符。
problem-instrumental-with-lyrics = 纯音乐没有歌词。请去掉歌词，或不选纯音乐。
problem-lyrics-gone = 这份歌词已不存在。请用 /write 重新写。
problem-lyrics-missing = { $family } 只唱给它的歌词。请写一些，或选择纯音乐。
problem-lyrics-need-more = 只有延长或翻唱时才会唱歌词。请在“then”里选一种，或去掉歌词。
problem-lyrics-not-taken = { $family } { $operation }时不接受歌词。请去掉，它会沿用原歌的歌词。
problem-lyrics-too-short = { $family } 至少需要 { $fewest } 个字符的歌词，现在有 { $characters } 个。
problem-mention = 请去掉{ $field }里的 Discord 提及，改写名字。
problem-no-prompt = 请说明想要什么样的歌，例如“R&B 流行”。
problem-no-words = 请说明想要什么样的歌：填提示词、风格或歌词。
problem-no-words-in-message = 这条消息里没有能做成歌的文字。请选择其他消息。
problem-style-gone = 这个风格已不存在。请用 /style 重新找一个。
problem-text-missing = { $family } { $operation }时需要{ $text }。请填写。
problem-text-too-long = { $family } 最多接受 { $limit } 个字符的{ $texts }。现在有 { $characters } 个，请缩短。
problem-title-too-long = 标题有 { $characters } 个字符，上限是 { $limit } 个。请缩短。

# Moments and sections.
problem-end-needed = 这首曲目的时长未知。请说明这一段到哪里结束。
problem-extends-nothing = 请选择 0:01 或之后的时间点。
problem-half-a-section = 请同时说明这一段从哪里开始、到哪里结束。
problem-length-unknown = 这首曲目的时长未知。请填从哪个时间点开始延长。
problem-moment-past-end = 这首曲目只有 { $length }。请选择更早的时间点。
problem-moment-too-early = 请选择 0:00 之后的时间点。
problem-moment-unreadable = 时间请填秒数，例如 95，或填分秒，例如 1:35。
problem-no-section = 请选择一个部分，或填起止时间，例如 1:05–1:35。
problem-outside-the-clip = 这首曲目长 { $seconds }。请选择 1 到 { $last } 之间的秒数。
problem-section-before-start = 这一段要从 0:00 或之后开始。
problem-section-past-end = 这首曲目长 { $length }。请选择其中的一段。
problem-section-reversed = 这一段从 { $starts_at } 开始，到 { $ends_at } 结束。请让结束时间更晚。
problem-section-too-long = { $family } 在这里最多接受 { $longest } 的一段，而这段有 { $length }。
problem-section-too-short = 请选择至少一秒的一段。

# Personas.
problem-name-taken = 本服务器已有同名的虚拟歌手。请换个名字。
problem-no-persona = 请选择由哪个虚拟歌手来唱。
problem-not-your-persona = 只有制作者或能管理本服务器的人可以删除虚拟歌手。
problem-persona-deleted = 这个虚拟歌手已经被删除了。
problem-persona-unknown = 本服务器没有这个虚拟歌手。请从列表中选择。

# Recordings.
problem-address-too-long = 这个网址太长，不像是文件的网址。请直接发送文件。
problem-file-or-address = 请给一个文件或一个网址，只能二选一。
problem-length-of-recording = { $family } 接受 { $least } 到 { $most } 的录音。请发送这个时长的录音。
problem-no-recording = 没有录音。请给一个文件，或它的 https 网址。
problem-recording-busy = 你的上一段录音还在检查。请稍等。
problem-recording-is-video = 这是视频文件。请只发送声音，存成 MP3。
problem-recording-silent = 这个文件里没有声音。请发送音频文件。
problem-recording-slow = 获取录音耗时太久。请再试一次，或以文件发送。
problem-recording-too-large = 录音最大 { $megabytes } MiB。请发送更小的，例如 MP3。
problem-recording-too-long = 这段录音长 { $length }，上限是 { $longest }。请只发送其中一部分。
problem-recording-too-short = 这段录音长 { $seconds }，至少要 { $shortest }。请发送更长的。
problem-recording-unreachable = { $why ->
    [answer] 这个网址有回应，但给的不是文件。请给一个所有人都能打开的网址。
    [room] Encore 现在没有空间放这段录音。请稍后再试。
   *[away] 无法连接这个网址。请检查，或直接发送文件。
}
problem-recording-unusable = { $why ->
    [kind] Encore 不认识这种音频文件。请发送 MP3、M4A、WAV、FLAC 或 OGG 文件。
    [packed] 这个文件是压缩过的。请发送文件本身。
    [plain] Encore 只通过 https 获取文件。请给 https 网址，或直接发送文件。
    [private] 这个网址不是公开的。请给一个所有人都能打开的网址，或直接发送文件。
    [redirects] 这个网址跳转太多次。请给文件本身的网址，或直接发送文件。
   *[address] 这不是文件的网址。请重新复制，或直接发送文件。
}
problem-rights-needed = Encore 只接受你有权使用的录音。如果是这样，请在“rights”里选 True。

# What the facts in the sentences above are called.
field-name = { $field ->
    [lyrics] 歌词
    [prompt] 提示词
    [style] 风格
   *[title] 标题
}
texts-together = { $texts }（合计）
text-needed = { $text ->
    [lyrics] 歌词
    [prompt] 几个词
    [style] 风格
   *[title] 名字
}
detail-name = { $detail ->
    [audio_weight] 与原声的接近程度
    [avoid] 排除风格
    [ends_at] 指定一段
    [format] 选择格式
    [gender] 选择声音
    [length] 选择时长
    [other_clip] 第二首曲目
    [other_clip_id] 第二首曲目
    [persona_id] 虚拟歌手
    [starts_at] 指定一段
    [style_weight] 风格强度
    [url] 录音
    [variation] 变化幅度
    [vox_id] 声音
    [weirdness] 怪异程度
   *[other] 这个细节
}

# What operators stop, and what they ask for.
problem-member-blocked = 运营者不允许你在这里做任何内容。运营者是谁，见 /about。
problem-server-blocked = 运营者不允许本服务器做任何内容。运营者是谁，见 /about。
problem-paused = 新歌已暂停接收，进行中的继续。请稍后再试。
problem-server-paused = 本服务器已暂停接收新歌，进行中的继续。请稍后再试。
problem-vendor-stopped = MusicAPI 目前不接收我们的请求。将在 { $resets } 再次请求，请到时再试。
problem-only-operators = 只有这个机器人的运营者可以使用此命令。
problem-quota-out-of-range = 一个月可以有 0 到 { $limit } 积分。请换个数字。
problem-grant-out-of-range = 每次可追加 1 到 { $limit } 积分，一个月最多 { $total }。请换个数字。
problem-server-not-an-id = 这不是 ID。请复制 Discord 显示的 17 到 20 位数字。
problem-server-unknown = Encore 不认识这个 ID 的服务器。请核对数字。
problem-job-unknown = 没有这个编号的任务。请看 /operator jobs。
problem-job-over = 这个任务已结束，积分也已处理好。请看 /operator jobs。
problem-job-being-sent = 这个任务此刻正在提交。请两分钟后再试。
problem-job-gave-nothing = 这个任务没有收到任何内容，所以不该收费。请退回积分。

# What MusicAPI objects to in what it was asked for; $named and $bound are the two below, or empty.
problem-artist-named = MusicAPI 不接受艺人的名字{ $named }。请改为描述声音。
problem-language-not-sung = MusicAPI 不会用这种语言唱。请换一种语言，或选择其他模型。
problem-lyrics-copyrighted = MusicAPI 认为这些歌词是别人的作品{ $named }。请自己写。
problem-lyrics-malformed = MusicAPI 读不懂这些歌词。请检查 [Verse] 这样的段落名。
problem-producer-tag = MusicAPI 不接受制作人标签{ $named }。请去掉。
problem-recording-copyrighted = MusicAPI 认为这段录音是别人的作品。请用自己的录音。
problem-recording-not-fetched = MusicAPI 没能取到这段录音。
problem-recording-not-read = MusicAPI 读不了这段录音。请存成 MP3。
problem-text-refused-as-too-long = MusicAPI 认为文字太长：{ $field }{ $bound }。请缩短。
problem-words-flagged = MusicAPI 的审核拦下了这些话。请换别的说法。
problem-words-inappropriate = MusicAPI 认为这些话不合适{ $named }。请换别的说法。
problem-words-not-understood = MusicAPI 没看懂这些话。请换一种方式描述这首歌。
objection-named = （“{ $named }”）
objection-bound = （最多 { $limit } 个字符）
