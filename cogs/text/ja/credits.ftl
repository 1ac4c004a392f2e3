# /credits: the server's month, and what its credits went on.

statement-title = このサーバーのクレジット
statement-used = 使用済み { $used }/{ $total }
statement-held = 確保中 { $held }
statement-left = 残り { $left }
statement-mine = 今月のあなたの使用分は{ $count }クレジットです。
statement-resets = 次のクレジットは{ $when }に入ります。
statement-none = まだ曲がありません。/songで作れます。
statement-elsewhere = 別のチャンネルの曲
# In the place of a member whose data was deleted.
statement-of-month = { $month }分 { $amount }
statement-still-held = { $count }を確保中
statement-given-back = { $count }を返却
statement-newer = 新しい曲
statement-older = 古い曲
statement-lasts = このペースなら今月いっぱい足ります。
statement-used-up = 今月の残りはありません。

# The parts of /credits.
credits-mine-button = 自分
credits-server-button = このサーバー
credits-chart-button = グラフ
credits-members-button = メンバー別
credits-managers-only = これを見られるのは、このサーバーを管理できるメンバーだけです。

# What a member used. { $most } is their share of the server's credits.
credits-mine-title = あなたのクレジット
credits-mine-used = 今月の使用分は{ $count }、確保中は{ $held }です。
credits-mine-share = { $period ->
    [day] 今日
   *[month] 今月
}は{ $most }のうち{ $taken }を使用 · 残り{ $left }
credits-mine-no-share = あなたへの割り当ては決められていません。サーバーの残りは{ $count }クレジットです。
credits-mine-none = 今月はまだ何も作っていません。
credits-mine-line = { $what } · { $count }回 · { $credits }

# The table of members, for who manages the server.
credits-members-title = メンバー別のクレジット
credits-members-last-month = 先月：{ $credits }。
credits-members-songs = { $count }曲
credits-members-last = 先月{ $count }
credits-members-deleted = データを削除したメンバー
credits-members-none = 今月も先月も、クレジットを使った人はいません。
credits-members-shown = { $count }人中{ $first }～{ $last }人目
credits-members-back-button = 前へ
credits-members-more-button = 次のメンバー

# The ledger as a file.
ledger-placeholder = 明細のCSVファイル：月を選ぶ
ledger-here = { $month }の明細、{ $count }行。時刻はUTCです。
ledger-part = パート{ $part }/{ $parts }。

# The picture of the month. { $day } is a day such as “28 Nov 2026”.
chart-title = { $month }のクレジット
chart-used = 使用済みと確保中：{ $count }
chart-allowance = 上限：{ $count }
chart-pace-used-up = このペースだと{ $day }になくなります
chart-pace-ends = このペースだと月末に{ $count }
chart-a-day = 1日あたりのクレジット
chart-number = { $count }
chart-alt-part = { $words }。
chart-alt-days = 日ごと：{ $days }。
chart-alt-day = { $day }日：{ $count }
chart-alt-no-days = まだ使われていません。
