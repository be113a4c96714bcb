### What changes over time: differences, history, forecasts, deadlines.

cli-forecast-about = 预测：到某一天为止，哪一天哪项申请的结论会改变，为什么，涉及多少经费
cli-until = 预测到这一天（含）
cli-due-about = 到期事项：哪个单位在哪一天以前要办什么，依据哪一条，记在哪个文件
cli-within = 今后多少天以内到期的；已经逾期的总会列出
cli-value-days = 天数

header-forecast = { $registry } · 运维经费结论预测 { $from } 至 { $until } · 目录 { $commit } · 规则 { $policy }
header-due = { $registry } · 到期事项 { $from } 至 { $until } · 目录 { $commit } · 规则 { $policy }
forecast-none = 没有结论会改变
forecast-others = 另有 { $count } 处规则结果改变，结论不变（见 --format json）
forecast-start = { $day }：{ $totals }
forecast-end = { $day }：{ $totals }
turn-well = { $title }（已满足）
csv-day = 日期
csv-before = 原结论
csv-after = 新结论
csv-gain =
    { $unit ->
        [none] 可安排经费增减
       *[other] 可安排经费增减（{ $unit }）
    }
csv-rules = 规则

due-none = 没有到期或者逾期的事项
due-left = { $days } 天
due-late = 逾期 { $days } 天
due-item = { $title }：{ $item }
due-plan-ends = 整合建设总体方案覆盖到 { $day }，以后年度的申请须有新的方案
due-totals = 逾期 { $overdue } 项，将要到期 { $ahead } 项
calendar-name = { $registry } 到期事项
calendar-summary = { $who }：{ $duty }
calendar-text = 过期后：{ $consequence }
    办法：{ $remedy }
    位置：{ $place }

failure-until-before-on = 预测的截止日期 { $until } 早于判定日期 { $on }
failure-span-too-long = 从 { $on } 到 { $until } 太长：最多预测 { $years } 年
failure-no-requests-from = { $year } 年及以后没有运行维护经费申请；要看以前的年度，请写明年度
