# The panel of /privacy, the questions before everything is deleted, and what is stored of whom.
# `stored-…` is what stands in docs/privacy.md as well; its `.ends` says what a deletion makes of it.

command-privacy = Encoreに保存されたあなたのデータの表示、ダウンロード、削除

privacy-title = あなたのプライバシー
privacy-reach = あなたとEncoreがいる、すべてのサーバーが対象です。
privacy-stored = Encoreが保存しているあなたのデータ
privacy-not-stored = あなたの名前、音声、メッセージは保存しません。
privacy-vendor =
    MusicAPIに渡るのは言葉と録音だけで、名前やDiscordのIDは渡りません。
    MusicAPIに保存されたものを、Encoreは削除できません。
privacy-export-button = データをダウンロード
privacy-delete-button = データを削除…
privacy-policy-button = プライバシーポリシー
privacy-terms-button = 利用規約

stored-songs = 曲：あなたの言葉、MusicAPIの応答、あなたとサーバー、チャンネル、メッセージのDiscord ID。
    .ends = すべて消えます。残るのは、あなたと結び付かないクレジットの記録だけです。
stored-clips = 曲のクリップ：タイトル、歌詞、MusicAPIにある音声の場所。
    .ends = すべて消えます。下のボタンは動かなくなります。
stored-personas = あなたが作ったペルソナと声。
    .ends = サーバー全体で消えます。
stored-drafts = 受け付けられなかったフォームやコマンド、あなたの返事を待つ依頼（最長1日）。
    .ends = 消えます。
stored-choices = 選んだモデルと、Encoreがメンションするかどうか。
    .ends = 消えます。
stored-library = お気に入り、投票、プレイリスト。
    .ends = 消えます。
stored-server = サーバーの設定と、あいさつをした日時。
    .ends = あなたに関するものではないため、残ります。
stored-credits = 各曲がサーバーから使ったクレジットの数。
    .ends = 帳簿のため、あなたと結び付けずに残ります。使った分は、あなたのIDから作られた番号で33日間残ります。
stored-small = 誰にも届かなかった答え（30日間）。答えを待っている人（15分間）。まだ削除が済んでいないメッセージ（1日間）。
    .ends = 消えます。
stored-admins = 管理者や運営者が変更した内容と、変更した人。ブロックした相手。
    .ends = 変更の記録は、あなたと結び付けずに残ります。ブロックはそのままです。
stored-moderation = モデレーターへの確認：あなたの依頼、あなたの通報とその内容、あなたの曲への通報。
    .ends = 消えます。あなたがモデレーターとして決めたことは、あなたと結び付けずに残ります。
stored-erasures = データの削除を依頼したこと（完了するまで）。
    .ends = 最後に消えます。
stored-workings = Encoreのプロセス同士の連絡。
    .ends = 残ります。誰かに関する内容は含まれません。

delete-title = データを削除
delete-what =
    すべてのサーバーのあなたのデータを削除します。
    順番待ちの曲はキャンセルされ、クレジットはサーバーに戻ります。
    MusicAPIが作成中の曲は、投稿されてから削除されます。
    他の人があなたの曲から作ったものは、その人のものとして残ります。
delete-messages =
    指定しない限り、Discordにある曲のメッセージは削除されません。
    Encoreはそのほとんどを削除できます。通知と自分だけのメッセージは、あなたが閉じるか削除するまで残ります。
delete-messages-stay-button = データだけを削除
delete-messages-go-button = メッセージも削除
delete-keep-button = データを残す
delete-sure = 本当に削除しますか？誰にも元に戻せません。運営者が今後作るバックアップからも戻せません。
delete-sure-messages-go = 曲のメッセージも消えます。
delete-sure-messages-stay = 曲のメッセージはチャンネルに残ります。
delete-sure-button = はい、完全に削除する
delete-kept = 何も削除していません。
delete-done = データを削除しました。この依頼の記録も1分以内に消えます。
delete-begun =
    データを削除しています。ほかに何もする必要はありません。
    作成中の曲は、投稿されてから削除されます。
delete-backups = -# 運営者が以前に作ったバックアップには、破棄されるまで残ります。

export-first = Encoreが保存しているあなたのデータです。他の人に見せないでください。
# { $part } counts from 1.
export-next = あなたのデータのパート{ $part }。
export-alt = あなたのデータ（JSON形式のテキスト）。

# Stands where a member would be mentioned, of whom nothing is left.
erased-member = データを削除した人

retention-title = このサーバーの曲
retention-explained =
    Encoreは、ここの古い曲の言葉（プロンプト、タイトル、スタイル、歌詞）を消去できます。
    曲そのものとクレジットは残ります。
retention-placeholder = 言葉を残す期間
retention-for-ever = 言葉をずっと残す
# { $count } is a number of days.
retention-days = { $count }日後に言葉を消去
retention-now-for-ever = 言葉はずっと残ります。
retention-now-days = 言葉は{ $count }日後に消去されます。
retention-purge = Encoreがサーバーを離れて30日たつと、クレジット以外はすべて消去されます。
