# A second try at hand: another take, a try after a failure, a change of what was typed, a way out of the line.

again-button = もう一度 · { credits }
retry-name = 再試行
retry-button = { retry-name } · { credits }
edit-name = 編集…
edit-button = { edit-name }
cancel-button = キャンセル
reopen-button = 開き直す

again-question = もう1テイクに{ credits }かかります。このサーバーの残りは{ $left }クレジットです。

edit-title = 直してもう一度作る
edit-topic-label = 歌詞のテーマ
edit-model-gone = { $model }は今使えないため、別のモデルで作ります。
edit-instrumental = 任意。この曲はインストです
problem-recording-expired = この録音はもう取得できません。{ $command }でもう一度アップロードしてください。
problem-recording-not-yours = この録音をもう一度使えるのは、アップロードした本人だけです。

problem-cancel-not-yours = キャンセルできるのは、依頼した本人かここのモデレーターだけです。
cancel-too-late = すでにMusicAPIが受け取り、料金が発生しています。できたら投稿します。
cancel-being-sent = MusicAPIに送信中です。できたら投稿し、だめならクレジットが戻ります。
cancel-was-cancelled = すでにキャンセル済みで、クレジットは戻っています。
cancel-was-done = すでに完成しています。
cancel-had-failed = すでに失敗していて、クレジットは戻っています。

cancelled = キャンセル済み
cancelled-by = 始まる前に{ $who }がキャンセルしました。
