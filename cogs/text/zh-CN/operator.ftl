# /operator: for those who run the bot.

command-operator = 供机器人运营者使用
command-operator-quota = 查看或设定服务器每月可用的积分
    .server = 哪个服务器
    .credits = 多少积分。不填则查看当前额度。
    .default = 恢复默认额度
command-operator-grant = 本月给服务器追加积分
    .server = 哪个服务器
    .credits = 多少积分
command-operator-pause = 暂停接收新歌。进行中的继续。
    .server = 哪个服务器。不填则为所有服务器。
command-operator-resume = 恢复接收新歌
    .server = 哪个服务器。不填则解除所有服务器的暂停。
command-operator-retired = 查看 MusicAPI 不再提供的功能，或重新尝试
    .lift = 重新提供哪一项
command-operator-jobs = 查看进行中、卡住和失败的任务
command-operator-settle = 结束丢失或卡住的任务
    .job = 它在任务列表中的编号
    .ending = 它的积分怎么处理
command-operator-block = 查看、屏蔽或解除屏蔽服务器和成员
    .server = 哪个服务器
    .member = 成员的 ID
    .lift = 解除屏蔽
command-operator-doctor = 检查机器人是否正常，以及如何修复
ending-refund = 退回
ending-settle = 按已到的内容扣费

operator-quota-title = 服务器可用的积分
operator-quota-own = { $server } 每月有 { $credits }。
operator-quota-default = { $server } 使用默认额度，每月 { $credits }。
operator-quota-month = 本月：共 { $allowed }。
operator-quota-granted = 另外追加：{ $granted }。
operator-quota-used = 已用：{ $used }。预留：{ $held }。剩余：{ $left }。

operator-intake-title = 新歌
operator-intake-open = 所有服务器都在接收新歌。
operator-paused-all = 所有服务器已暂停（{ $who }，{ $when }）
operator-paused-server = { $server } 已暂停（{ $who }，{ $when }）
operator-pause-known = 之前就是这样。

operator-blocks-title = 已屏蔽
operator-blocks-none = 没有屏蔽任何人。
operator-block-line = { $kind ->
    [guild] 服务器 { $subject }（{ $who }，{ $when }）
   *[member] 成员 { $subject }（{ $who }，{ $when }）
}
operator-more = 还有 { $count } 个

operator-retired-title = MusicAPI 不再提供的功能
operator-retired-none = MusicAPI 没有拒绝过任何功能。
operator-retired-line = { $family }：{ $operation }（{ $when }）
operator-lifted = { $family }：重新提供{ $operation }。
operator-lift-unknown = 没有 MusicAPI 拒绝此功能的记录。

operator-jobs-title = 任务
operator-jobs-waiting = 进行中
operator-jobs-stuck = 卡住
operator-jobs-failed = 最近一天失败
operator-jobs-none = 无。
operator-jobs-count = { $state ->
    [queued] 排队中：{ $count } 个，最早的在 { $when }
    [submitting] 提交中：{ $count } 个，最早的在 { $when }
    [running] 制作中：{ $count } 个，最早的在 { $when }
    [done] 已完成、待发布：{ $count } 个，最早的在 { $when }
   *[failed] 已失败、待通知：{ $count } 个，最早的在 { $when }
}
operator-stuck-why = { $why ->
    [answer-lost] 回应丢失
    [sending] 提交太久
    [silent] 没有新进展
   *[in-line] 等待太久
}
operator-failed-why = { $kind ->
    [refused] 被拒绝
    [not_sent] 未提交
    [lost] 回应丢失
    [timed_out] 耗时太久
    [cancelled] 已取消
   *[failed] 失败
}
operator-refunded = 任务 { $job } 已结束，退回 { $credits }。
operator-settled = 任务 { $job } 已结束，已扣费，收到的内容会发布。
