# What is told to one person: the menu below More…, the words of a song, and what small operations found out.

menu-clip = クリップ{ $position }「**{ $title }**」
menu-line = { menu-clip }
    -# 今月の残り{ credits }
menu-form-open = { $clip }
    { $operation }：フォームを開きました。
    -# 閉じた場合は、もう一度選んでください。
menu-on-its-way = { $clip }
    { $operation }：[進行中]({ $where })
lyrics-option = 歌詞 · 無料
    .hint = この曲の歌詞を読む、コピーする
lyrics-line = クリップ{ $position }「**{ $title }**」の歌詞
lyrics-line-beginning = クリップ{ $position }「**{ $title }**」の歌詞の冒頭。全文はファイルにあります
lyrics-alt = { $title }の歌詞の全文
lyrics-instrumental = これはインストです。
lyrics-none = MusicAPIから歌詞の情報がありませんでした。

post-here-button = ここに投稿
make-persona-button = ペルソナを作る
sing-with-button = この声で歌う

small-price = -# { credits }
small-of = -# { $origin } · { credits }
small-known = -# 無料、取得済み
small-known-of = -# { $origin } · 無料、取得済み
small-pause = { $when }にもう一度MusicAPIに依頼します
small-posted = -# 投稿しました：{ $where }
small-posted-before = -# 投稿済み：{ $where }
small-posted-by = -# 投稿：{ $who }
small-letter = { $channel }で依頼されたものです。

tempo-name = テンポ
tempo-steady = { $average } BPM
tempo-range = { $average } BPM（{ $slowest }～{ $fastest }）
voice-found = 声
voice-picked = 声を選びました。このクリップから作るペルソナは、この声で歌います。
voice-picked-where = { $starts }から{ $ends }までの声を選びました。このクリップから作るペルソナは、この声で歌います。
voice-unusable = MusicAPIは作成しましたが、使うための名前が返ってきませんでした。
persona-use-name = 使い方
persona-use = **この声で歌う**を押すか、/songのペルソナで**{ $name }**を選んでください。
persona-nameless = これ
sections-name = セクション
sections-none = この歌詞には[Chorus]のようなセクション名がありません。代わりに1:35のような時間を入力してください。
sections-offered = これからは、延長とセクションの差し替えで選べます。
sections-alt = 各セクションの開始と終了の時間
lyrics-name = 歌詞
lyrics-written-none = MusicAPIは何も書きませんでした。
lyrics-version-alt = 歌詞のバージョン{ $version }の全文
style-name = スタイル
style-none = MusicAPIから返答がありませんでした。
style-alt = スタイルの全文
instruments-name = 楽器
answer-name = 答え
answer-none = MusicAPIから答えがありませんでした。

persona-kind = { $kind ->
    [voice] 声
   *[other] ペルソナ
}
personas-title = このサーバーのペルソナ
personas-more = 他{ $count }件。/songや/persona deleteで名前から探せます。
persona-unnamed = 名前なし
persona-removed = 「{ $name }」を削除しました。歌った曲は残ります。
no-personas-yet = まだありません。クリップの下の「その他…」か、録音から/voiceで作れます。
