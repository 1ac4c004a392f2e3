# Amounts and times as people say them.

credits = { $count } 积分
month-name = { $month } 月
# A month among those of other years.
month-and-year = { $year } 年 { $month }
# A day, short enough for a picture.
day = { $year } 年 { $month } 月 { $day } 日
hours = { $count } 小时
seconds = { $count } 秒
# A name and what belongs to it, in a line; `.above` stands in a line of its own.
labelled = { $name }：{ $words }
    .above = { $name }：
