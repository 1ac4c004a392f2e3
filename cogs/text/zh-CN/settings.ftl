# The panel of /settings.

command-settings = 设置 Encore 为你和在本服务器如何运作

settings-title = 设置
settings-on = 开启
settings-off = 关闭
# { $what } is the name of a setting.
settings-turn-on = 开启：{ $what }
settings-turn-off = 关闭：{ $what }
settings-managers-only = 只有能管理本服务器的人可以更改。

settings-my-notices = 我的通知
    .explained = 你的歌用时超过一分钟时，Encore 会提及你。对所有服务器生效。
    .overruled = 本服务器已为所有人关闭通知。
settings-server-notices = 本服务器的通知
    .explained = 关闭后，Encore 不会在本服务器提及任何人。
settings-integrations = 在“服务器设置 > 整合 > Encore”里选择成员、身份组和频道。
    .title = 谁可以使用 Encore

# What whoever manages the server sees besides; { $what } is the name of a setting.
settings-tab-general = 常规
settings-tab-spending = 用量
settings-tab-access = 使用范围
settings-change = 更改：{ $what }
settings-changed-meanwhile = 刚刚有人更改了：{ $what }。请重新打开，查看现在的状态。
settings-unreadable = 没有这个选项。请重新打开表单。
settings-number-out-of-range = 请填 1 到 { $most } 的整数，或留空。
settings-deleted = 已删除（{ $id }）
settings-take-away-label = 要移除的已删除项
settings-and-more = 还有 { $count } 个
settings-empty-hint = 留空则不设上限。

settings-model = 本服务器的模型
settings-model-none = 第一个可用的
settings-model-explained = 没有自选模型的人，都用它来做歌。
settings-log = 日志频道
settings-log-label = 频道
settings-log-hint = 留空：通知发到请求歌曲的地方。
settings-log-explained = 本月积分用到 50%、80% 和 100% 时，Encore 会在那里发消息。
settings-log-closed = Encore 不能在那里发消息。请给它权限，或选择其他频道。
settings-zone = 时区
settings-zone-label = 时区
settings-zone-hint = 例如 Asia/Shanghai。留空：UTC。
settings-zone-example = Asia/Shanghai
settings-zone-explained = 每天和每月从何时开始由它决定。下个月从 { $when } 开始。
settings-zone-unknown = 没有这个时区。请填 { $example } 这样的名称。
settings-zone-between-months = 那里现在是另一个月。请在 { $when } 更改，以免损失积分。

# Shares of the server's credits. { $period } is “day” or “month”.
settings-percent = 本月积分的百分比
settings-credits = 积分
settings-a-day = 每天
settings-a-month = 每月
settings-no-limit = 无上限
settings-share = 成员份额
settings-share-label = 多少
settings-share-hint = 整数。留空：无上限。
settings-unit-label = 单位
settings-period-label = 周期
settings-share-off = 每个成员都可以用完服务器的全部积分。
settings-share-on = 适用于没有身份组份额的所有人。
settings-share-credits = { $period ->
    [day] 每天
   *[month] 每月
} { $count } 积分
settings-share-percent = { $period ->
    [day] 每天
   *[month] 每月
} { $percent }%，即 { $count } 积分
settings-role-share = 按身份组设份额
settings-role-share-off = 某个身份组可以更多或更少。有多个时，以最高的为准。
settings-roles-count = { $count } 个身份组
settings-role-share-roles-label = 身份组
settings-role-share-kind-label = 它们可以用多少
settings-role-share-own = 单独的份额
settings-role-share-everybody = 和所有人一样
settings-role-share-hint = 用于单独的份额。单位：{ $unit }。
settings-role-share-no-role = 请至少选择一个身份组。
settings-role-share-no-amount = 请填这些身份组可以用多少。
settings-role-share-too-high = { $roles } 的份额超过 100%。请先更改它。
settings-role-share-too-many = 最多 { $most } 个身份组可以有份额。请先把一些改为和所有人一样。
settings-pace = 频率
settings-pace-off = 成员想请求多少次都可以。
settings-at-once-label = 每个成员同时做几首歌
settings-cooldown-label = 同一成员两首歌之间的秒数
settings-at-once-on = 每个成员最多同时做 { $count } 首歌。
settings-cooldown-on = 同一成员两首歌之间间隔 { $count } 秒。

# Who may ask for songs, and where.
settings-channels = 频道
settings-channels-all = 所有地方
settings-channels-hint = 选类别即代表其中所有频道。留空：所有频道。
settings-channels-only-label = 只在这些频道做歌
settings-channels-never-label = 不在这些频道做歌
settings-only-in = 只在 { $where }
settings-never-in = 不在 { $where }
settings-roles = 身份组
settings-roles-all = 所有人
settings-roles-hint = 留空：所有人都可以请求。
settings-roles-only-label = 只有这些身份组能做歌
settings-roles-never-label = 这些身份组不能做歌
settings-only-who = 只限 { $who }
settings-never-who = 除 { $who } 外
settings-operations = 可以做什么
settings-operations-all = 全部
settings-operations-count = 已关闭 { $count } 项
settings-operations-dear-label = 关闭（{ $count } 积分起）
settings-operations-label = 关闭
settings-operation-price = { $name } · { $count } 积分
settings-pressers = 别人歌曲下的按钮
settings-pressers-label = 谁可以使用
settings-pressers-anyone = 能看到歌曲的人
settings-pressers-roles = 歌曲作者和部分身份组
settings-pressers-maker = 只有歌曲作者
settings-pressers-roles-label = 身份组
settings-pressers-hint = 只在选“部分身份组”时有效。
settings-pressers-no-role = 请至少选择一个身份组。
settings-pressers-pay = 谁点按钮，就用谁的份额付费。
