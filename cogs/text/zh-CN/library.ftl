# The library: /songs, one song, and what can be done with it for free.

command-songs = 找回歌曲：你的、本服务器的或你收藏的
    .search = 标题、提示词或歌词里的词
    .show = 谁的歌曲

songs-mine = 我的歌曲
songs-server = 本服务器的歌曲
songs-favourites = 我的收藏
songs-that-say = 包含“{ $typed }”。
songs-none = 这里还没有你能看到的歌曲。
songs-none-found = 你能看到的歌曲里没有匹配的。
songs-no-favourites = 你在这里还没有收藏。打开一首歌，点 ♥ 即可。
songs-newer-button = 较新
songs-older-button = 较早
song-open-button = 打开

song-hearts = ♥ { $count } 人收藏
song-message = 消息
# How many people would keep this clip of a song.
song-votes = 曲目 { $number }：{ $count } 票
song-vote-mine = 含你的一票
song-heart-button = ♥ 收藏
song-unheart-button = ♥ 取消收藏
song-vote-button = 投给 { $number }
song-unvote-button = 撤回投给 { $number } 的票
song-bring-button = 重新发布
song-rename-button = 改名…
song-delete-button = 删除…
song-library-button = 投票、改名、重新发布…

song-rename-title = 给这首曲目改名
song-rename-label = 新标题
song-rename-hint = 留空则恢复原标题。
song-renamed = 标题已更改。原消息里仍是旧标题。

song-delete-question = 删除“{ $title }”的曲目 { $position }？
song-delete-means = 它会从所有列表和消息中消失，对所有人生效，无法恢复。积分不退。
song-delete-now-button = 永久删除
song-keep-it-button = 保留
song-deleted = 曲目已从这里和相关消息中删除。
song-deleted-partly = 曲目已从这里删除。有一条消息无法更改：{ $where }
song-deleted-field = 已删除

song-brought = 由 { $who } 重新发布。

# Playlists of one's own
playlists-mine = 我的歌单
playlists-none = 你在这里还没有歌单。打开一首歌，点**加入歌单…**。
playlist-choose = 选择歌单
playlist-new = 新建歌单…
playlist-add-question = 加入哪个歌单？
playlist-clips = { $count } 首曲目
playlist-empty = 歌单是空的。
# { $song } is a line about the clip.
playlist-place = { $number }. { $song }
playlist-gap = { $number }. 这首曲目已被删除，或你已无法看到。
playlist-up-button = { $number } 上移
playlist-out-button = { $number } 移出
playlist-back-button = 上一页
playlist-onward-button = 下一页
playlist-delete-button = 删除歌单…
playlist-delete-question = 删除歌单“{ $name }”？里面的曲目会保留。
playlist-delete-now-button = 删除歌单
playlist-deleted = 歌单已删除，里面的曲目还在。
playlist-added = 已加入“{ $name }”。
playlist-add-button = 加入歌单…
playlist-form-title = 歌单名称
playlist-name-label = 名称

# The showcase of a server
command-showcase = 选择一个频道，展示受欢迎的歌曲
command-showcase-set = 曲目收藏数足够时，在频道里展示一次
    .channel = 在哪个频道展示
    .favourites = 需要多少人收藏
command-showcase-off = 不再展示歌曲
showcase-set = 有 { $count } 人收藏的曲目会在 { $channel } 展示一次。
showcase-off = 不再展示歌曲。
showcase-line = { $who } 制作，{ $count } 人收藏。
