# Amounts as people say them; other messages name these by their names.

credits = { $count ->
    [one] { $count } credit
   *[other] { $count } credits
}
