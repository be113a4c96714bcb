### What changes over time: differences, history, forecasts, deadlines.

cli-forecast-about = Which verdict turns on which day, up to a date, why, and how much money that moves
cli-until = the last day that is looked at
cli-due-about = What falls due: who must do what by which day, under which article, and where it is on file
cli-within = days from now on; what is overdue is always listed
cli-value-days = DAYS

header-forecast = { $registry } · forecast of O&M verdicts { $from } to { $until } · registry { $commit } · policy { $policy }
header-due = { $registry } · deadlines { $from } to { $until } · registry { $commit } · policy { $policy }
forecast-none = no verdict turns
forecast-others = { $count ->
    [one] 1 other day brings
   *[other] { $count } other days bring
} another outcome of a rule and no other verdict (see --format json)
forecast-start = { $day }: { $totals }
forecast-end = { $day }: { $totals }
turn-well = { $title } (now met)
csv-day = day
csv-before = before
csv-after = after
csv-gain =
    { $unit ->
        [none] payable more or less
       *[other] payable more or less ({ $unit })
    }
csv-rules = rules

due-none = nothing is due or overdue
due-left = { $days ->
    [one] 1 day
   *[other] { $days } days
}
due-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
due-item = { $title }: { $item }
due-plan-ends = the integrated plan covers the time up to { $day }; requests of later years need a new one
due-totals = { $overdue } overdue, { $ahead } ahead
calendar-name = Deadlines: { $registry }
calendar-summary = { $who }: { $duty }
calendar-text = After that day: { $consequence }
    What to do: { $remedy }
    Place: { $place }

failure-until-before-on = The last day { $until } is before the day of evaluation { $on }
failure-span-too-long = { $on } to { $until } is too long: at most { $years } years are looked at
failure-no-requests-from = There is no request for O&M funds of { $year } or later; name a year to look at earlier ones
