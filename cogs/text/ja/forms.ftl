# Forms: what they are called, what they ask, and what stands beside it.

# $model is what people call a model, $count the price, $left the credits of the server.
form-price = { $model } · { credits } · 今月の残り{ $left }
form-price-from = { $model } · { credits }から · 今月の残り{ $left }
form-timeline-advice = 「その他…」の「歌詞タイムライン」を使うと、ここでセクションを選べます。
form-title = { $operation }：{ $title }
form-title-of-clip = { $number } { $operation }：{ $title }
form-untitled = 無題
form-as-before = 前回と同じ：{ $style }
form-too-long = 長すぎて表示できません。触らなければ全文がそのまま残ります。
form-shorten = 今は{ $count }文字です。このモデルは{ $limit }文字までです。
form-cut-off = 冒頭だけです。残りはモデルの文字数を超えています。

# Where a clip goes on. Times are like 3:19.
form-continue = 続ける位置
form-end = 最後から（{ $time }）
form-after = { $section }のあと（{ $time }）
form-moment = または時間（例：1:35）
form-moment-alone = 続ける時間
form-moment-hint = 時間（例：1:35）
form-moment-hint-unknown = 時間（例：1:35）。このクリップの長さは不明です。
form-moment-end = 最後（{ $time }）

# Which part of a clip.
form-part = どの部分
form-part-of = { $section }（{ $start }～{ $end }）
form-part-choose = 部分を選ぶ
form-whole = クリップ全体
form-whole-chosen = MusicAPIにおまかせ
form-times = または開始～終了の時間
form-times-alone = 開始～終了の時間
form-times-hint = 例：1:05–1:35
form-times-hint-most = 例：1:05–1:35（最長{ $seconds }秒）

# A new song, from a few words or from lyrics.
song-form-title = 曲を作る
song-form-title-lyrics = 歌詞から曲を作る
song-prompt-label = どんな曲にするか
song-prompt-hint = 例：終電をテーマにしたR&Bポップ
song-style-label = スタイル
song-style-hint = ジャンル、声、テンポ、雰囲気
song-title-label = タイトル
song-title-hint = 任意
song-lyrics-label = 歌詞
song-lyrics-hint = 任意。空欄ならモデルが書きます。
song-sections-hint = セクションは[Verse]や[Chorus]のように角かっこで

# What was typed into a command that was refused, to be changed in a form.
typed-button = 編集…
typed-song-title = 直して作る
typed-lyrics-or-instrumental = 残すと歌われます。消すとインストになります。
typed-persona-gone = そのペルソナはこのサーバーにありません。モデル自身の声で歌います。
typed-left-out = { $model }はここでは{ $detail }に対応していません。それなしで曲を作ります。

typed-recording = 録音：{ $name }
typed-model-gone = { $model }は今使えないため、別のモデルを使います。
typed-address-label = 録音のURL
typed-address-hint = 誰でも開けるファイルのURL（https）
upload-style-hint = 延長・カバーの場合：新しいスタイル
upload-lyrics-hint = 延長・カバーの場合：歌う内容

# Words that no song is made of yet.
words-topic-title = 歌詞を書く
words-topic-label = 歌詞のテーマ
words-topic-hint = 例：終電での帰り道
words-style-title = スタイルを探す
words-style-label = スタイルを表す短い言葉
words-style-hint = 例：温かいソウル、ゆっくり

# What only some operations take.
form-cover-style = 新しいスタイル
form-cover-style-hint = 例：アコースティックフォーク、遅め
form-cover-lyrics = 歌詞
form-cover-lyrics-hint = そのままでも、変えてもかまいません。消すとインストになります
form-style-hint = 例：温かいソウル、女性の声、80 BPM
form-result-title = タイトル
form-result-title-hint = ファイルの名前
form-persona-name = 名前
form-persona-name-hint = /songでの名前
form-persona-prompt = どんな歌声か
form-persona-prompt-hint = 任意
form-variation = 変化の大きさ
form-variation-any = MusicAPIにおまかせ
form-variation-subtle = 控えめ
form-variation-normal = 普通
form-variation-high = 大きめ
form-format = 形式
form-second-clip = 混ぜる相手
form-clip-option = { $title } · クリップ{ $number }
form-clip-option-timed = { $title } · クリップ{ $number } · { $time }

# The commands for a recording of one's own, and their options.
command-upload = 自分の録音をアップロードして、延長、カバー、加工する
    .file = MP3、M4A、WAV、FLAC、OGG、6秒～8分。省略するとフォームが開きます。
    .address = または誰でも開けるhttpsのURL
    .title = 録音の名前
    .then = { upload-then }
    .style = どんな音か、どんな音にしたいか
    .lyrics = 延長やカバーで歌う内容
    .model = 使うモデル。省略すると、いちばん多くのことができるモデルになります。
command-voice = 誰かの歌の録音から、新しい曲用の声を作る
    .file = 誰かの歌、6秒～8分。省略するとフォームが開きます。
    .name = ここでの声の名前

# A recording of one's own.
upload-title = 録音をアップロード
upload-file = 録音
upload-file-hint = MP3、M4A、WAV、FLAC、OGG、6秒～8分
upload-then = 録音をどうするか
# What /upload can do with a recording: the choices of its option “then”, and with its price, those of the form.
upload-keep = 取り込むだけ
upload-extend = 延長する
upload-cover = カバーする
upload-then-keep = { upload-keep } · { credits }
upload-then-extend = { upload-extend } · { credits }
upload-then-cover = { upload-cover } · { credits }
upload-words = タイトルまたはスタイル
upload-words-hint = 取り込むだけ：タイトル。延長・カバー：新しいスタイル。
upload-rights = 権利
upload-offer-alone = { $family } · { credits }
upload-offer = { $family } · { credits } · { $operations }
upload-offer-more = { $family } · { credits } · { $operations }、他{ $more }件
voice-title = 声を作る
voice-name = 名前
voice-name-hint = /songでの声の名前
voice-file-hint = 誰かの歌、6秒～8分

# What people agree to, by version: words that were shown once are never changed; others are the next version.
consent-recording-1 = 自分の録音、または権利者の同意あり
consent-voice-1 = 自分の声、または本人の同意あり
# $who is a mention, $when a date.
consent-given = { $who }が{ $when }に同意
