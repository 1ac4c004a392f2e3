# What was changed in a server, by whom and when: a page behind /settings.

settings-changes = 更改记录
settings-changes-explained = 管理者、版主和 Encore 运营者在这里更改过的内容。
settings-changes-show = 查看更改…
changes-title = 本服务器的更改记录
changes-empty = 还没有任何更改。
changes-older = 更早的更改
changes-newest = 最新的更改

# Each follows when it was, and who did it.
# { $what } is the name of a setting.
changes-settings = 更改了：{ $what }
# { $what } is the name of a setting or of a field, { $value } how it is from then on.
changes-value = { $what }：{ $value }
changes-nothing = 无
# { $what } is the name of a list, { $which } what was put on it or taken from it.
changes-added = { $what }，添加：{ $which }
changes-removed = { $what }，移除：{ $which }
changes-words-added = 添加了 { $count } 个词
changes-words-removed = 移除了 { $count } 个词
changes-members-blocked = 屏蔽：{ $who }
changes-members-unblocked = 解除屏蔽：{ $who }
changes-persona = 删除了 { $who } 的虚拟歌手
changes-showcase = 展示：{ $where }，收藏满 { $count } 人起
changes-showcase-off = 关闭了展示
changes-song-renamed = 给 { $who } 的歌曲改了名
changes-song-deleted = 删除了 { $who } 的歌曲
changes-order-approved = 批准了 { $who } 的请求
changes-order-rejected = 拒绝了 { $who } 的请求
changes-report-deleted = 删除了 { $who } 举报的歌曲
changes-report-dismissed = 驳回了 { $who } 的举报
changes-words-kept = 文字在 { $days } 天后清除
changes-words-kept-for-good = 文字一直保留
# { $credits } is an amount such as “500 credits”.
changes-quota = 每月：{ $credits }
changes-quota-default = 每月：默认积分
# { $month } is a month with its year.
changes-grant = { $month }增加 { $credits }
changes-paused = 暂停了新歌
changes-resumed = 恢复了新歌
changes-server-blocked = 屏蔽了本服务器
changes-server-unblocked = 解除了对本服务器的屏蔽
changes-job-ended = 结束了一首卡住的歌
# { $action } is a name that only a later version knows.
changes-other = 其他（{ $action }）
