# The panel of /privacy, the questions before everything is deleted, and what is stored of whom.
# `stored-…` is what stands in docs/privacy.md as well; its `.ends` says what a deletion makes of it.

command-privacy = 查看、下载或删除 Encore 保存的关于你的数据

privacy-title = 你的隐私
privacy-reach = 涵盖你和 Encore 共同所在的每个服务器。
privacy-stored = Encore 保存的关于你的数据
privacy-not-stored = 它不保存你的名字、音频和消息。
privacy-vendor =
    MusicAPI 会收到你的文字和录音，但绝不会收到你的名字或 Discord ID。
    MusicAPI 保存的内容，Encore 无法删除。
privacy-export-button = 下载我的数据
privacy-delete-button = 删除我的数据…
privacy-policy-button = 隐私政策
privacy-terms-button = 服务条款

stored-songs = 你的歌曲：你的文字、MusicAPI 的回应，以及你、服务器、频道和消息的 Discord ID。
    .ends = 全部删除。只留下一行与你无关的积分记录。
stored-clips = 你歌曲的曲目：标题、歌词，以及 MusicAPI 存放音频的位置。
    .ends = 全部删除。下方的按钮会失效。
stored-personas = 你制作的虚拟歌手和声音。
    .ends = 删除，整个服务器都不能再用。
stored-drafts = 未被接受的表单和命令，以及等你答复的请求，最多一天。
    .ends = 删除。
stored-choices = 你选的模型，以及 Encore 是否提及你。
    .ends = 删除。
stored-library = 你的收藏、投票和歌单。
    .ends = 删除。
stored-server = 服务器的选择，以及何时发过欢迎消息。
    .ends = 保留，因为与你无关。
stored-credits = 每首歌从服务器用了多少积分。
    .ends = 为记账而保留，不再与你关联。你用掉的积分会以由你的 ID 算出的编号保留 33 天。
stored-small = 哪些回答没有送达，保存 30 天。谁在等回答，保存 15 分钟。哪些消息还有待移除，保存 1 天。
    .ends = 删除。
stored-admins = 管理员和运营者改了什么、是谁改的。他们屏蔽了谁。
    .ends = 改动记录保留，但不再与你关联。被屏蔽的人仍被屏蔽。
stored-moderation = 请版主处理的事：你的请求、你的举报及其内容、对你歌曲的举报。
    .ends = 删除。你作为版主所做的决定保留，但不再与你关联。
stored-erasures = 你请求删除数据这件事，直到删除完成。
    .ends = 最后删除。
stored-workings = Encore 各进程之间的通信。
    .ends = 保留。其中没有关于任何人的内容。

delete-title = 删除我的数据
delete-what =
    这会删除你在所有服务器的数据。
    排队中的歌会取消，积分退回各自的服务器。
    MusicAPI 正在做的歌会先发布，然后删除。
    别人用你的歌做的内容仍归他们。
delete-messages =
    除非你选择，否则 Discord 里你歌曲的消息不会删除。
    Encore 可以移除其中大部分。通知和私人消息会保留，直到你关闭或删除。
delete-messages-stay-button = 只删数据，保留消息
delete-messages-go-button = 删除数据和消息
delete-keep-button = 保留我的数据
delete-sure = 确定吗？谁都无法恢复，运营者之后的备份也不行。
delete-sure-messages-go = 带有你歌曲的消息也会删除。
delete-sure-messages-stay = 带有你歌曲的消息会留在频道里。
delete-sure-button = 是的，永久删除
delete-kept = 什么都没有删除。
delete-done = 你的数据已删除。这个请求的记录会在一分钟内清除。
delete-begun =
    正在删除你的数据。你不需要再做什么。
    正在做的歌会先发布，然后删除。
delete-backups = -# 运营者之前做的备份里仍有这些数据，直到备份被丢弃。

export-first = 这是 Encore 保存的关于你的数据。请勿外传。
# { $part } counts from 1.
export-next = 你的数据，第 { $part } 部分。
export-alt = 你的数据，JSON 文本。

# Stands where a member would be mentioned, of whom nothing is left.
erased-member = 已删除数据的成员

retention-title = 本服务器的歌曲
retention-explained =
    Encore 可以清除这里旧歌的文字：提示词、标题、风格和歌词。
    歌曲本身和积分记录会保留。
retention-placeholder = 文字保留多久
retention-for-ever = 永远保留文字
# { $count } is a number of days.
retention-days = { $count } 天后清除文字
retention-now-for-ever = 文字会永远保留。
retention-now-days = 文字会在 { $count } 天后清除。
retention-purge = Encore 离开服务器三十天后，会清除那里除积分外的一切。
