# The models: what each is good for, whose default it is, and why another one made a song.

command-model = 查看和选择做歌用的模型
command-model-list = 查看所有模型：擅长什么、价格和耗时
command-model-mine = 选择你做歌用的模型，对所有服务器生效
    .model = 哪个模型。不填则查看你当前的选择。
command-model-server = 选择本服务器做歌用的模型（需能管理服务器）
    .model = 哪个模型。不填则查看服务器当前的选择。

time-seconds = { $count } 秒
time-minutes = { $count } 分钟

models-title = 模型
models-mine = 你的默认模型：{ $model }
models-server = 本服务器的默认模型：{ $model }
models-first = 没有默认模型时：{ $model }
models-no-default = 无
models-not-available = { $model }（现在不可用）
models-none-now = 现在没有模型能做新歌。
model-time = 约 { $time }

model-menu-mine = 选择你的默认模型
model-menu-server = 选择本服务器的默认模型
model-forget = 清除我的默认模型
    .hint = 之后由本服务器的默认模型或第一个模型做你的歌。
model-forget-server = 清除本服务器的默认模型
    .hint = 之后由第一个可用的模型做本服务器的歌。

# How long the songs of a model are, from and to, or at most.
songs-minutes = { $least }–{ $most } 分钟
songs-minutes-most = 最长 { $most } 分钟

# What to choose a model for.
good-for-your-own-lyrics-english-or-chinese = 自己写的歌词，英文或中文
good-for-one-song-edited-by-instruction = 一首歌，按指令修改
good-for-one-song-fast = 一首歌，速度快
good-for-one-song-more-polish = 一首歌，更精致
good-for-one-song-less-polish = 一首歌，较粗犷
good-for-the-older-sound = 较早的音色
good-for-the-oldest-sound-fast = 最早的音色，速度快
good-for-whole-songs-fast = 完整歌曲，速度快
good-for-drafts-fast = 小样，速度快
good-for-the-older-sound-whole-songs = 较早的音色，完整歌曲
good-for-the-older-sound-drafts = 较早的音色，小样
good-for-voices-long-songs = 人声，长歌曲
good-for-the-newest-voices = 最新的人声
good-for-rich-arrangements = 丰富的编曲
good-for-long-styles-and-lyrics = 长篇风格描述和歌词
good-for-short-songs = 短歌曲
good-for-longer-pieces = 较长的作品
good-for-short-pieces = 短小的作品

# Why another model than the first choice made a song.
model-because-not-available = 改用 { $model }，因为 { $other } 现在不可用。
model-because-too-long = 改用 { $model }，因为 { $other } 最多接受 { $limit } 个字符。
model-because-lyrics = 改用 { $model }，因为 { $other } 只唱你自己写的歌词。
model-because-longer-lyrics = 改用 { $model }，因为 { $other } 的歌词至少要 { $limit } 个字符。
model-because-voice = 改用 { $model }，因为 { $other } 不能选择声音。
model-because-avoid = 改用 { $model }，因为 { $other } 不能排除风格。
model-because = 改用 { $model }，因为 { $other } 做不到这一点。

# What a changed default means.
own-default = 从现在起由 { $model } 做你的歌。你随时可以指定其他模型。
own-default-forgotten = 你不再有自己的默认模型。之后由本服务器的默认模型或第一个模型做你的歌。
server-default = 从现在起由 { $model } 做本服务器的歌。成员仍可选择自己的默认模型。
server-default-forgotten = 本服务器不再有默认模型。之后由第一个可用的模型做歌。
