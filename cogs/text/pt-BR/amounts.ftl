# Amounts and times as people say them.

credits = { $count ->
    [one] { $count } crédito
   *[other] { $count } créditos
}
month-name = { $month ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
}
# A month among those of other years.
month-and-year = { $month } de { $year }
# A day, short enough for a picture.
day = { $day } { $month ->
    [1] jan.
    [2] fev.
    [3] mar.
    [4] abr.
    [5] mai.
    [6] jun.
    [7] jul.
    [8] ago.
    [9] set.
    [10] out.
    [11] nov.
   *[12] dez.
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
