# What a server's admins and moderators watch over.

settings-tab-moderation = 内容管理

# Words that no song may hold.
settings-words = 屏蔽词
settings-words-count = { $count } 个词
settings-words-explained = 歌曲、标题和歌单里都不能出现，换种写法也不行。
settings-words-label = 每行一个词或短语
settings-words-more-label = 更多词
settings-words-hint = 最多 { $most } 个。按整个词匹配，不计变音和符号。
settings-words-example = 每行一个词或短语
settings-words-too-many = 列表最多 { $most } 个词。请去掉一些。
settings-words-too-long = 每个词最多 { $most } 个字符。请缩短“{ $word }”。
settings-words-no-word = “{ $word }”里没有文字也没有数字。请去掉。
# { $word } stands in the server's list.
problem-word-listed = 本服务器不允许“{ $word }”。请从{ $where ->
    [avoid] 要排除的风格
    [lyrics] 歌词
    [name] 名字
    [prompt] 提示词
    [style] 风格
   *[title] 标题
}里去掉。

# Who may decide, and what is decided already.
problem-blocked-here = 本服务器的管理员不允许你在这里做任何内容。可以问问他们。
problem-case-gone = 这一项已不存在。
problem-case-not-deleted = Encore 无法删除这条消息。请自行删除，然后驳回举报。
problem-case-not-over = 这还在制作中。请在结束后再按一次。
problem-case-not-yours = 只有这个频道的版主可以决定。
problem-post-unapproved = 这里的内容要由版主批准，所以只有能管理本服务器的人可以发布。请改为用它做一首歌。

# Orders that wait for a moderator.
settings-approval = 审核
settings-approval-channel-label = 版主频道
settings-approval-channel-hint = 待审核的请求和举报会发到那里。
settings-approval-label = 做歌前先经版主审核
settings-approval-on = 是，适用于所有不管理本服务器的人
settings-approval-off = 否
settings-approval-none = 还没有选择版主频道。
settings-approval-explained-on = 歌曲会在那里等版主审核，最多 24 小时。
settings-approval-explained-off = 歌曲会立即制作。举报会发到那里。
settings-approval-no-channel = 请同时选择版主频道。
heading-approval = 等待审核
stage-approval = 本服务器的版主会先看一下。取消会退回积分。
heading-not-approved = 未通过审核
failure-rejected = 本服务器的版主没有批准。
failure-rejected-because = 本服务器的版主没有批准：{ $reason }
failure-undecided = 24 小时内没有版主答复。
next-edit-rejected = 请点**编辑…**修改。

# What moderators are shown; { $who } is a mention, { $when } a clock that Discord runs.
case-approval-title = 可以制作吗？
case-approval-line = { $who } 在 { $when } 请求：{ $what }，{ $count } 积分。[查看消息]({ $where })
case-approval-line-nowhere = { $who } 在 { $when } 请求：{ $what }，{ $count } 积分。
case-recording = [录音]({ $where })
case-cut = 全文在下面的文件里。
case-file-alt = 请求的全部内容
case-approve = 批准
case-reject = 拒绝…
case-reject-title = 拒绝这个请求
case-reject-label = 原因
case-reject-hint = 会告知该成员。可以留空。
case-approved = { $who } 在 { $when } 批准，现已进入队列。
case-rejected = { $who } 在 { $when } 拒绝，积分已退回。
case-expired = 24 小时内没有人答复，积分已退回。
case-over = 期间已被取消，无需决定。
case-deleted = { $who } 在 { $when } 删除了这首歌。
case-dismissed = { $who } 在 { $when } 驳回了举报。
case-text-name = { $text ->
    [avoid] 排除的风格
    [lyrics] 歌词
    [prompt] 提示词
    [style] 风格
   *[title] 标题
}
case-report-title = 有一首歌被举报
case-report-line = { $who } 在 { $when } 举报：
case-report-song = 制作者：{ $who }。[查看歌曲]({ $where })
case-report-maker = 制作者：{ $who }。
case-delete = 删除歌曲
case-block = 屏蔽成员
case-dismiss = 驳回
# At most 32 characters: it stands in the menu of a message.
message-command-report = 举报歌曲
report-title = 举报这首歌
report-label = 有什么问题
report-hint = 本服务器的版主会看到，包括你的名字。
report-taken = 本服务器的版主会查看。
case-member-blocked = { $who } 不能再在这里做任何内容。可在 /settings 解除。
case-member-known = { $who } 之前已被屏蔽。可在 /settings 解除。
settings-blocked = 已屏蔽的成员
settings-blocked-count = { $count } 名成员
settings-blocked-explained = 他们不能在本服务器做任何内容。
settings-blocked-label = 成员
settings-blocked-hint = 移除某人，即可让他们重新做歌。
settings-blocked-too-many = 一个服务器最多屏蔽 { $most } 名成员。请先解除一些。
# Songs that somebody reports.
problem-no-moderators = 本服务器没有版主频道。请联系管理员。
problem-reported-already = 你已经举报过这首歌，版主已经知道了。
problem-reported-just-now = 你刚刚举报过。请在 { $opens } 再试。
problem-report-empty = 请说明这首歌有什么问题。
problem-report-no-song = 这条消息里没有 Encore 的歌曲。请选择有歌曲的消息。
