### The review of a change.

cli-review-about = 审查一次变更：改了什么，谁有权改，要谁同意，错在哪里，经费结论怎样变化
cli-range = 合入的目标和提出的变更，例如 `origin/main..HEAD`
cli-author = 提出变更的人（GitHub 登录名）
cli-approvals = 审批情况的 JSON 文件：一个列表，每项有 login（谁）和 commit（同意的是哪个提交），知道的还可以有 account（账号编号）
cli-value-login = 登录名
cli-value-file = 文件

failure-range = `{ $range }` 不是一段变更：请写成 `目标..变更`，例如 `origin/main..HEAD`
failure-approvals = 审批文件 { $file } 读不懂：{ $reason }；应为 JSON 列表，每项有 login 和 commit
approvals-commit = `{ $commit }` 不是完整的提交编号（40 位，可用 `git rev-parse` 查得）；不完整的编号不算任何同意
approvals-login = 有一项没有写明账号
approvals-large = 超过 { $most } MB
approvals-encoding = 既不是 UTF-8 也不是 UTF-16
approvals-entry = 第 { $number } 项：{ $reason }
approvals-empty = 文件是空的
approvals-syntax = 第 { $line } 行第 { $column } 列不合 JSON 的写法，或者没有写完
approvals-no-list = 最外层不是列表
approvals-no-object = 应写成 {"{"}"login": "账号", "commit": "提交编号"{"}"}
approvals-missing = 没有写明 { $field }
approvals-twice = { $field } 写了两次
approvals-unknown = 没有字段 `{ $field }`
approvals-no-text = { $field } 应为带引号的文字
approvals-no-number = account 应为账号编号（不带引号的整数），不知道的不写
approvals-odd-login = 账号 `{ $login }` 中有空格或者看不见的字符（{ $character }），请删去
note-approval-nobody = { $who } 不代表任何单位：其同意不算数
note-approval-commit = { $who } 同意的提交 { $commit } 不在这里，或者与基准没有共同的历史：不算数（先用 git fetch 取回）
review-no-author = 没有给出提交人（--author），没有核对是否有权提出。
review-submitted = 由 { $who } 经网上填报提交：填报服务的账号、签名和内容都核对无误，按 { $who } 提出计。
review-submitted-unasked = 由 { $who } 经网上填报提交，按 { $who } 提出计：只凭填报服务的签名认定，没有核对合并请求由哪个账号发起（--author）。
review-submission-refused = 没有认作经网上填报提交，按发起合并请求的账号计：{ $reason }。
review-submission-refused-unasked = 没有认作经网上填报提交：{ $reason }。
submission-no-server = 目标版本的 registry.yaml 没有写明填报服务（submissions）
submission-opener = 合并请求由 { $who } 发起，不是填报服务的账号 { $account }
submission-within = 这个提交已经在目标分支的历史中，不能再次提交
submission-merge = 填报的内容之后又合并过别的提交；请在填报页面重新提交
submission-others = 除了填报服务签名的那一个提交，还有别的提交；请在填报页面重新提交
submission-unsigned = 提交没有签名
submission-bad = 提交的签名与内容不符
submission-kind = 提交的签名属于不能验证的种类 { $kind }
submission-unsaid = 提交说明中没有写明由谁提交，或者写法不是填报服务的写法
submission-key = 签名的公钥 { $key } 不在目标版本 registry.yaml 的 submissions 中（没有登记，或者已经撤销）
submission-key-day = 签名的公钥 { $key } 在提交的日期 { $on } 无效（见 registry.yaml 中 submissions 的起止日期）
submission-date = 提交的日期早于它所依据的内容，或者不在日历之内
submission-branch = 这个提交是为分支 { $branch } 做的，不是为 { $here }
submission-content = 合入以后的内容与填报的内容不同（多了文件，或者目标分支上同一个文件已经改动）；请在填报页面核对后重新提交
submission-person = { $who } 不代表目标版本目录中的任何单位
review-uncommitted = 有 { $count } 个文件没有提交，不在审查范围内：{ $file }{ $count ->
    [1] {""}
   *[other] {" "}等
  }
failure-base-rules = 目标版本自己的规则或者模式有错误，不能用来判定：请先用 `mulu check --rev` 查看并改正
failure-no-common-history = `{ $base }` 和 `{ $head }` 没有共同的历史，不能合并
failure-no-common-history-shallow = 这是浅克隆，看不到 `{ $base }` 和 `{ $head }` 的共同历史：请先运行 `git fetch --unshallow`
failure-too-many-files = `{ $revision }` 新增或者改动的文件超过 { $limit } 个，不予审查：请分成几次提出
failure-too-deep = `{ $revision }` 的目录超过 { $limit } 层，不予审查
failure-malformed-tree = `{ $revision }` 的目录中有 Git 不会写入的名称（重复的名称、没有排序的名称，或者 `.`、`..`、`.git`、含 `/` 的名称），不予审查
failure-large-object = `{ $revision }` 的提交或者目录太大，不予读取，不予审查
failure-too-many-bytes = 新的内容合计 { $size } MB，一次超过 { $limit } MB 的不予审查：请分成几次提出
failure-too-many-changes = 一次改动的目录文件超过 { $limit } 个，不予审查：请分成几次提出
failure-tangled = `{ $base }` 和 `{ $head }` 的历史交叉次数过多，无法合并：请从目标分支重新建立分支

review-title-good = 可以合并：{ $reasons }
review-title-none = 没有改动：没有什么可以审核；改了文件的，先提交
review-title-waiting = 还不能合并：{ $reasons }
review-title-bad = 暂不能合并：{ $reasons }
review-reason-conflicts = { $count } 个文件与目标冲突
review-reason-errors = { $count } 处错误
review-reason-intruding = 提交人无权修改 { $count } 个文件
review-reason-approvals = 等待 { $count } 个部门同意
review-reason-author = 不知道由谁提出
review-reason-ineligible = { $count } 项运维经费申请不符合条件
review-reason-pending = { $count } 项运维经费申请待补证
review-reason-eligible = { $count } 项申请全部符合条件，共 { $money }
review-registry-sound = 登记没有问题
review-funding-none = 没有涉及运维经费申请
review-rules-none = 规则变更：{ $judged } 项申请的结论都不变
review-rules-same = 规则变更：{ $count } 项申请的结论会改变，可安排经费总额不变
review-rules-more = 规则变更：{ $count } 项申请的结论会改变，可安排经费增加 { $money }
review-rules-less = 规则变更：{ $count } 项申请的结论会改变，可安排经费减少 { $money }

review-rules-later = 规则变更：现在不改变任何结论，自 { $on } 起 { $count } 项申请的结论会改变（可安排经费 { $money }）

review-asked = { $applicant } 申请 { $year } 年运维经费 { $money }（{ $count } 个系统）· 按 { $on } 的目录和规则判定
review-column-rule = 规则
review-column-outcome = 结果
review-column-says = 说明
review-reason-and-more = { $reason }，另有 { $count } 项
review-withdrawn = 已撤回
review-others = 这次变更还会改变另外 { $count } 项申请的结论（可安排经费 { $money }）
review-year-none = { $year } 年没有运维经费申请{ $projects ->
    [0] {""}，也没有建设项目的结论或者清单金额改变
   *[other] {""}；{ $projects } 个建设项目的结论或者清单金额改变
}
review-year-same = { $year } 年运维经费：{ $count } 项申请的结论和金额不变（{ $after }）{ $projects ->
    [0] {""}
   *[other] {""}；{ $projects } 个建设项目的结论或者清单金额改变
}
review-year-moves = { $year } 年运维经费：{ $before } → { $after }{ $projects ->
    [0] {""}
   *[other] {""}；{ $projects } 个建设项目的结论或者清单金额改变
}
review-preview = 按新规则，{ $count } 项申请的结论会改变（可安排经费 { $money }）
review-preview-coming = 自 { $on } 起，按新规则，{ $count } 项申请的结论会改变（可安排经费 { $money }）
review-preview-note = 本次变更由现行规则判定；新规则合入后才生效，下面是预览。
review-preview-refused = 规则、模式和设置由现行的判定；提交人无权修改，没有试算它们的效果。
review-mass = 大范围变更，请整体审核：{ $judged } 项申请中有 { $turned } 项结论改变，{ $all_files } 个文件中有 { $files } 个改变

review-to-do = 需要处理
review-system = { $system }：
review-systems = { $system }等 { $count } 个系统：
review-remedy = → { $remedy }
review-actor = 办理人：
review-office = （{ $office }）
review-or = {" "}或{" "}
review-and = 、
review-opening = （
review-closing = ）
review-finding = { $severity }：{ $message }
review-conflict = 与目标的修改冲突，不能自动合并
review-conflict-remedy = → 请先把目标分支合入本分支，解决冲突后再提交
review-intruding = 无权修改这个文件
review-intruding-remedy = → 应由{ $owners }提出{ $before ->
    [0] ；新增填报人须先在其单位文件的 maintainers 中登记
   *[other] {""}
}
review-intruding-from = → 这个文件由 { $from } 移来，应由{ $owners }提出
review-intruding-fields = → 其中 { $fields } 应由{ $owners }提出
review-or-above = { $unit }或其上级单位

review-approvals = 还需要谁同意
review-approved = 已同意：
review-nobody = （没有登记其他办理人，请先在该单位文件的 maintainers 中登记）
review-of-fields = ：{ $fields }
review-outdated-before = ，
review-outdated-after = {" "}同意的是另一个版本，不再有效
review-fields-and = 、

review-line = 第 { $line } 行
review-more = 另有 { $count } 项，没有列出
review-cut = 内容太长，部分没有列出；请在本地运行下面的命令查看全部。
review-rules = { $system }：共 { $rules } 条规则，{ $met } 条符合，{ $unmet } 条不符合，{ $unproven } 条待补证{ $warnings ->
    [0] {""}
   *[other] （其中只是提醒的 { $warnings } 条）
}，{ $rest } 条不适用
review-known = 与目录现有内容有关、不是本次造成的问题（{ $count }）
review-changes = 改了什么：{ $files } 个文件，{ $facts } 处内容
review-change-added = 新增
review-change-changed = 修改
review-change-moved = 移动
review-change-removed = 删除
review-outside = 另有 { $count } 个文件不属于目录，这里没有审查：
review-footer = 目录 { $base } ← { $head } · 规则 { $policy } · 判定日期 { $on } · 在本地重现：
review-footer-recheck = {" "}· 重新检查：回复{" "}

code-opinion-rewritten = 已登记的意见被改写
opinion-rewritten = 第 { $number } 条意见被改写或者删除：意见只能追加；更正请另加一条新的意见，整改完成可以补填 resolved_on
code-request-on-behalf = 代为提出而没有写明依据
request-on-behalf = 这份申请由主管部门代单位提出，没有写明单位来文的文号
help-on-behalf = 请在 `{ $field }` 中写明单位来文的文号
review-more-notes = 另有 { $count } 处没有逐行标注。

cli-diff-about = 比较两个版本：哪些事实和结论变了，经费增减多少，由哪些提交造成
cli-before = 较早的版本，或者一天（读取到这一天为止的最后一个提交）
cli-after = 较晚的版本，或者一天
cli-history-about = 一个系统或者建设项目（projects/单位/项目）的经历：每次变更和当时的结论
failure-history-shallow = 这是浅克隆，看不到全部历史：请先运行 `git fetch --unshallow`
failure-rules-at = 版本 { $commit } 自己的规则或者格式有错误，不能用来判定：请用 `mulu check --rev` 查看
diff-header = { $registry } · { $before } → { $after } · 判定日期 { $on }
diff-summary = { $turned } 项结论改变，可安排经费 { $money }；{ $files } 个文件、{ $commits } 个提交
diff-decisions = 判定的变化
diff-same = 另有 { $count } 项申请依据有变化，结论和金额不变
diff-files = 内容的变化
diff-commits = 造成变化的提交
diff-commit-files = （{ $count } 个文件）
diff-gain = 可安排增减
history-header = { $name }（{ $system }）的经历
history-none = 没有记录
history-others = 自身文件没有变，变的是：{ $paths }{ $more ->
    [0] {""}
   *[other] {" "}等，另有 { $more } 个文件
}
history-no-rules = 当时的规则不能用来判定
history-verdict = { $year } 年：{ $verdict }，{ $money }（判定日期 { $on }）
history-year = 年度
