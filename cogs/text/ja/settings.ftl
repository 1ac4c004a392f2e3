# The panel of /settings.

command-settings = 自分とこのサーバーでのEncoreの動作を選ぶ

settings-title = 設定
settings-on = オン
settings-off = オフ
# { $what } is the name of a setting.
settings-turn-on = オンにする：{ $what }
settings-turn-off = オフにする：{ $what }
settings-managers-only = 変更できるのは、このサーバーを管理できる人だけです。

settings-my-notices = 自分への通知
    .explained = 曲に1分以上かかったとき、Encoreがメンションします。全サーバー共通です。
    .overruled = このサーバーでは全員の通知がオフになっています。
settings-server-notices = このサーバーの通知
    .explained = オフにすると、Encoreはこのサーバーで誰にもメンションしません。
settings-integrations = メンバー、ロール、チャンネルは、サーバー設定→連携サービス→Encoreで選べます。
    .title = Encoreを使える人

# What whoever manages the server sees besides; { $what } is the name of a setting.
settings-tab-general = 全般
settings-tab-spending = 利用量
settings-tab-access = 人と場所
settings-change = 変更：{ $what }
settings-changed-meanwhile = ほかの人が今これを変更しました：{ $what }。開き直して、今の状態を確認してください。
settings-unreadable = その選択肢はありません。フォームを開き直してください。
settings-number-out-of-range = 1から{ $most }までの整数を入力するか、空欄にしてください。
settings-deleted = 削除済み（{ $id }）
settings-take-away-label = 取り除く削除済みの項目
settings-and-more = 他{ $count }件
settings-empty-hint = 空欄にすると上限なしになります。

settings-model = このサーバーのモデル
settings-model-none = 対応できる最初のモデル
settings-model-explained = モデルを選んでいない人の曲を作ります。
settings-log = ログチャンネル
settings-log-label = チャンネル
settings-log-hint = 空欄：曲を依頼した場所にお知らせが届きます。
settings-log-explained = 今月のクレジットの50、80、100%になると、Encoreがそこに書き込みます。
settings-log-closed = Encoreはそこに書き込めません。権限を付けるか、別のチャンネルを選んでください。
settings-zone = タイムゾーン
settings-zone-label = タイムゾーン
settings-zone-hint = Asia/Tokyoのような名前。空欄：UTC。
settings-zone-example = Asia/Tokyo
settings-zone-explained = 日と月の区切りに使います。次の月は{ $when }に始まります。
settings-zone-unknown = そのタイムゾーンはありません。{ $example }のような名前を入力してください。
settings-zone-between-months = そこでは今、別の月です。クレジットを失わないように、{ $when }に変更してください。

# Shares of the server's credits. { $period } is “day” or “month”.
settings-percent = 今月のクレジットに対する割合（%）
settings-credits = クレジット
settings-a-day = 1日ごと
settings-a-month = 1か月ごと
settings-no-limit = 上限なし
settings-share = メンバーの割り当て
settings-share-label = 使える量
settings-share-hint = 整数。空欄：上限なし。
settings-unit-label = 単位
settings-period-label = 期間
settings-share-off = 各メンバーは、サーバーのクレジットをすべて使えます。
settings-share-on = ロール別の割り当てがない全員に適用されます。
settings-share-credits = { $period ->
    [day] 1日
   *[month] 1か月
}に{ $count }クレジット
settings-share-percent = { $period ->
    [day] 1日
   *[month] 1か月
}に{ $percent }%（{ $count }クレジット）
settings-role-share = ロール別の割り当て
settings-role-share-off = ロールごとに増減できます。複数ある場合は、最も多いものが適用されます。
settings-roles-count = { $count }個のロール
settings-role-share-roles-label = ロール
settings-role-share-kind-label = 使える量
settings-role-share-own = 独自の割り当て
settings-role-share-everybody = 全員と同じ
settings-role-share-hint = 独自の割り当ての場合。単位：{ $unit }。
settings-role-share-no-role = ロールを1つ以上選んでください。
settings-role-share-no-amount = これらのロールが使える量を入力してください。
settings-role-share-too-high = { $roles }の割り当てが100%を超えています。先にそれを変更してください。
settings-role-share-too-many = 割り当てを設定できるロールは{ $most }個までです。先に一部を「全員と同じ」にしてください。
settings-pace = ペース
settings-pace-off = メンバーは何回でも依頼できます。
settings-at-once-label = 各メンバーが同時に作れる曲数
settings-cooldown-label = 次の曲までの秒数
settings-at-once-on = 各メンバーは同時に{ $count }曲まで。
settings-cooldown-on = 各メンバーは次の曲まで{ $count }秒。

# Who may ask for songs, and where.
settings-channels = チャンネル
settings-channels-all = どこでも
settings-channels-hint = カテゴリーは中の全チャンネルを表します。空欄：全チャンネル。
settings-channels-only-label = 曲を作れるチャンネル
settings-channels-never-label = 曲を作れないチャンネル
settings-only-in = { $where }のみ
settings-never-in = { $where }以外
settings-roles = ロール
settings-roles-all = 全員
settings-roles-hint = 空欄：全員が依頼できます。
settings-roles-only-label = 曲を作れるロール
settings-roles-never-label = 曲を作れないロール
settings-only-who = { $who }のみ
settings-never-who = { $who }以外
settings-operations = 作れるもの
settings-operations-all = すべて
settings-operations-count = { $count }個がオフ
settings-operations-dear-label = オフにする（{ $count }クレジット以上）
settings-operations-label = オフにする
settings-operation-price = { $name } · { $count }クレジット
settings-pressers = 他の人の曲のボタン
settings-pressers-label = 使える人
settings-pressers-anyone = 曲が見える全員
settings-pressers-roles = 曲を作った人と一部のロール
settings-pressers-maker = 曲を作った人のみ
settings-pressers-roles-label = ロール
settings-pressers-hint = 一部のロールに許可する場合に使われます。
settings-pressers-no-role = ロールを1つ以上選んでください。
settings-pressers-pay = 押した人の割り当てから支払います。
