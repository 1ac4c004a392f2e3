# Amounts and times as people say them.

credits = { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}
month-name = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
# A month among those of other years.
month-and-year = { $month } de { $year }
# A day, short enough for a picture.
day = { $day } { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sept
    [10] oct
    [11] nov
   *[12] dic
} { $year }
hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
seconds = { $count ->
    [one] { $count } segundo
   *[other] { $count } segundos
}
# A name and what belongs to it, in a line; `.above` stands in a line of its own.
labelled = { $name }: { $words }
    .above = { $name }:
