# Amounts and times as people say them.

credits = { $count ->
    [one] { $count } credit
   *[other] { $count } credits
}
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
# A month among those of other years.
month-and-year = { $month } { $year }
# A day, short enough for a picture.
day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
# A name and what belongs to it, in a line; `.above` stands in a line of its own.
labelled = { $name }: { $words }
    .above = { $name }:
