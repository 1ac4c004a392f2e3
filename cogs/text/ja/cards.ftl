# Cards: a job in its message, from the line to the finished song.
# Lines in small print begin with -#, which Discord reads as that.

untitled = 無題
length-unknown = 長さ不明

# What somebody asked for
asked-title = **{ $title }**
asked-prompt = 「{ $prompt }」
asked-style = スタイル：{ $style }
asked-lyrics = 歌詞：「{ $lyrics }」
asked-instrumental = インスト
asked-female = 女性の声
asked-male = 男性の声
asked-without = 除外：{ $avoid }

# How far it is
heading-out-of-reach = 届けられません
out-of-reach = **/about**に書かれた運営者に問い合わせてください。
heading-answer-lost = MusicAPIからの連絡待ち
stage-queued = 順番待ちです。
stage-queued-at = 順番待ちです（{ $place }番目）。
stage-asked-again = { $when }にもう一度MusicAPIに依頼します。
stage-sending = MusicAPIに依頼しています。
stage-answer-lost = { answer-lost }届かなければ、{ $back }。
stage-composing = 少し時間がかかります。
stage-seconds-left = 残り約{ $seconds }秒です。
stage-minutes-left = 残り約{ $minutes }分です。
stage-any-moment = まもなくできます。
stage-late = いつもより時間がかかっています。
stage-one-ready = 次のクリップもこのメッセージに届きます。
stage-posting = ファイルを取り込んでいます。

# The small print
small-print = -# { $words }
fact-sung-by = 歌：{ $singer }
# $who is a mention of who agreed that this voice, somebody's own, sings here.
fact-sung-by-voice = 歌：{ $singer }（{ $who }が同意）
fact-recording = 録音
made-with-ai = AIで作成

# What it was made of
lineage-of = 元：{ $clip }
lineage-from = { $verb }：{ $clip }{ $where }
lineage-mixed = { $verb }：{ $clip }と{ $other }{ $where }
lineage-clip = クリップ{ $number }「{ $title }」
lineage-elsewhere = 別のチャンネルの曲のクリップ{ $number }
lineage-where-from = （{ $start }から）
lineage-where-part = （{ $start }から{ $end }まで）

# Clips
clip-name = クリップ{ $number }
clip-listen = 添付できませんでした：[MusicAPIで聴く]({ $address })
clip-no-file = 添付できませんでした。ボタンは使えます。

# Files
files-name = ファイル
file-download = { $name }を添付できませんでした：[MusicAPIからダウンロード]({ $address })
file-no-address = { $name }は添付もリンクもできませんでした。MusicAPIで作成済みのため、料金は発生します。
file-unnamed = ファイル

# Alt texts
alt-clip = クリップ{ $number }：{ $title }
alt-clip-length = クリップ{ $number }：{ $title }、長さ{ $length }
alt-cover = クリップ{ $number }のカバーアート：{ $title }
alt-file = { $title }の{ $name }
alt-zip = { $title }の{ $name }、zipの中身：{ $contents }
zip-stems = ステム
zip-files = ファイル
zip-part = { $name } { $number }/{ $count }
alt-lyrics = この曲の歌詞（もう一度作るとき用）

# Buttons below a clip
button-extend = { $number } 延長
button-cover = { $number } カバー
button-more = { $number } その他…
button-sing = バージョン{ $version }を歌わせる
button-style = このスタイルを使う
button-confirm = { $price }で作る

# The family of a song
family-title = この曲の系譜
family-more = 他{ $count }件
family-alt = クリップ{ $count }個の系譜図。
family-alt-row = { $number }：{ $name }、{ $kind }。
family-alt-row-of = { $number }：{ $name }、{ $parent }の{ $kind }。
family-alt-chosen = { $number }：{ $name }、{ $kind }、このクリップ。
family-alt-chosen-of = { $number }：{ $name }、{ $parent }の{ $kind }、このクリップ。
family-deleted = { $name }（削除済み）
family-clip = クリップ{ $number }
family-note-chosen = このクリップ
family-note-from = { $start }から
family-note-by = 作成：{ $who }
family-note-deleted = 削除済み
