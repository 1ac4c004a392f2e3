# What a server's admins allow: why an order was not taken. What it cost stands below, as with every problem.

# { $share } is what a member may use, { $opens } a clock that Discord runs, such as “in 2 hours”.
problem-member-share =
    ここで使えるのは{ $period ->
        [day] 1日
       *[month] 1か月
    }に{ $share }までです。残りは{ $left }ですが、これには{ $price }かかります。{ $opens }にまた使えます。
problem-above-member-share =
    ここで使えるのは{ $period ->
        [day] 1日
       *[month] 1か月
    }に{ $share }までです。これには{ $price }かかります。もっと安いものを選んでください。
problem-songs-at-once = ここで同時に作れるのは{ $limit }曲までです。1曲できてから、もう一度試してください。
problem-cooling-down = ここでは次の曲まで{ $cooldown }秒あける必要があります。{ $opens }にもう一度試してください。
problem-channel-closed = このサーバーでは、このチャンネルで曲を作れません。別のチャンネルで試してください。
problem-channel-not-open = このサーバーで曲を作れるのは{ $channels }だけです。そちらで試してください。
problem-role-closed = このサーバーでは、あなたのロールでは曲を作れません。
problem-role-needed = このサーバーで曲を作れるのは{ $roles }だけです。
problem-operation-not-here = このサーバーでは{ $operation }はできません。ほかのものを選んでください。
problem-button-not-yours = ここで曲のボタンを使えるのは、その曲を作った人だけです。/songで自分の曲を作ってください。
problem-button-of-roles = ここで他の人の曲のボタンを使えるのは{ $roles }だけです。/songで自分の曲を作ってください。

# What a server is told of its month, once at 50, 80 and 100 %.
month-used = このサーバーは今月のクレジットの{ $percent }%を使いました：{ $used }/{ $total }。
month-used-up = このサーバーの今月のクレジットを使い切りました：{ $used }/{ $total }。
month-ends-early = このペースだと{ $when }になくなります。
month-lasts = このペースなら足ります。次のクレジットは{ $when }に入ります。
month-resets = 次のクレジットは{ $when }に入ります。
month-settings = -# /settingsで、メンバーの割り当てとこのお知らせの送り先を決められます。
