# Amounts and times as people say them.

credits = { $count ->
    [one] { $count } Credit
   *[other] { $count } Credits
}
month-name = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
# A month among those of other years.
month-and-year = { $month } { $year }
# A day, short enough for a picture.
day = { $day }. { $month ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
} { $year }
hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
seconds = { $count ->
    [one] { $count } Sekunde
   *[other] { $count } Sekunden
}
# A name and what belongs to it, in a line; `.above` stands in a line of its own.
labelled = { $name }: { $words }
    .above = { $name }:
