# Commands as they stand in Discord's list, with their options as attributes: at most 100 characters each.

command-song = 短い言葉や自分の歌詞から曲を作る
    .prompt = どんな曲にするか（例：R&Bポップ）
    .title = 曲のタイトル
    .style = ジャンル、声、テンポ、雰囲気
    .lyrics = 歌う内容。行やバースを書くなら/lyricsが便利です。
    .instrumental = 歌声なしで作る
    .model = 使うモデル。省略するとデフォルトになります。
    .persona = 歌い手：このサーバーで作ったペルソナ
    .voice = 歌う声の性別（選べるモデルのみ）
    .avoid = 避けたいスタイル（対応モデルのみ）
command-lyrics = 広い入力欄で歌詞を書いて曲を作る
    .model = 使うモデル。省略するとデフォルトになります。
command-write = テーマから歌詞を2パターン書く
    .topic = 曲のテーマ（例：冬の灯台）
command-style = 短い言葉をしっかりしたスタイルに広げる
    .words = 短い言葉（例：lofi、雨）
command-family = 曲の系譜を表示：オリジナル、延長、カバー
    .clip = その曲のクリップのどれか。省略すると、見られる最新のものになります。
command-credits = このサーバーのクレジットを表示：使用済み、確保中、残り
command-persona = このサーバーのペルソナと声の表示と削除
command-persona-list = このサーバーのペルソナと声を表示
command-persona-delete = 自分が作ったペルソナを削除。サーバー管理者はどれでも削除できます。
    .persona = 削除するペルソナ

# In the menu of a message.
message-command-song = これで曲を作る
