# What Encore answers where nothing went wrong, why a song did not come, and what operators are told.

# Answers.
your-words = 你输入的内容在文件里。
    .alt = 你输入的内容
price-rose-question =
    现在需要 { $price }，不是之前显示的 { $shown }。点按钮表示同意。
sent-by-letter = Encore 无法在 { $channel } 发消息，所以发到你这里。

# What became of the credits of a song that did not come.
refund-line = -# 已退回 { $count } 积分。
credits-are-back = 会退回 { $count } 积分

# Why a song did not come, and what to do next; $this and $subject are what its operation's words call it.
failure-refused = MusicAPI 拒绝了{ $this }：“{ $reason }”。
failure-unoffered = MusicAPI 目前不为我们提供这项功能。已通知运营者。
failure-key-gone = 请求{ $this }时用的账号已停用。已通知运营者。
failure-clip-deleted = { $this }要用的曲目已被删除。
failure-no-new-songs = MusicAPI 目前不接收我们的新歌。已通知运营者。
failure-not-sent = 无法连接 MusicAPI。
failure-lost = MusicAPI 的回应在途中丢失了。
failure-timed-out = { $subject }耗时太久，已放弃。
failure-cancelled = { $subject }在开始前已取消。
failure-failed = MusicAPI 未能完成{ $this }。
failure-no-words = MusicAPI 在这首曲目里没有听到歌词。
failure-failed-because = MusicAPI 未能完成{ $this }：“{ $reason }”。
# Where the buttons for that stand below:
next-retry = 请点**{ retry-name }**。
next-retry-later = 请稍后点**{ retry-name }**。
next-retry-minutes = 请过几分钟点**{ retry-name }**。
next-retry-or-edit = 请点**{ retry-name }**，或点**{ edit-name }**修改内容。
next-edit = 请点**{ edit-name }**修改内容。
next-edit-again = 请点**{ edit-name }**再次请求。
# Where they do not:
next-ask-again = 请再次请求。
next-bring-again = 请用 { $command } 重新上传录音。
next-change-words = 请修改内容后再次请求。
next-other = 请试试别的。
next-later = 请稍后再试。
next-minutes = 请过几分钟再试。
next-again-or-words = 请再次请求，或修改内容。
answer-lost = MusicAPI 的回应在途中丢失了。Encore 会等它的消息，绝不重复请求。
missing-clip =
    { $expected } 首曲目只做出了 { $arrived } 首。MusicAPI 按整次请求收费，所以价格不变。

# What operators are told.
bot-refused =
    Discord 不接受机器人的令牌（401）。做好的歌会等到恢复后再发布。
    如果一直这样，请在开发者门户重置令牌。
    把新令牌填入 DISCORD_TOKEN，然后重新启动机器人。

# The branches and clips of a song's family.
branch-button = { $number } 的完整歌曲：{ $name } · { $price }
clip-choice = { $title } · 曲目 { $position } · { $family }
clip-choice-length = { $title } · 曲目 { $position } · { $family } · { $length }
