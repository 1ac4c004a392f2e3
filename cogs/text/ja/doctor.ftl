# Whether Encore can work: what it lacks in a channel, and the checks of /settings and /operator doctor.

# What Discord's own settings call its permissions; the keys are names of its interface.
permission-name = { $permission ->
    [view_channel] チャンネルを見る
    [send_messages] メッセージを送信
    [send_messages_in_threads] スレッドでメッセージを送信
    [embed_links] 埋め込みリンク
    [attach_files] ファイルを添付
    [read_message_history] メッセージ履歴を読む
   *[connect] 接続
}

problem-cannot-post = ここに曲を投稿するには、Encoreに{ $permissions }の権限が必要です。サーバーの管理者に頼んでください。
problem-thread-locked = このスレッドはロックされています。別のチャンネルで依頼してください。

# What `python -m bot doctor` and /operator doctor look at, and how it is.
finding-check = { $check ->
    [settings] 設定
    [token] Discordのトークン
    [application] Discordアプリ
    [commands] コマンド
    [key] MusicAPI
    [families] モデル
    [clock] 時計
    [database] データベース
    [disk] ディスク
    [processes] プロセス
    [loop] イベントループ
    [webhooks] Webhook
    [zones] タイムゾーン
   *[media] 音声と画像
}
finding-grade = { $grade ->
    [ok] OK
    [warning] 注意
   *[wrong] 異常
}
finding-none-wrong = 異常はありません。
finding-count-wrong = 異常が{ $count }件あります。
finding-count-warning = 注意が{ $count }件あります。

# What was found, and what mends it.
finding-settings-read = すべての設定を使えます。
finding-setting-wrong = { $says }
    .mend = 環境変数か.envで直してください。
finding-file-open-to-others = このマシンのほかのユーザーが、.envとその秘密を読めます。
    .mend = 実行してください：chmod 600 .env
finding-check-broken = この確認は失敗しました：{ $error }。
    .mend = Encoreのバージョンを添えて報告してください。
finding-check-slow = { $seconds }秒以内に何も返ってきませんでした。
    .mend = もう一度試してください。続くなら、このマシンのネットワークを確認してください。
finding-not-asked = これは確認できませんでした。
    .mend = 先に、上下に出ている異常を直してください。

finding-token-taken = Discordが受け付けています。Botは{ $name }です。
finding-token-refused = Discordが受け付けません。
    .mend = Discordの開発者ポータルにあるBotのトークンを、DISCORD_TOKENにコピーしてください。
finding-discord-silent = { $why ->
    [timeout] Discordが時間内に応答しませんでした。
    [certificate] ここからはDiscordの証明書を信頼できません。
    [broken] Discordの応答が途中で切れました。
   *[no-connection] ここからDiscordに接続できません。
}
    .mend = ネットワーク、プロキシ、DISCORD_API_URLを確認してください。
finding-not-discord = これはDiscordの応答ではありません：{ $status }。
    .mend = DISCORD_API_URLを直すか、外してください。
finding-discord-busy = Discordに問題が起きているか、混み合っています：{ $status }。
    .mend = 1分後にもう一度確認してください。
finding-sessions-low = 今日Discordで始められるセッションは、あと{ $total }回中{ $left }回です。
    .mend = Botが何度も起動する理由をログで調べてください。
finding-application-fine = ゲートウェイ経由で応答し、特別なインテントは使っていません。
finding-interactions-elsewhere = Discordはコマンドを、Botではなく別のアドレスに送っています。
    .mend = Discordの開発者ポータルの「Interactions Endpoint URL」を空にしてください。
finding-code-grant = 普通のリンクではBotを招待できません。
    .mend = Discordの開発者ポータルの「Requires OAuth2 Code Grant」をオフにしてください。
finding-intents-spare = Encoreに不要な特別なインテントがオンになっています。
    .mend = Discordの開発者ポータルの「Bot」でオフにしてください。
finding-commands-equal = Discordには、このバージョンの{ $count }個のコマンドが表示されています。
finding-commands-differ = Discordのコマンドに違いがあります：{ $names }。
    .mend = Botを起動してください。自動で更新されます。
finding-commands-unread = Discordからコマンドを取得できません：{ $status }。
    .mend = 1分後にもう一度試してください。

finding-key-taken = キー{ $name }は有効です。アカウントの残りは{ $count }クレジットです。
finding-key-low = キー{ $name }のアカウントの残りは、あと{ $count }クレジットだけです。
    .mend = 早めにMusicAPIで買い足してください。
finding-key-empty = キー{ $name }のアカウントは曲の料金を払えません。残りは{ $count }クレジットです。
    .mend = MusicAPIで買い足すか、別のキーを追加してください。
finding-key-refused = MusicAPIがキー{ $name }を受け付けません。
    .mend = MusicAPIのダッシュボードからキーをコピーし、プランも確認してください。
finding-vendor-silent = { $why ->
    [timeout] MusicAPIが時間内に応答しませんでした。
    [certificate] ここからはMusicAPIの証明書を信頼できません。
    [broken] MusicAPIの応答が途中で切れました。
   *[no-connection] ここからMusicAPIに接続できません。
}
    .mend = ネットワーク、プロキシ、MUSICAPI_URLを確認してください。
finding-vendor-odd = MusicAPIからクレジットを取得できません：{ $status }。
    .mend = MUSICAPI_URLを確認してください。正しければ、あとで試してください。
finding-vendor-stopped = MusicAPIは{ $minutes }分間、何も受け付けていません。新しい曲は待機しています。
    .mend = アカウントとMusicAPIを確認してください。Encoreは自動で再開します。
finding-families-offered = 新しい曲を作れるもの：{ $names }。
finding-operations-retired = MusicAPIが提供をやめたもの：{ $names }。
    .mend = 待つか、/operator retiredで再び提供してください。
finding-no-new-songs = ここには新しい曲を作れるものがありません。
    .mend = MUSICAPI_FAMILIESに別のファミリーを指定してください。

finding-clock-right = 合っています。
finding-clock-off = { $seconds }秒ずれています。
    .mend = システムの時計をネットワーク（NTP）で合わせてください。
finding-clock-unknown = 比べる時刻を取得できませんでした。
    .mend = 先にDiscordとMusicAPIへの接続を直してください。

finding-database-ready = { $kind } { $version }、スキーマは{ $schema }です。
finding-database-missing = データベースがまだありません。
    .mend = Botを起動してください。自動で作られます。
finding-database-away = { $says }
    .mend = DATABASE_URLと、サーバーが動いているかを確認してください。
finding-database-empty = データベースが空です。
    .mend = Botを起動するか、実行してください：python -m bot migrate
finding-schema-old = データベースのスキーマは{ $schema }ですが、このバージョンには{ $needed }が必要です。
    .mend = Botを起動するか、実行してください：python -m bot migrate
finding-schema-new = { $says }
    .mend = ここでは新しいバージョンのEncoreを動かしてください。
finding-no-wal = SQLiteのジャーナルが{ $mode }のため、読み取りが待たされます。
    .mend = ファイルを使うほかのものを止めて、Botを起動し直してください。
finding-folder-closed = { $which ->
    [database] データベースのフォルダーに書き込めません。
   *[files] 配信中の曲のフォルダーに書き込めません。
}
    .mend = Botのユーザーに書き込み権限を与えてください。
finding-disk-full = { $which ->
    [database] データベースのディスクの空きは{ $megabytes }MBです。
   *[files] 配信中の曲のディスクの空きは{ $megabytes }MBです。
}
    .mend = いっぱいになる前に空きを作ってください。
finding-disk-free = { $which ->
    [database] データベースのディスクの空きは{ $megabytes }MBです。
   *[files] 配信中の曲のディスクの空きは{ $megabytes }MBです。
}

finding-processes-alive = 少し前に動作を確認：{ $names }。
finding-process-silent = { $name }は{ $minutes }分前から応答がありません。
    .mend = 自分で止めたのでなければ、起動し直してください。
finding-processes-none = このデータベースで動いているBotはありません。
    .mend = 起動してください。
finding-process-well = このマシンのプロセスは準備ができています。
finding-process-unwell = このマシンのプロセスに問題があります：{ $says }。
    .mend = ログを確認してください。続くなら、起動し直してください。
finding-shards-missing = { $known }個中{ $connected }個のシャードが接続しています。
    .mend = 1分待ってから、ログを確認してください。
finding-loop-quick = 遅れは最大{ $milliseconds }msです。
finding-loop-slow = 今、{ $milliseconds }ms遅れました。
    .mend = プロセスにCPUを増やすか、シャードを分散してください。
finding-loop-often-slow = 確認のうち{ $percent }%で遅れました。
    .mend = プロセスにCPUを増やすか、シャードを分散してください。

finding-door-off = オフです。MusicAPIには数秒ごとに確認しています。
finding-door-open = このアドレスにはここから接続でき、Encoreが応答しています。
finding-door-asleep = Botが動いていない間は、そこで誰も応答しません。
    .mend = Botを起動して、もう一度確認してください。
finding-door-closed = { $why ->
    [timeout] WEBHOOK_URLが時間内に応答しません。
    [broken] WEBHOOK_URLの応答が途中で切れました。
   *[no-connection] WEBHOOK_URLに応答がありません。
}
    .mend = 名前、ファイアウォール、WEBHOOK_LISTENへの経路を確認してください。
finding-door-elsewhere = WEBHOOK_URLで別のものが応答しています：{ $status }。
    .mend = そこのプロキシから/musicapi/をWEBHOOK_LISTENに渡してください。
finding-door-private = WEBHOOK_URLは公開されていないアドレスです。MusicAPIから接続できません。
    .mend = インターネットに公開されたアドレスを指定してください。
finding-door-untrusted = WEBHOOK_URLの証明書を信頼できません。
    .mend = 証明書を更新し、プロキシから証明書チェーン全体を送ってください。

finding-zones-known = { $count }個のタイムゾーンが登録されています。
finding-zones-missing = 世界のタイムゾーンの情報がここにありません。
    .mend = tzdataをインストールしてください。
finding-media-ready = 曲の圧縮と画像の描画ができます。
finding-encoder-missing = { $names }がないと、曲の読み込みや圧縮ができません。
    .mend = requirements/run.txtをインストールし直してください。
finding-fonts-missing = /familyのフォントがありません。
    .mend = requirements/run.txtをインストールし直してください。

# The panel of /operator doctor.
findings-title = 診断
findings-line = { $grade } · **{ $check }** · { $says }
findings-more = 他{ $count }件は、python -m bot doctorで確認できます

# Check… in /settings, for whoever manages the server.
server-check = チェック
server-check-explained = Encoreが投稿できる場所と、曲の妨げになるものを確認します。
server-check-button = チェック…
server-check-title = このサーバーのチェック
server-check-line = { $grade } · { $says }
server-check-grant = チャンネルの編集→権限で、Encoreに許可してください。
server-check-ask-operator = このBotの運営者に聞いてください。/aboutで確認できます。
server-check-unknown = Encoreがこのサーバーにいないか、起動したばかりです。
    .mend = Botを招待するか、1分後にもう一度確認してください。
server-check-taken = 新しい曲を受け付けています。
server-check-blocked = このサーバーはブロックされています。
server-check-paused = 新しい曲の受付は停止中です。
server-check-vendor-stopped = MusicAPIが今、依頼を受け付けていません。{ $when }にもう一度依頼します。
    .mend = ここですることはありません。自動で再開します。
server-check-credits = このサーバーの今月の残りは{ $left }です。
server-check-no-credits = このサーバーの残りは{ $left }で、1曲分に足りません。次のクレジットは{ $resets }に入ります。
server-check-fine = { $count }個のチャンネルに曲を投稿できます。
server-check-nowhere = 曲を依頼して投稿できるチャンネルがありません。
    .mend = Encoreをチャンネルに入れ、「人と場所」の「チャンネル」を確認してください。
server-check-lacking = { $channels }では、Encoreに{ $permissions }の権限が必要です。
server-check-unseen = Encoreは{ $channels }を見られません。
    .mend = そこで曲を作るなら、Encoreに「チャンネルを見る」を許可してください。
server-check-threads = { $channels }のスレッドでは、Encoreに{ $permissions }の権限が必要です。
server-check-unread = { $channels }で返信するには、Encoreに{ $permissions }の権限が必要です。
server-check-log = お知らせは{ $channel }に届きます。
server-check-log-closed = お知らせを{ $channel }に書くには、Encoreに{ $permissions }の権限が必要です。
server-check-log-gone = ログチャンネルが削除されました。
    .mend = /settingsの「全般」で選び直してください。
server-check-showcase = 人気のクリップは{ $channel }で紹介されます。
server-check-showcase-closed = クリップを{ $channel }で紹介するには、Encoreに{ $permissions }の権限が必要です。
server-check-showcase-gone = ショーケースのチャンネルが削除されました。
    .mend = /showcase setで選び直してください。
server-check-moderators = モデレーターへの依頼と通報は{ $channel }に届きます。
server-check-moderators-closed = { $channel }でモデレーターに確認するには、Encoreに{ $permissions }の権限が必要です。
server-check-moderators-gone = モデレーターのチャンネルが削除されました。
    .mend = /settingsの「モデレーション」で選び直してください。
server-check-approval-nowhere = 曲は承認を待っていますが、モデレーターに届いていません。
    .mend = /settingsの「モデレーション」でチャンネルを選ぶか、承認をオフにしてください。
server-check-language = みんなが読む言語は{ $language }です。
server-check-language-unknown = このバージョンは選ばれた言語に対応していません。みんなが読む言語は英語です。
    .mend = /settingsの「全般」で選び直してください。
server-check-gone = 制限に使われているチャンネルやロールが{ $count }個、削除されています。
    .mend = 削除済みと表示されているので、/settingsで取り除いてください。
server-check-intents = Encoreは特別なインテントを使いません。許可は必要ありません。
