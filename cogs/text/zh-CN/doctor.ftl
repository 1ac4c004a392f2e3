# Whether Encore can work: what it lacks in a channel, and the checks of /settings and /operator doctor.

# What Discord's own settings call its permissions; the keys are names of its interface.
permission-name = { $permission ->
    [view_channel] 查看频道
    [send_messages] 发送消息
    [send_messages_in_threads] 在子区内发送消息
    [embed_links] 嵌入链接
    [attach_files] 添加文件
    [read_message_history] 读取消息历史记录
   *[connect] 连接
}

problem-cannot-post = 要在这里发布歌曲，Encore 需要以下权限：{ $permissions }。请找本服务器的管理员授予。
problem-thread-locked = 这个子区已锁定。请到其他频道请求。

# What `python -m bot doctor` and /operator doctor look at, and how it is.
finding-check = { $check ->
    [settings] 设置
    [token] Discord 令牌
    [application] Discord 应用
    [commands] 命令
    [key] MusicAPI
    [families] 模型
    [clock] 时钟
    [database] 数据库
    [disk] 磁盘
    [processes] 进程
    [loop] 事件循环
    [webhooks] Webhook
    [zones] 时区
   *[media] 声音和图片
}
finding-grade = { $grade ->
    [ok] 正常
    [warning] 注意
   *[wrong] 异常
}
finding-none-wrong = 没有异常。
finding-count-wrong = 有 { $count } 项异常。
finding-count-warning = 有 { $count } 项需要注意。

# What was found, and what mends it.
finding-settings-read = 所有设置都可用。
finding-setting-wrong = { $says }
    .mend = 请在环境变量或 .env 里更正。
finding-file-open-to-others = 这台机器上的其他用户能读取 .env 及其中的密钥。
    .mend = 请运行：chmod 600 .env
finding-check-broken = 这项检查出错：{ $error }。
    .mend = 请报告，并附上 Encore 的版本。
finding-check-slow = { $seconds } 秒内没有结果。
    .mend = 请再试。如果一直这样，请检查这台机器的网络。
finding-not-asked = 这一项无法检查。
    .mend = 请先修复上面或下面的异常。

finding-token-taken = Discord 接受。机器人是 { $name }。
finding-token-refused = Discord 不接受。
    .mend = 请从 Discord 开发者门户复制机器人令牌到 DISCORD_TOKEN。
finding-discord-silent = { $why ->
    [timeout] Discord 没有及时回应。
    [certificate] 从这里无法信任 Discord 的证书。
    [broken] Discord 的回应中断了。
   *[no-connection] 从这里无法连接 Discord。
}
    .mend = 请检查网络、代理和 DISCORD_API_URL。
finding-not-discord = 这不是 Discord 的回应：{ $status }。
    .mend = 请更正 DISCORD_API_URL，或去掉它。
finding-discord-busy = Discord 出了问题，或要求稍等：{ $status }。
    .mend = 请一分钟后再检查。
finding-sessions-low = Discord 今天只允许再开始 { $left } 个会话，共 { $total } 个。
    .mend = 请在日志里查看机器人为何反复启动。
finding-application-fine = 通过网关回应用户，没有请求特殊意图。
finding-interactions-elsewhere = Discord 把命令发到一个网址，而不是发给机器人。
    .mend = 请在 Discord 开发者门户清空“Interactions Endpoint URL”。
finding-code-grant = 无法用普通链接邀请机器人。
    .mend = 请在 Discord 开发者门户关闭“Requires OAuth2 Code Grant”。
finding-intents-spare = 开启了 Encore 不需要的特殊意图。
    .mend = 请在 Discord 开发者门户的 Bot 页面关闭它们。
finding-commands-equal = Discord 显示了此版本的 { $count } 个命令。
finding-commands-differ = Discord 显示的命令不一致：{ $names }。
    .mend = 请启动机器人，它会自动更新。
finding-commands-unread = Discord 没有给出命令：{ $status }。
    .mend = 请一分钟后再试。

finding-key-taken = 密钥 { $name } 有效，账号里有 { $count } 积分。
finding-key-low = 密钥 { $name } 的账号只剩 { $count } 积分。
    .mend = 请尽快在 MusicAPI 购买。
finding-key-empty = 密钥 { $name } 的账号付不起一首歌，只剩 { $count } 积分。
    .mend = 请在 MusicAPI 购买，或添加另一个密钥。
finding-key-refused = MusicAPI 不接受密钥 { $name }。
    .mend = 请从 MusicAPI 控制台复制密钥，并在那里查看你的套餐。
finding-vendor-silent = { $why ->
    [timeout] MusicAPI 没有及时回应。
    [certificate] 从这里无法信任 MusicAPI 的证书。
    [broken] MusicAPI 的回应中断了。
   *[no-connection] 从这里无法连接 MusicAPI。
}
    .mend = 请检查网络、代理和 MUSICAPI_URL。
finding-vendor-odd = MusicAPI 没有给出积分：{ $status }。
    .mend = 请检查 MUSICAPI_URL。如果没错，请稍后再试。
finding-vendor-stopped = MusicAPI 已有 { $minutes } 分钟不接收任何请求。新歌在等待。
    .mend = 请查看你的账号和 MusicAPI。Encore 会自动继续。
finding-families-offered = 可以做新歌的有：{ $names }。
finding-operations-retired = MusicAPI 已取消：{ $names }。
    .mend = 请等待，或用 /operator retired 重新提供。
finding-no-new-songs = 这里没有能做新歌的模型。
    .mend = 请在 MUSICAPI_FAMILIES 里填其他系列。

finding-clock-right = 准确。
finding-clock-off = 相差 { $seconds } 秒。
    .mend = 请让系统通过网络校时（NTP）。
finding-clock-unknown = 没有可以比对的时间。
    .mend = 请先修复到 Discord 和 MusicAPI 的连接。

finding-database-ready = { $kind } { $version }，架构版本 { $schema }。
finding-database-missing = 还没有数据库。
    .mend = 请启动机器人，它会创建。
finding-database-away = { $says }
    .mend = 请检查 DATABASE_URL，以及服务器是否在运行。
finding-database-empty = 数据库是空的。
    .mend = 请启动机器人，或运行：python -m bot migrate
finding-schema-old = 数据库的架构版本是 { $schema }，而此版本需要 { $needed }。
    .mend = 请启动机器人，或运行：python -m bot migrate
finding-schema-new = { $says }
    .mend = 请在这里运行较新版本的 Encore。
finding-no-wal = SQLite 的日志模式是 { $mode }，读取会等待。
    .mend = 请停止其他使用该文件的程序，再启动机器人。
finding-folder-closed = { $which ->
    [database] 无法写入数据库所在的文件夹。
   *[files] 无法写入传送中歌曲的文件夹。
}
    .mend = 请给机器人的用户写入权限。
finding-disk-full = { $which ->
    [database] 数据库所在磁盘剩余 { $megabytes } MB。
   *[files] 传送中歌曲所在磁盘剩余 { $megabytes } MB。
}
    .mend = 请在写满之前腾出空间。
finding-disk-free = { $which ->
    [database] 数据库所在磁盘剩余 { $megabytes } MB。
   *[files] 传送中歌曲所在磁盘剩余 { $megabytes } MB。
}

finding-processes-alive = 刚刚还在运行：{ $names }。
finding-process-silent = { $name } 在 { $minutes } 分钟前失去响应。
    .mend = 如果不是你停止的，请重新启动。
finding-processes-none = 没有机器人在这个数据库上运行。
    .mend = 请启动它。
finding-process-well = 这台机器上的进程已就绪。
finding-process-unwell = 这台机器上的进程不正常：{ $says }。
    .mend = 请查看日志。如果一直这样，请重新启动。
finding-shards-missing = 已连接 { $connected }/{ $known } 个分片。
    .mend = 请等一分钟，再查看日志。
finding-loop-quick = 最多延迟 { $milliseconds } 毫秒。
finding-loop-slow = 刚刚延迟了 { $milliseconds } 毫秒。
    .mend = 请给进程更多 CPU，或分散分片。
finding-loop-often-slow = { $percent }% 的检查有延迟。
    .mend = 请给进程更多 CPU，或分散分片。

finding-door-off = 已关闭。每隔几秒查询一次 MusicAPI。
finding-door-open = 从这里能访问该网址，Encore 有回应。
finding-door-asleep = 机器人没有运行时，那里没有回应。
    .mend = 请启动机器人，再检查一次。
finding-door-closed = { $why ->
    [timeout] WEBHOOK_URL 没有及时回应。
    [broken] WEBHOOK_URL 的回应中断了。
   *[no-connection] WEBHOOK_URL 没有回应。
}
    .mend = 请检查域名、防火墙和到 WEBHOOK_LISTEN 的路径。
finding-door-elsewhere = 在 WEBHOOK_URL 回应的是别的程序：{ $status }。
    .mend = 请让那里的代理把 /musicapi/ 转给 WEBHOOK_LISTEN。
finding-door-private = WEBHOOK_URL 是内网地址，MusicAPI 无法访问。
    .mend = 请填公网地址。
finding-door-untrusted = WEBHOOK_URL 的证书不受信任。
    .mend = 请更新证书，并让代理发送完整的证书链。

finding-zones-known = 已知 { $count } 个时区。
finding-zones-missing = 这里没有世界时区数据。
    .mend = 请安装 tzdata。
finding-media-ready = 可以压缩歌曲和绘制图片。
finding-encoder-missing = 没有 { $names } 就无法读取或压缩歌曲。
    .mend = 请重新安装 requirements/run.txt。
finding-fonts-missing = 缺少 /family 用的字体。
    .mend = 请重新安装 requirements/run.txt。

# The panel of /operator doctor.
findings-title = 诊断
findings-line = { $grade } · **{ $check }** · { $says }
findings-more = 还有 { $count } 项，请运行：python -m bot doctor

# Check… in /settings, for whoever manages the server.
server-check = 检查
server-check-explained = 查看 Encore 能在哪里发布，以及什么妨碍做歌。
server-check-button = 检查…
server-check-title = 检查本服务器
server-check-line = { $grade } · { $says }
server-check-grant = 请打开“编辑频道 > 权限”，为 Encore 允许此项。
server-check-ask-operator = 请联系机器人的运营者，见 /about。
server-check-unknown = Encore 不在本服务器，或刚刚启动。
    .mend = 请邀请机器人，或一分钟后再检查。
server-check-taken = 正在接收新歌。
server-check-blocked = 本服务器已被屏蔽。
server-check-paused = 新歌已暂停接收。
server-check-vendor-stopped = MusicAPI 目前不接收请求。Encore 将在 { $when } 再次请求。
    .mend = 这里无需操作，会自动继续。
server-check-credits = 本服务器本月还剩 { $left }。
server-check-no-credits = 本服务器只剩 { $left }，不够做一首歌。新积分将在 { $resets } 到账。
server-check-fine = 可以在 { $count } 个频道发布歌曲。
server-check-nowhere = 没有可以请求并发布歌曲的频道。
    .mend = 请让 Encore 进入一个频道，并检查“使用范围”里的“频道”。
server-check-lacking = 在 { $channels }，Encore 需要以下权限：{ $permissions }。
server-check-unseen = Encore 看不到 { $channels }。
    .mend = 如果要在那里做歌，请为 Encore 允许“查看频道”。
server-check-threads = 在 { $channels } 的子区，Encore 需要以下权限：{ $permissions }。
server-check-unread = 要在 { $channels } 回复，Encore 需要以下权限：{ $permissions }。
server-check-log = 提醒会发到 { $channel }。
server-check-log-closed = 要把提醒发到 { $channel }，Encore 需要以下权限：{ $permissions }。
server-check-log-gone = 日志频道已被删除。
    .mend = 请在 /settings 的“常规”里另选一个。
server-check-showcase = 受欢迎的曲目会在 { $channel } 展示。
server-check-showcase-closed = 要在 { $channel } 展示曲目，Encore 需要以下权限：{ $permissions }。
server-check-showcase-gone = 展示频道已被删除。
    .mend = 请用 /showcase set 另选一个。
server-check-moderators = 待审核的请求和举报会发到 { $channel }。
server-check-moderators-closed = 要在 { $channel } 询问版主，Encore 需要以下权限：{ $permissions }。
server-check-moderators-gone = 版主频道已被删除。
    .mend = 请在 /settings 的“内容管理”里另选一个。
server-check-approval-nowhere = 歌曲在等审核，但没有版主能看到。
    .mend = 请在 /settings 的“内容管理”里选一个频道，或关闭审核。
server-check-language = 大家看到的 Encore 使用{ $language }。
server-check-language-unknown = 此版本不支持所选的语言，大家看到的是英语。
    .mend = 请在 /settings 的“常规”里另选一个。
server-check-gone = 限制里有 { $count } 个频道或身份组已被删除。
    .mend = 它们在 /settings 里显示为已删除，请移除。
server-check-intents = Encore 不请求特殊意图，无需为此授权。
