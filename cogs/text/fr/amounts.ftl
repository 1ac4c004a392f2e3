# Amounts and times as people say them.

credits = { $count ->
    [one] { $count } crédit
   *[other] { $count } crédits
}
month-name = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
# A month among those of other years.
month-and-year = { $month } { $year }
# A day, short enough for a picture.
day = { $day } { $month ->
    [1] janv.
    [2] févr.
    [3] mars
    [4] avr.
    [5] mai
    [6] juin
    [7] juil.
    [8] août
    [9] sept.
    [10] oct.
    [11] nov.
   *[12] déc.
} { $year }
hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } secondes
}
# A name and what belongs to it, in a line; `.above` stands in a line of its own.
labelled = { $name } : { $words }
    .above = { $name } :
