# What a server's admins and moderators watch over.

settings-tab-moderation = モデレーション

# Words that no song may hold.
settings-words = 禁止ワード
settings-words-count = { $count }語
settings-words-explained = 書き方を変えても、曲、タイトル、プレイリストには使えません。
settings-words-label = 1行に1つの言葉やフレーズ
settings-words-more-label = 続きの言葉
settings-words-hint = { $most }個まで。単語全体で一致し、アクセントや記号は無視します。
settings-words-example = 1行に1つの言葉やフレーズ
settings-words-too-many = 登録できる言葉は{ $most }個までです。減らしてください。
settings-words-too-long = 1つの言葉は{ $most }文字までです。「{ $word }」を短くしてください。
settings-words-no-word = 「{ $word }」には文字も数字もありません。外してください。
# { $word } stands in the server's list.
problem-word-listed = このサーバーでは「{ $word }」を使えません。{ $where ->
    [avoid] 避けたいスタイル
    [lyrics] 歌詞
    [name] 名前
    [prompt] プロンプト
    [style] スタイル
   *[title] タイトル
}から取り除いてください。

# Who may decide, and what is decided already.
problem-blocked-here = このサーバーの管理者の設定により、あなたはここで作成できません。管理者に聞いてください。
problem-case-gone = これはもうありません。
problem-case-not-deleted = Encoreはこのメッセージを削除できません。ご自身で削除してから、通報を「問題なし」にしてください。
problem-case-not-over = まだ作成中です。終わってからもう一度押してください。
problem-case-not-yours = 決められるのは、このチャンネルのモデレーターだけです。
problem-post-unapproved = ここではモデレーターの承認が必要なため、投稿できるのはこのサーバーを管理できる人だけです。代わりに曲にしてください。

# Orders that wait for a moderator.
settings-approval = 承認
settings-approval-channel-label = モデレーターのチャンネル
settings-approval-channel-hint = 承認待ちの依頼と通報が投稿されます。
settings-approval-label = 曲を作る前にモデレーターに確認
settings-approval-on = はい、このサーバーを管理できない全員
settings-approval-off = いいえ
settings-approval-none = モデレーターのチャンネルが選ばれていません。
settings-approval-explained-on = 曲はそこでモデレーターを待ちます。最長24時間です。
settings-approval-explained-off = 曲はすぐに作られます。通報はそこに投稿されます。
settings-approval-no-channel = モデレーターのチャンネルも選んでください。
heading-approval = 承認待ち
stage-approval = このサーバーのモデレーターが先に確認します。キャンセルするとクレジットが戻ります。
heading-not-approved = 承認されませんでした
failure-rejected = このサーバーのモデレーターが承認しませんでした。
failure-rejected-because = このサーバーのモデレーターが承認しませんでした：{ $reason }
failure-undecided = このサーバーのモデレーターから24時間以内に返事がありませんでした。
next-edit-rejected = **編集…**を押して、内容を変えてください。

# What moderators are shown; { $who } is a mention, { $when } a clock that Discord runs.
case-approval-title = これを作ってもいいですか？
case-approval-line = { $who }が{ $when }に依頼：{ $what }、{ $count }クレジット。[メッセージを見る]({ $where })
case-approval-line-nowhere = { $who }が{ $when }に依頼：{ $what }、{ $count }クレジット。
case-recording = [録音]({ $where })
case-cut = 全文は下のファイルにあります。
case-file-alt = 依頼された内容のすべて
case-approve = 承認
case-reject = 却下…
case-reject-title = この依頼を却下
case-reject-label = 理由
case-reject-hint = メンバーに伝えられます。空欄でもかまいません。
case-approved = { $who }が{ $when }に承認しました。順番待ちに入りました。
case-rejected = { $who }が{ $when }に却下しました。クレジットは戻りました。
case-expired = 24時間以内に返事がありませんでした。クレジットは戻りました。
case-over = その間にキャンセルされました。決めることはありません。
case-deleted = { $who }が{ $when }に曲を削除しました。
case-dismissed = { $who }が{ $when }に問題なしとしました。
case-text-name = { $text ->
    [avoid] 避けたいスタイル
    [lyrics] 歌詞
    [prompt] プロンプト
    [style] スタイル
   *[title] タイトル
}
case-report-title = 曲が通報されました
case-report-line = { $who }が{ $when }に通報：
case-report-song = 作成：{ $who }。[曲を見る]({ $where })
case-report-maker = 作成：{ $who }。
case-delete = 曲を削除
case-block = メンバーをブロック
case-dismiss = 問題なし
# At most 32 characters: it stands in the menu of a message.
message-command-report = 曲を通報
report-title = この曲を通報
report-label = 何が問題か
report-hint = このサーバーのモデレーターが、あなたの名前とともに読みます。
report-taken = このサーバーのモデレーターが確認します。
case-member-blocked = { $who }はここで作成できなくなりました。/settingsで解除できます。
case-member-known = { $who }はすでにブロックされています。/settingsで解除できます。
settings-blocked = ブロックしたメンバー
settings-blocked-count = { $count }人
settings-blocked-explained = このサーバーでは何も作れません。
settings-blocked-label = メンバー
settings-blocked-hint = 外すと、また曲を作れるようになります。
settings-blocked-too-many = サーバーがブロックできるのは{ $most }人までです。先に誰かを解除してください。
# Songs that somebody reports.
problem-no-moderators = このサーバーにはモデレーターのチャンネルがありません。管理者に連絡してください。
problem-reported-already = この曲はすでに通報済みです。モデレーターに届いています。
problem-reported-just-now = ついさっき通報したばかりです。{ $opens }にもう一度試してください。
problem-report-empty = この曲の何が問題なのか書いてください。
problem-report-no-song = このメッセージにはEncoreの曲がありません。曲のあるメッセージを選んでください。
