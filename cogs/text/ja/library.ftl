# The library: /songs, one song, and what can be done with it for free.

command-songs = 曲を探す：自分の曲、このサーバーの曲、お気に入り
    .search = タイトル、プロンプト、歌詞の言葉
    .show = 誰の曲か

songs-mine = 自分の曲
songs-server = このサーバーの曲
songs-favourites = お気に入り
songs-that-say = 「{ $typed }」を含む曲。
songs-none = ここで見られる曲はまだありません。
songs-none-found = ここで見られる曲には見つかりませんでした。
songs-no-favourites = ここのお気に入りはまだありません。曲を開いて♥を押してください。
songs-newer-button = 新しい曲
songs-older-button = 古い曲
song-open-button = 開く

song-hearts = ♥ お気に入り{ $count }人
song-message = メッセージ
# How many people would keep this clip of a song.
song-votes = クリップ{ $number }：{ $count }票
song-vote-mine = 自分の票
song-heart-button = ♥ お気に入りに追加
song-unheart-button = ♥ お気に入りから外す
song-vote-button = { $number }に投票
song-unvote-button = { $number }への投票を取り消す
song-bring-button = 再投稿
song-rename-button = 名前を変更…
song-delete-button = 削除…
song-library-button = 投票、名前変更、再投稿…

song-rename-title = このクリップの名前を変更
song-rename-label = 新しいタイトル
song-rename-hint = 空欄にすると元のタイトルに戻ります。
song-renamed = タイトルを変更しました。メッセージのタイトルは元のままです。

song-delete-question = 「{ $title }」のクリップ{ $position }を削除しますか？
song-delete-means = すべての一覧とメッセージから、全員に対して完全に消えます。クレジットは戻りません。
song-delete-now-button = 完全に削除
song-keep-it-button = 残す
song-deleted = クリップを、ここからもメッセージからも削除しました。
song-deleted-partly = クリップをここから削除しました。変更できなかったメッセージ：{ $where }
song-deleted-field = 削除済み

song-brought = { $who }が再投稿しました。

# Playlists of one's own
playlists-mine = 自分のプレイリスト
playlists-none = ここのプレイリストはまだありません。曲を開いて**プレイリストに追加…**を押してください。
playlist-choose = プレイリストを選ぶ
playlist-new = 新しいプレイリスト…
playlist-add-question = どのプレイリストに追加しますか？
playlist-clips = クリップ{ $count }個
playlist-empty = 空です。
# { $song } is a line about the clip.
playlist-place = { $number }. { $song }
playlist-gap = { $number }. 削除されたか、見られなくなったクリップです。
playlist-up-button = { $number }を上へ
playlist-out-button = { $number }を外す
playlist-back-button = 前へ
playlist-onward-button = 次へ
playlist-delete-button = プレイリストを削除…
playlist-delete-question = プレイリスト「{ $name }」を削除しますか？クリップは残ります。
playlist-delete-now-button = プレイリストを削除
playlist-deleted = プレイリストを削除しました。クリップは残っています。
playlist-added = 「{ $name }」に追加しました。
playlist-add-button = プレイリストに追加…
playlist-form-title = プレイリストの名前
playlist-name-label = 名前

# The showcase of a server
command-showcase = 人気の曲を紹介するチャンネルを選ぶ
command-showcase-set = お気に入りが集まったクリップを、チャンネルで1回ずつ紹介する
    .channel = 紹介するチャンネル
    .favourites = 必要なお気に入りの数
command-showcase-off = 曲の紹介をやめる
showcase-set = { $count }人のお気に入りになったクリップを、{ $channel }で1回だけ紹介します。
showcase-off = 曲の紹介をやめました。
showcase-line = { $who }の依頼、お気に入り{ $count }人。
