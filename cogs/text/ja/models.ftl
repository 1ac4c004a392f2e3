# The models: what each is good for, whose default it is, and why another one made a song.

command-model = 曲を作るモデルの表示と選択
command-model-list = 全モデルを表示：得意なこと、料金、所要時間
command-model-mine = 自分の曲のモデルを選ぶ（全サーバー共通）
    .model = 使うモデル。省略すると今の設定を表示します。
command-model-server = このサーバーの曲のモデルを選ぶ（サーバーを管理できる人のみ）
    .model = 使うモデル。省略するとサーバーの今の設定を表示します。

time-seconds = { $count }秒
time-minutes = { $count }分

models-title = モデル
models-mine = あなたのデフォルト：{ $model }
models-server = このサーバーのデフォルト：{ $model }
models-first = デフォルトなしの場合：{ $model }
models-no-default = なし
models-not-available = { $model }（今は使えません）
models-none-now = 今、新しい曲を作れるモデルはありません。
model-time = 約{ $time }

model-menu-mine = 自分のデフォルトを選ぶ
model-menu-server = このサーバーのデフォルトを選ぶ
model-forget = 自分のデフォルトを解除
    .hint = このサーバーのデフォルトか、最初のモデルで曲を作ります。
model-forget-server = このサーバーのデフォルトを解除
    .hint = 対応できる最初のモデルで曲を作ります。

# How long the songs of a model are, from and to, or at most.
songs-minutes = { $least }～{ $most }分
songs-minutes-most = 最長{ $most }分

# What to choose a model for.
good-for-your-own-lyrics-english-or-chinese = 自分の歌詞（英語か中国語）
good-for-one-song-edited-by-instruction = 1曲、指示で編集
good-for-one-song-fast = 1曲、速い
good-for-one-song-more-polish = 1曲、仕上がり重視
good-for-one-song-less-polish = 1曲、ラフな仕上がり
good-for-the-older-sound = 以前のサウンド
good-for-the-oldest-sound-fast = 最初期のサウンド、速い
good-for-whole-songs-fast = フル曲、速い
good-for-drafts-fast = 下書き、速い
good-for-the-older-sound-whole-songs = 以前のサウンド、フル曲
good-for-the-older-sound-drafts = 以前のサウンド、下書き
good-for-voices-long-songs = 歌声、長い曲
good-for-the-newest-voices = 最新の歌声
good-for-rich-arrangements = 豊かなアレンジ
good-for-long-styles-and-lyrics = 長いスタイルと歌詞
good-for-short-songs = 短い曲
good-for-longer-pieces = 長めの楽曲
good-for-short-pieces = 短い楽曲

# Why another model than the first choice made a song.
model-because-not-available = { $other }が今使えないため、{ $model }を使用。
model-because-too-long = { $other }は{ $limit }文字までのため、{ $model }を使用。
model-because-lyrics = { $other }は自分で書いた歌詞しか歌わないため、{ $model }を使用。
model-because-longer-lyrics = { $other }には{ $limit }文字以上の歌詞が必要なため、{ $model }を使用。
model-because-voice = { $other }は声を選べないため、{ $model }を使用。
model-because-avoid = { $other }はスタイルを除外できないため、{ $model }を使用。
model-because = { $other }はこれに対応していないため、{ $model }を使用。

# What a changed default means.
own-default = これからは{ $model }があなたの曲を作ります。毎回別のモデルも指定できます。
own-default-forgotten = あなたのデフォルトを解除しました。このサーバーのデフォルトか、最初のモデルで曲を作ります。
server-default = これからは{ $model }がこのサーバーの曲を作ります。メンバーは自分のデフォルトも選べます。
server-default-forgotten = このサーバーのデフォルトを解除しました。対応できる最初のモデルで曲を作ります。
