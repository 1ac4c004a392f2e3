# /operator: for those who run the bot.

command-operator = For those who run this bot
command-operator-quota = See or set what a server may spend each month
    .server = Which server
    .credits = How many credits. Leave it out to see what it has.
    .default = Give it the default again
command-operator-grant = Give a server more credits in this month
    .server = Which server
    .credits = How many credits
command-operator-pause = Refuse new songs for a while. Those under way go on.
    .server = Which server. Leave it out for all of them.
command-operator-resume = Take new songs again
    .server = Which server. Leave it out for the pause of all of them.
command-operator-retired = See what MusicAPI no longer offers, or ask it again
    .lift = What to offer again
command-operator-jobs = See what is under way, what is stuck and what failed
command-operator-settle = End a job that is lost or stuck
    .job = Its number in the list of jobs
    .ending = What becomes of its credits
command-operator-block = See, block or free servers and members
    .server = Which server
    .member = The id of a member
    .lift = Free them again
command-operator-doctor = See whether all is well with this bot, and what mends it
ending-refund = Give them back
ending-settle = Charge for what arrived

operator-quota-title = What a server may spend
operator-quota-own = { $server } has { $credits } each month.
operator-quota-default = { $server } has the default of { $credits } each month.
operator-quota-month = This month: { $allowed } in all.
operator-quota-granted = Granted besides: { $granted }.
operator-quota-used = Used: { $used }. Held: { $held }. Left: { $left }.

operator-intake-title = New songs
operator-intake-open = New songs are taken everywhere.
operator-paused-all = Paused on all servers by { $who } { $when }
operator-paused-server = Paused on { $server } by { $who } { $when }
operator-pause-known = It was so before.

operator-blocks-title = Blocked
operator-blocks-none = Nobody is blocked.
operator-block-line = { $kind ->
    [guild] Server { $subject } by { $who } { $when }
   *[member] Member { $subject } by { $who } { $when }
}
operator-more = and { $count } more

operator-retired-title = What MusicAPI no longer offers
operator-retired-none = MusicAPI refused nothing.
operator-retired-line = { $family }: { $operation } { $when }
operator-lifted = { $family }: { $operation } is offered again.
operator-lift-unknown = MusicAPI is not known to refuse that.

operator-jobs-title = Jobs
operator-jobs-waiting = Under way
operator-jobs-stuck = Stuck
operator-jobs-failed = Failed in the last day
operator-jobs-none = None.
operator-jobs-count = { $state ->
    [queued] In line: { $count }, the oldest { $when }
    [submitting] Being sent: { $count }, the oldest { $when }
    [running] Being made: { $count }, the oldest { $when }
    [done] Ready and not posted yet: { $count }, the oldest { $when }
   *[failed] Failed and not told yet: { $count }, the oldest { $when }
}
operator-stuck-why = { $why ->
    [answer-lost] its answer was lost
    [sending] it is being sent for too long
    [silent] nothing new came
   *[in-line] it waits for long
}
operator-failed-why = { $kind ->
    [refused] refused
    [not_sent] not sent
    [lost] its answer was lost
    [timed_out] it took too long
    [cancelled] cancelled
   *[failed] failed
}
operator-refunded = Job { $job } is over. { $credits } went back.
operator-settled = Job { $job } is over. It is charged, and what arrived is posted.
