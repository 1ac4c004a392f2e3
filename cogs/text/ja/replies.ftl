# What Encore answers where nothing went wrong, why a song did not come, and what operators are told.

# Answers.
your-words = 入力した内容はファイルにあります。
    .alt = 入力した内容
price-rose-question =
    表示時の{ $shown }ではなく、今は{ $price }かかります。よければボタンを押してください。
sent-by-letter = { $channel }に書き込めなかったため、ここに届けます。

# What became of the credits of a song that did not come.
refund-line = -# { $count }クレジットが戻りました。
credits-are-back = { $count }クレジットが戻ります

# Why a song did not come, and what to do next; $this and $subject are what its operation's words call it.
failure-refused = MusicAPIが{ $this }を拒否しました：「{ $reason }」
failure-unoffered = MusicAPIは今これを受け付けていません。運営者に知らせました。
failure-key-gone = { $this }の依頼に使ったアカウントは、もう使われていません。運営者に知らせました。
failure-clip-deleted = { $this }の元になるクリップが削除されました。
failure-no-new-songs = MusicAPIは今新しい曲を受け付けていません。運営者に知らせました。
failure-not-sent = MusicAPIに接続できませんでした。
failure-lost = MusicAPIの応答が途中で失われました。
failure-timed-out = { $subject }は時間がかかりすぎたため、中止しました。
failure-cancelled = { $subject }は始まる前にキャンセルされました。
failure-failed = MusicAPIは{ $this }を完成できませんでした。
failure-no-words = MusicAPIはこのクリップから歌詞を聴き取れませんでした。
failure-failed-because = MusicAPIは{ $this }を完成できませんでした：「{ $reason }」
# Where the buttons for that stand below:
next-retry = **{ retry-name }**を押してください。
next-retry-later = あとで**{ retry-name }**を押してください。
next-retry-minutes = 数分後に**{ retry-name }**を押してください。
next-retry-or-edit = **{ retry-name }**を押すか、**{ edit-name }**で内容を変えてください。
next-edit = **{ edit-name }**を押して、内容を変えてください。
next-edit-again = **{ edit-name }**を押して、もう一度依頼してください。
# Where they do not:
next-ask-again = もう一度依頼してください。
next-bring-again = { $command }で録音をもう一度アップロードしてください。
next-change-words = 内容を変えて、もう一度依頼してください。
next-other = ほかのものを試してください。
next-later = あとでもう一度試してください。
next-minutes = 数分後にもう一度試してください。
next-again-or-words = もう一度依頼するか、内容を変えてください。
answer-lost = MusicAPIの応答が途中で失われました。Encoreは連絡を待ち、二重には依頼しません。
missing-clip =
    { $expected }個のうち{ $arrived }個のクリップしかできませんでした。MusicAPIは1回分を請求するため、料金は変わりません。

# What operators are told.
bot-refused =
    DiscordがBotのトークンを拒否しています（401）。完成した曲は、復旧するまで待機します。
    続く場合は、開発者ポータルでトークンをリセットしてください。
    DISCORD_TOKENに設定し、Botを起動し直してください。

# The branches and clips of a song's family.
branch-button = { $number }のフル曲。{ $name } · { $price }
clip-choice = { $title } · クリップ{ $position } · { $family }
clip-choice-length = { $title } · クリップ{ $position } · { $family } · { $length }
