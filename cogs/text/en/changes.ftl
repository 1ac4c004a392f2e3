# What was changed in a server, by whom and when: a page behind /settings.

settings-changes = Changes
settings-changes-explained = What managers, moderators and Encore's operators changed here.
settings-changes-show = Show changes…
changes-title = Changes in this server
changes-empty = Nothing was changed yet.
changes-older = Older changes
changes-newest = Newest changes

# Each follows when it was, and who did it.
# { $what } is the name of a setting.
changes-settings = changed: { $what }
# { $what } is the name of a setting or of a field, { $value } how it is from then on.
changes-value = { $what }: { $value }
changes-nothing = nothing
# { $what } is the name of a list, { $which } what was put on it or taken from it.
changes-added = { $what }, added: { $which }
changes-removed = { $what }, taken away: { $which }
changes-words-added = { $count ->
    [one] { $count } word added
   *[other] { $count } words added
}
changes-words-removed = { $count ->
    [one] { $count } word taken away
   *[other] { $count } words taken away
}
changes-members-blocked = blocked: { $who }
changes-members-unblocked = no longer blocked: { $who }
changes-persona = deleted a persona of { $who }
changes-showcase = showcase: { $where }, from { $count ->
    [one] { $count } favourite
   *[other] { $count } favourites
} on
changes-showcase-off = turned the showcase off
changes-song-renamed = renamed a song of { $who }
changes-song-deleted = deleted a song of { $who }
changes-order-approved = approved what { $who } ordered
changes-order-rejected = rejected what { $who } ordered
changes-report-deleted = deleted a song that { $who } reported
changes-report-dismissed = dismissed what { $who } reported
changes-words-kept = words are forgotten after { $days ->
    [one] { $days } day
   *[other] { $days } days
}
changes-words-kept-for-good = words are kept
# { $credits } is an amount such as “500 credits”.
changes-quota = each month: { $credits }
changes-quota-default = each month: the usual credits
# { $month } is a month with its year.
changes-grant = { $credits } more for { $month }
changes-paused = paused new songs
changes-resumed = let new songs be made again
changes-server-blocked = blocked this server
changes-server-unblocked = no longer blocks this server
changes-job-ended = ended a stuck song
# { $action } is a name that only a later version knows.
changes-other = something else ({ $action })
