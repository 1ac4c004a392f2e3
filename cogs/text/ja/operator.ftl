# /operator: for those who run the bot.

command-operator = Botの運営者用
command-operator-quota = サーバーが毎月使えるクレジットの表示と設定
    .server = どのサーバー
    .credits = クレジット数。省略すると今の設定を表示します。
    .default = デフォルトに戻す
command-operator-grant = 今月のクレジットをサーバーに追加する
    .server = どのサーバー
    .credits = クレジット数
command-operator-pause = 新しい曲の受付をしばらく止める。進行中の曲は続きます。
    .server = どのサーバー。省略すると全サーバー。
command-operator-resume = 新しい曲の受付を再開する
    .server = どのサーバー。省略すると全サーバーの停止を解除します。
command-operator-retired = MusicAPIが提供をやめたものを表示、または再び問い合わせる
    .lift = 再び提供するもの
command-operator-jobs = 進行中、停滞中、失敗したジョブを表示
command-operator-settle = 失われた、または停滞したジョブを終わらせる
    .job = ジョブ一覧での番号
    .ending = クレジットをどうするか
command-operator-block = サーバーやメンバーのブロックの表示、設定、解除
    .server = どのサーバー
    .member = メンバーのID
    .lift = ブロックを解除する
command-operator-doctor = Botの状態と、問題の直し方を見る
ending-refund = 返却する
ending-settle = 届いた分を請求する

operator-quota-title = サーバーが使えるクレジット
operator-quota-own = { $server }：毎月{ $credits }。
operator-quota-default = { $server }：デフォルトの毎月{ $credits }。
operator-quota-month = 今月：合計{ $allowed }。
operator-quota-granted = 追加分：{ $granted }。
operator-quota-used = 使用済み：{ $used }。確保中：{ $held }。残り：{ $left }。

operator-intake-title = 新しい曲
operator-intake-open = すべてのサーバーで新しい曲を受け付けています。
operator-paused-all = 全サーバーで停止中（{ $who }、{ $when }）
operator-paused-server = { $server }で停止中（{ $who }、{ $when }）
operator-pause-known = すでにその状態でした。

operator-blocks-title = ブロック中
operator-blocks-none = ブロックはありません。
operator-block-line = { $kind ->
    [guild] サーバー{ $subject }（{ $who }、{ $when }）
   *[member] メンバー{ $subject }（{ $who }、{ $when }）
}
operator-more = 他{ $count }件

operator-retired-title = MusicAPIが提供をやめたもの
operator-retired-none = MusicAPIが断ったものはありません。
operator-retired-line = { $family }：{ $operation }（{ $when }）
operator-lifted = { $family }：{ $operation }を再び提供します。
operator-lift-unknown = MusicAPIがそれを断った記録はありません。

operator-jobs-title = ジョブ
operator-jobs-waiting = 進行中
operator-jobs-stuck = 停滞中
operator-jobs-failed = この1日に失敗
operator-jobs-none = なし。
operator-jobs-count = { $state ->
    [queued] 順番待ち：{ $count }件、最も古いものは{ $when }
    [submitting] 送信中：{ $count }件、最も古いものは{ $when }
    [running] 作成中：{ $count }件、最も古いものは{ $when }
    [done] 完成、未投稿：{ $count }件、最も古いものは{ $when }
   *[failed] 失敗、未通知：{ $count }件、最も古いものは{ $when }
}
operator-stuck-why = { $why ->
    [answer-lost] 応答が失われた
    [sending] 送信に時間がかかりすぎている
    [silent] 新しい動きがない
   *[in-line] 長く待っている
}
operator-failed-why = { $kind ->
    [refused] 拒否された
    [not_sent] 送信できなかった
    [lost] 応答が失われた
    [timed_out] 時間がかかりすぎた
    [cancelled] キャンセル
   *[failed] 失敗
}
operator-refunded = ジョブ{ $job }は終了しました。{ $credits }を返却しました。
operator-settled = ジョブ{ $job }は終了しました。請求し、届いたものを投稿します。
