# Download all: many songs at once, as zips for whoever asked alone.

download-all-button = すべてダウンロード
download-begun = { $count }曲をまとめています。
download-progress = { $count }曲中{ $done }曲をまとめました。
download-stuck = 5分間動きがなければ、もう一度**すべてダウンロード**を押してください。
download-part = パート{ $number }：{ $count }曲
download-done = { $count }曲がそろいました。
download-missing = { $count }曲が入っていません。理由は最後のzipの**missing.txt**にあります。
download-more = 一覧には続きがあります。ページを進めて、そこで**すべてダウンロード**を押してください。
download-interrupted = ダウンロードが中断しました。届いたパートは残し、もう一度**すべてダウンロード**を押してください。
download-refused = Discordがこれ以上ファイルを受け付けません。届いたパートは残し、もう一度**すべてダウンロード**を押してください。

# In the file missing.txt, a line for each song.
missing-heading = これらの曲はzipに入っていません。
missing-song = { $number }. { $title }
missing-gone = { $song }：削除されたか、見る権限がありません
missing-unreachable = { $song }：ファイルを取得できませんでした
missing-late = { $song }：時間が足りませんでした
