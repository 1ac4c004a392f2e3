# /queue: what is being made on this server.

command-queue = ここで作成中のものを見て、自分の曲を取り消す

queue-title = 作成中
queue-none = ここでは今、何も作られていません。/songで曲を作れます。
queue-elsewhere = 別のチャンネルの曲
queue-line = { $name } · { $who } · { $when }
queue-typical-seconds = 始まってから約{ $seconds }秒かかります。
queue-typical-minutes = 始まってから約{ $minutes }分かかります。
# When a song that waits is likely to begin and to be ready: minutes from now.
queue-expected-soon = { $begins }分以内に始まる見込みです。{ $most }分以内にできる見込みです。
queue-expected-next = { $begins }分以内に始まる見込みです。{ $least }～{ $most }分後にできる見込みです。
queue-expected = { $first }～{ $begins }分後に始まる見込みです。{ $least }～{ $most }分後にできる見込みです。
# The same on its card, which is read later: $begin and $end are times of the day.
stage-expected = { $begin }から{ $end }の間にできる見込みです。
stage-stopped = MusicAPIが復旧するまで待っています。
queue-more = 他{ $count }件
queue-look = 更新
queue-cancelled = 順番待ちから外しました。クレジットは戻りました。
