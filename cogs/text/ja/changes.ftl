# What was changed in a server, by whom and when: a page behind /settings.

settings-changes = 変更履歴
settings-changes-explained = 管理者、モデレーター、Encoreの運営者がここで変更した内容です。
settings-changes-show = 変更履歴を見る…
changes-title = このサーバーの変更履歴
changes-empty = まだ何も変更されていません。
changes-older = 以前の変更
changes-newest = 最新の変更

# Each follows when it was, and who did it.
# { $what } is the name of a setting.
changes-settings = 設定を変更：{ $what }
# { $what } is the name of a setting or of a field, { $value } how it is from then on.
changes-value = { $what }：{ $value }
changes-nothing = なし
# { $what } is the name of a list, { $which } what was put on it or taken from it.
changes-added = { $what }に追加：{ $which }
changes-removed = { $what }から削除：{ $which }
changes-words-added = { $count }語を追加
changes-words-removed = { $count }語を削除
changes-members-blocked = ブロック：{ $who }
changes-members-unblocked = ブロック解除：{ $who }
changes-persona = { $who }のペルソナを削除
changes-showcase = 曲の紹介：{ $where }、お気に入り{ $count }人から
changes-showcase-off = 曲の紹介をオフ
changes-song-renamed = { $who }の曲名を変更
changes-song-deleted = { $who }の曲を削除
changes-order-approved = { $who }の依頼を承認
changes-order-rejected = { $who }の依頼を却下
changes-report-deleted = { $who }が通報した曲を削除
changes-report-dismissed = { $who }の通報を問題なしに変更
changes-words-kept = 言葉は{ $days }日後に消去
changes-words-kept-for-good = 言葉は保存
# { $credits } is an amount such as “500 credits”.
changes-quota = 毎月：{ $credits }
changes-quota-default = 毎月：通常のクレジット
# { $month } is a month with its year.
changes-grant = { $month }に{ $credits }を追加
changes-paused = 新しい曲の受付を停止
changes-resumed = 新しい曲の受付を再開
changes-server-blocked = このサーバーをブロック
changes-server-unblocked = このサーバーのブロックを解除
changes-job-ended = 止まっていた曲を終了
# { $action } is a name that only a later version knows.
changes-other = その他（{ $action }）
