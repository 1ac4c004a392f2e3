# Why something was not done: a message for every problem of bot/errors.py, by its name.
# What it cost stands below it, in a small line that cogs/text/errors.py chooses.

# What it cost.
nothing-charged = -# 料金はかかっていません。
nothing-charged-twice = -# 二重の料金はかかっていません。
nothing-charged-yet = -# まだ料金はかかっていません。
nothing-changed = -# 何も変わっていません。
nothing-lost = -# クレジットは失われません。

# Commands, buttons and forms.
problem-already-asked = この曲はすでに作成中です。
problem-asked-just-now = ついさっき同じ依頼がありました。下のメッセージを見てください。
problem-button-unknown = このボタンは別のバージョンのEncoreのものです。もう動きません。
problem-card-gone = 曲のメッセージが削除されました。もう一度依頼してください。
problem-command-changed = このコマンドは変わりました。入力し直すか、Discordを再起動してください。
problem-draft-gone = すでに作成済みか、1日以上たっています。最初からやり直してください。
problem-form-unknown = このフォームは別のバージョンのEncoreのものです。開き直してください。
problem-interrupted = 途中でEncoreが停止しました。もう一度依頼してください。
problem-not-in-a-server = Encoreはサーバーの中だけで曲を作ります。サーバーのチャンネルで依頼してください。
problem-not-in-the-menu = それはフォームのメニューにありません。選び直してください。
problem-only-managers = サーバーのモデルを選べるのは、このサーバーを管理できる人だけです。
problem-picture-gone = 画像のメッセージが削除されました。もう一度依頼してください。
problem-unexpected = こちらで問題が起きました。1分待っても何も届かなければ、もう一度試してください。

# Credits and the line.
problem-out-of-credits = これには{ $price }かかりますが、このサーバーの残りは{ $left }です。次のクレジットは{ $resets }に入ります。
problem-out-of-credits-for-a-song = 1曲{ $price }ですが、このサーバーの残りは{ $left }です。次のクレジットは{ $resets }に入ります。
problem-price-rose = 今は{ $price }かかります。よければもう一度依頼してください。
problem-queue-full = 順番待ちの曲が多すぎます。数分後にもう一度試してください。
problem-queue-full-of-member =
    あなたの順番待ちは1人の上限の{ $limit }件です。どれかが始まったら、もう一度依頼してください。
problem-queue-full-of-server =
    このサーバーの順番待ちは1サーバーの上限の{ $limit }件です。どれかが始まったら、もう一度依頼してください。

# Clips.
problem-clip-deleted = このクリップは削除されました。別のものを選んでください。
problem-clip-not-here = このクリップはこのサーバーにないか、見る権限がありません。別のものを選んでください。
problem-key-gone = もう使われていないアカウントで作られたものです。別のクリップかペルソナを選んでください。
problem-clip-too-old = { $family }でこれができるのは、作成から{ $age }未満のクリップだけです。新しいものを選んでください。
problem-playlists-full = ここのプレイリストは24個あり、上限です。先に1つ削除してください。
problem-playlist-full = このプレイリストにはクリップが100個あり、上限です。先に1つ外してください。
problem-playlist-gone = このプレイリストはなくなったか、あなたのものではありません。
problem-playlist-name-taken = ここに同じ名前のプレイリストがあります。別の名前にしてください。
problem-showcase-not-yours = ショーケースを選べるのは、このサーバーを管理できる人だけです。
problem-download-empty = ここにはダウンロードできる曲がありません。
problem-download-under-way = あなたのダウンロードが進行中です。次は終わってから、遅くとも{ $resets }に始められます。
problem-song-not-yours = この曲を変更できるのは、依頼した人かサーバーの管理者だけです。
problem-clip-unknown = このボタンの曲は、ここで見られる曲ではありません。
problem-different-families = これらのクリップはモデルファミリーが違います。同じファミリーの2つを選んでください。
problem-job-not-here = このボタンの対象は、ここで見られるものではありません。
problem-no-other-clip = ここには、同じモデルファミリーのクリップがほかにありません。先に別の曲を作ってください。
problem-no-second-clip = マッシュアップの2つ目のクリップを選んでください。
problem-no-songs-yet = このサーバーには、見られる曲がまだありません。/songで作れます。
problem-no-such-clip = ここで見られる曲ではありません。一覧からクリップを選ぶか、省略してください。
problem-not-an-extension = 元の曲とつなげられるのは延長だけです。延長を選んでください。
problem-not-for-this-clip = このクリップではできません。ほかのものを選んでください。
problem-only-own-songs = { $family }でこれができるのは、自身が作った曲だけです。録音ではないクリップを選んでください。
problem-only-recordings = { $family }でこれができるのは録音だけです。/uploadでアップロードしてください。
problem-same-clip-twice = マッシュアップには別々の2つのクリップが必要です。別のものを選んでください。
problem-second-clip-gone = 2つ目のクリップはこのサーバーにないか、見る権限がありません。別のものを選んでください。
problem-source-unknown = MusicAPIはこのクリップを認識できません。別のものを選んでください。

# Models, and what they can do.
problem-detail-not-taken = { $family }で{ $operation }をする場合、{ $detail }には対応していません。それを省いてください。
problem-format-not-made = { $family }が作れるのは{ $formats }で、{ $format }は作れません。その中から選んでください。
problem-length-of-music = { $family }が一度に作れる音楽は{ $least }から{ $most }までです。その範囲の長さを選んでください。
problem-model-unknown = このモデルはここでは使えません。別のものを選んでください。
problem-no-model = 今これができるモデルがありません。あとでもう一度試してください。
problem-no-model-for-new-songs = 今、新しい曲を作れるモデルがありません。あとでもう一度試してください。
problem-no-such-family = 「{ $name }」というモデルファミリーはありません。一覧から選んでください。
problem-no-such-model = { $family }に「{ $model }」というモデルはありません。一覧から選んでください。
problem-not-offered = ここでは{ $family }で{ $operation }はできません。別のモデルを選んでください。
problem-not-with-this-model = { $family }の{ $model }では{ $operation }はできません。{ $models }を選んでください。
problem-operation-retired = { $family }はこれの提供をやめました。ほかのものを選んでください。
problem-operation-retired-for-model = { $family }はこれの提供をやめました。別のモデルを選んでください。
problem-weight-out-of-range = 0から1までの値を選んでください。

# Words.
problem-avoid-too-long = 避けたいスタイルが{ $characters }文字で、上限の{ $limit }文字を超えています。短くしてください。
problem-control-characters = { $field }から制御文字を取り除いてください。
problem-instrumental-with-lyrics = インストに歌詞は付きません。歌詞かインストのどちらかをやめてください。
problem-lyrics-gone = この歌詞はもうありません。/writeで新しく書いてください。
problem-lyrics-missing = { $family }は渡された歌詞だけを歌います。歌詞を書くか、インストを選んでください。
problem-lyrics-need-more = 歌詞が歌われるのは、延長かカバーのときだけです。「then」で選ぶか、歌詞を省いてください。
problem-lyrics-not-taken = { $family }で{ $operation }をする場合、歌詞は指定できません。曲の歌詞をそのまま使うので、省いてください。
problem-lyrics-too-short = { $family }には{ $fewest }文字以上の歌詞が必要です。今は{ $characters }文字です。
problem-mention = { $field }からDiscordのメンションを取り除き、代わりに名前を書いてください。
problem-no-prompt = どんな曲にするか書いてください（例：「R&Bポップ」）。
problem-no-words = どんな曲にするか、プロンプト、スタイル、歌詞のどれかを入力してください。
problem-no-words-in-message = このメッセージには曲にできる言葉がありません。別のものを選んでください。
problem-style-gone = このスタイルはもうありません。/styleで新しく作ってください。
problem-text-missing = { $family }で{ $operation }をするには、{ $text }が必要です。入力してください。
problem-text-too-long = { $family }が受け付ける{ $texts }は{ $limit }文字までです。今の{ $characters }文字を短くしてください。
problem-title-too-long = このタイトルは{ $characters }文字で、上限の{ $limit }文字を超えています。短くしてください。

# Moments and sections.
problem-end-needed = このクリップの長さは不明です。区間の終わりを指定してください。
problem-extends-nothing = 0:01以降の時間を選んでください。
problem-half-a-section = 区間の始まりと終わりの両方を指定してください。
problem-length-unknown = このクリップの長さは不明です。延長を始める時間を入力してください。
problem-moment-past-end = このクリップの長さは{ $length }です。もっと前の時間を選んでください。
problem-moment-too-early = 0:00より後の時間を選んでください。
problem-moment-unreadable = 時間は、95のような秒か、1:35のような分と秒で入力してください。
problem-no-section = 部分を選ぶか、1:05–1:35のように開始と終了を入力してください。
problem-outside-the-clip = このクリップの長さは{ $seconds }です。1から{ $last }までの秒を選んでください。
problem-section-before-start = 区間の始まりは0:00以降にしてください。
problem-section-past-end = このクリップの長さは{ $length }です。その中の区間を選んでください。
problem-section-reversed = この区間は{ $starts_at }に始まり{ $ends_at }に終わります。終わりを後にしてください。
problem-section-too-long = { $family }で選べる区間は{ $longest }までです。これは{ $length }あります。
problem-section-too-short = 1秒以上の区間を選んでください。

# Personas.
problem-name-taken = このサーバーには同じ名前のペルソナがあります。別の名前にしてください。
problem-no-persona = 歌うペルソナを選んでください。
problem-not-your-persona = ペルソナを削除できるのは、作った人かこのサーバーを管理できる人だけです。
problem-persona-deleted = このペルソナはすでに削除されています。
problem-persona-unknown = そのペルソナはこのサーバーにありません。一覧から選んでください。

# Recordings.
problem-address-too-long = このURLはファイルのものとしては長すぎます。ファイルそのものを送ってください。
problem-file-or-address = ファイルかURLのどちらか一方を指定してください。
problem-length-of-recording = { $family }が受け付ける録音は{ $least }から{ $most }までです。その長さのものを送ってください。
problem-no-recording = 録音がありません。ファイルか、そのhttpsのURLを指定してください。
problem-recording-busy = 前の録音をまだ確認しています。少し待ってください。
problem-recording-is-video = このファイルは動画です。音声だけをMP3などで送ってください。
problem-recording-silent = このファイルには音がありません。音声ファイルを送ってください。
problem-recording-slow = 録音の取得に時間がかかりすぎました。もう一度試すか、ファイルとして送ってください。
problem-recording-too-large = 録音は{ $megabytes }MiBまでです。MP3など、もっと小さいものを送ってください。
problem-recording-too-long = この録音の長さは{ $length }で、上限は{ $longest }です。一部だけを送ってください。
problem-recording-too-short = この録音の長さは{ $seconds }で、最短は{ $shortest }です。もっと長いものを送ってください。
problem-recording-unreachable = { $why ->
    [answer] このURLからファイルを取得できません。誰でも開けるURLにしてください。
    [room] 今、Encoreに録音を置く空きがありません。あとでもう一度試してください。
   *[away] このURLに接続できませんでした。URLを確かめるか、ファイルそのものを送ってください。
}
problem-recording-unusable = { $why ->
    [kind] Encoreが扱える音声ファイルではありません。MP3、M4A、WAV、FLAC、OGGのどれかを送ってください。
    [packed] このファイルは圧縮されています。ファイルそのものを送ってください。
    [plain] Encoreはhttpsのファイルだけを取得します。httpsのURLか、ファイルそのものを送ってください。
    [private] このURLは公開されていません。誰でも開けるURLか、ファイルそのものを送ってください。
    [redirects] このURLは転送が多すぎます。ファイル自体のURLか、ファイルそのものを送ってください。
   *[address] これはファイルのURLではありません。コピーし直すか、ファイルそのものを送ってください。
}
problem-rights-needed = Encoreが受け付けるのは、使う権利のある録音だけです。そうであれば、「rights」をTrueにしてください。

# What the facts in the sentences above are called.
field-name = { $field ->
    [lyrics] 歌詞
    [prompt] プロンプト
    [style] スタイル
   *[title] タイトル
}
texts-together = { $texts }の合計
text-needed = { $text ->
    [lyrics] 歌詞
    [prompt] 短い言葉
    [style] スタイル
   *[title] 名前
}
detail-name = { $detail ->
    [audio_weight] 元の音への近さ
    [avoid] 避けたいスタイル
    [ends_at] 区間
    [format] 形式の選択
    [gender] 声の選択
    [length] 長さの選択
    [other_clip] 2つ目のクリップ
    [other_clip_id] 2つ目のクリップ
    [persona_id] ペルソナ
    [starts_at] 区間
    [style_weight] スタイルの強さ
    [url] 録音
    [variation] 変化の大きさ
    [vox_id] 声
    [weirdness] 奇抜さ
   *[other] この項目
}

# What operators stop, and what they ask for.
problem-member-blocked = 運営者の設定により、あなたはここで作成できません。運営者は/aboutで確認できます。
problem-server-blocked = 運営者の設定により、このサーバーでは作成できません。運営者は/aboutで確認できます。
problem-paused = 新しい曲の受付を停止しています。進行中のものは続きます。あとで依頼してください。
problem-server-paused = このサーバーでは新しい曲の受付を停止しています。進行中のものは続きます。あとで依頼してください。
problem-vendor-stopped = MusicAPIが今、依頼を受け付けていません。{ $resets }に再び依頼するので、そのころ試してください。
problem-only-operators = このコマンドを使えるのは、このBotの運営者だけです。
problem-quota-out-of-range = 1か月のクレジットは0から{ $limit }までです。別の数にしてください。
problem-grant-out-of-range = 追加は1から{ $limit }クレジットまで、1か月の合計は{ $total }までです。別の数にしてください。
problem-server-not-an-id = これはIDではありません。Discordに表示される17～20桁の数字をコピーしてください。
problem-server-unknown = EncoreはこのIDのサーバーを知りません。数字を確かめてください。
problem-job-unknown = この番号のジョブはありません。/operator jobsで確認してください。
problem-job-over = このジョブは終了し、クレジットも処理済みです。/operator jobsで確認してください。
problem-job-being-sent = このジョブは今送信中です。2分後にもう一度試してください。
problem-job-gave-nothing = このジョブからは何も届いていないため、誰も支払いません。返却してください。

# What MusicAPI objects to in what it was asked for; $named and $bound are the two below, or empty.
problem-artist-named = MusicAPIではアーティスト名を使えません{ $named }。代わりに音の特徴を書いてください。
problem-language-not-sung = MusicAPIはこの言語では歌えません。別の言語で書くか、別のモデルを選んでください。
problem-lyrics-copyrighted = MusicAPIはこの歌詞を他の人の作品と判断しました{ $named }。自分の言葉で書いてください。
problem-lyrics-malformed = MusicAPIはこの歌詞を読み取れません。[Verse]のような区間名を確認してください。
problem-producer-tag = MusicAPIではプロデューサータグを使えません{ $named }。取り除いてください。
problem-recording-copyrighted = MusicAPIはこの録音を他の人の作品と判断しました。自分の録音を使ってください。
problem-recording-not-fetched = MusicAPIはこの録音を取得できませんでした。
problem-recording-not-read = MusicAPIはこの録音を読み取れません。MP3で保存してください。
problem-text-refused-as-too-long = MusicAPIには長すぎる文章があります：{ $field }{ $bound }。短くしてください。
problem-words-flagged = MusicAPIの審査でこの言葉が止められました。別の言葉にしてください。
problem-words-inappropriate = MusicAPIはこの言葉を不適切と判断しました{ $named }。別の言葉にしてください。
problem-words-not-understood = MusicAPIはこの言葉を理解できませんでした。別の言い方で曲を説明してください。
objection-named = （「{ $named }」）
objection-bound = （{ $limit }文字まで）
