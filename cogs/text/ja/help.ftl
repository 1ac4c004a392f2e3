# What people read first: /help, /about, the greeting of a new server, and the songs that one press makes.

command-help = Encoreでできることと、試せる曲を見る
command-about = バージョン、プライバシー、Botの運営者を見る

help-title = Encoreで曲を作りましょう
help-commands =
    曲を作るには、**/song**に短い言葉を添えます。
    自分の歌詞を歌わせるには、**/lyrics**を使います。
    自分の録音から作るには、**/upload**を使います。
# { $left } is how many credits the server has left.
help-price = 1曲{ credits }です。このサーバーの今月の残りは{ $left }クレジットです。失敗した曲は無料です。
help-examples = またはここから選んでください：
help-more =
    曲の下のボタンで、延長やカバーなどができます。
    残りは**/credits**で確認できます。通知は**/settings**でオフにできます。
    -# Botの運営者と、保存される内容：**/about**
help-nobody-can = 今、曲を作れるモデルがありません。あとでもう一度試してください。
help-managers =
    このサーバーが毎月使えるクレジットは、運営者が決めます。
    全員の通知は**/settings**でオフにできます。
    このサーバーの曲のモデルは**/model server**で選べます。
    コマンドを使える人は、サーバー設定→連携サービス→Encoreで選べます。
    .title = 管理者の方へ

about-title = Encore { $version }
about-made-with-ai = Encoreは言葉を曲にします。MusicAPIのAIモデルが作っています。
# { $when } is a live clock, such as “3 minutes ago”.
about-vendor-answered = MusicAPIの最後の応答：{ $when }。
about-vendor-never = MusicAPIはまだこのBotで何も作っていません。
about-vendor-silent = { $when }の依頼に応答がありませんでした。
about-vendor-paused = MusicAPIが待機を求めています。{ $when }に再開します。
about-vendor-known-from = -# これはEncoreから見た状態です。MusicAPIは稼働状況を公開していません。
about-privacy =
    Encoreが読むのは、あなたが使うコマンド、ボタン、フォームです。
    ほかに読むのは、あなたが渡すメッセージと録音だけです。
    あなたの言葉、MusicAPIの応答、DiscordのIDを保存します。名前と音声は保存しません。
    MusicAPIに渡るのは言葉と録音だけで、あなたの名前は渡りません。
    保存された内容の表示、ダウンロード、削除は**/privacy**でできます。
    .title = プライバシー
about-policy = **プライバシーポリシー** { $address }
about-terms = **利用規約** { $address }
# { $contact } is what the operator wrote of themselves.
about-operator = **運営者** { $contact }
about-operator-unnamed = **運営者** 連絡先の記載がありません。Botを招待した人に聞いてください。
about-source = **ソース** { $address }
about-license = **ライセンス** MIT

welcome-title = Encoreがここで曲を作ります
welcome-text =
    短い言葉を添えて**/song**を使うと、完成した曲がチャンネルに届きます。
    曲の下のボタンで、延長やカバーなどができます。
# { $allowance } is how many credits the server may spend each month.
welcome-price = 1曲{ credits }です。このサーバーは毎月{ $allowance }クレジット使えます。
welcome-try = ボタンを押して、最初の曲を聴いてみましょう：
welcome-privacy = Encoreは渡されたものだけを読みます。保存される内容は**/about**で確認できます。
welcome-limits =
    通知は、管理者が**/settings**でオフにできます。
    コマンドを使える人は、管理者がサーバー設定→連携サービスで選べます。
welcome-more = -# この内容は**/help**で、自分だけにもう一度表示できます。

# { $song } is the name of an example, { $count } its price.
example-button = { $song } · { credits }
example-rain = 雨のlo-fi
    .prompt = 雨の夜に合う落ち着いたlofiビート
example-birthday = 誕生日の歌
    .prompt = 手拍子と合唱のある楽しい誕生日の歌
example-drive = 夜のドライブ
    .prompt = 夜の街を走るシンセウェイブ
