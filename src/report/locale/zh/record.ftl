# 存证：决定、核验、对账、出处

cli-certify-about = 把某年度的决定存证：提交、规则、日期、所读文件的摘要和每一项的结论，可用 SSH 私钥签名
cli-certify-key = SSH 私钥文件（OpenSSH 格式），用它签名
cli-verify-about = 核验存证的决定：从仓库重新推算，逐项说明哪里不一致（0 一致，1 不一致，2 无法核验）
cli-verify-file = 存证文件
cli-value-key = 私钥

record-uncommitted = 只能对已经提交的内容存证：文件夹里有未提交的修改（先提交，或用 --rev 指明版本）
record-key-none = 不是 OpenSSH 格式的 SSH 私钥（文件以 -----BEGIN OPENSSH PRIVATE KEY----- 开头）
record-key-locked = 私钥有口令，程序不询问口令：请换用存放在安全处的无口令签名私钥
record-key-kind = 程序不能用 { $kind } 私钥签名：请用 ssh-ed25519 或 ecdsa-sha2-nistp256
record-key-stranger = 签名公钥 { $key } 不是这份文件提出单位（{ $units }）登记的公钥：按当时的登记，核验不会通过；先把公钥写进单位文件的 signing_keys
record-put = 存证已写好；应存入 { $path }，由其提出单位提交合并请求

record-of = { $file }：{ $registry } { $year } 年度决定，{ $on } 作出，提交 { $commit }，运维申请 { $requests } 项，建设项目 { $projects } 项
record-weight-notice = 提示
record-weight-unable = 无法核验
record-weight-differs = 不一致
record-more = 另有 { $count } 项
record-result-equal = 一致：重新推算的结果与存证相同。
record-result-differs = 不一致：存证与仓库不符。
record-result-unverified = 无法核验。

record-certificate-too-large = 文件超过 { $limit } MB，不是存证文件
record-certificate-truncated = 文件不完整：到第 { $line } 行就断了；请取完整的文件
record-certificate-unreadable = 不是有效的存证文件：第 { $line } 行第 { $column } 个字符读不懂
record-certificate-other-kind = 这不是存证的决定（类型不符）
record-certificate-version = 存证格式的版本是“{ $version }”，本程序只认 v1：请用新版本的程序核验
record-certificate-seal = 存证内容被改过：内容与其自身的摘要不符
record-certificate-form = 存证文件被改过：写法与程序所写的不同（内容未变）
record-certificate-place = 文件放在 { $path }，按内容应在 { $right }
record-certificate-day = 决定的日期“{ $on }”不是日期
record-note-too-large = 同意记录超过 { $limit } MB
record-note-truncated = 同意记录不完整：到第 { $line } 行就断了
record-note-unreadable = 不是有效的同意记录：第 { $line } 行第 { $column } 个字符读不懂
record-note-other-kind = 提交上的附注不是同意记录（类型不符）
record-note-version = 同意记录的版本是“{ $version }”，本程序只认 v1：请用新版本的程序读取
record-note-form = 同意记录被改过：写法与程序所写的不同
record-note-several = 这个提交有几份同意记录（目录层次不同），不知道哪一份是真的
record-note-objects = 同意记录读不出来：{ $reason }
record-note-not-fetched = 这里没有同意记录：运行 git fetch origin refs/notes/mulu:refs/notes/mulu 取得
record-note-none = 这次合并没有同意记录
record-note-elsewhere = 同意记录是另一个提交（{ $commit }）的
record-note-rewritten = 同意记录写好以后又被改过（refs/notes/mulu 的提交 { $commit }）
record-note-parents = 同意记录所写的合并前后的提交，与这次合并不符
record-note-contents = { $path }{ $more ->
    [0] {""}
   *[other] {" "}（另有 { $more } 个文件）
}：同意记录所写的内容与合入的不同，不算同意
record-note-unlisted = { $path }{ $more ->
    [0] {""}
   *[other] {" "}（另有 { $more } 个文件）
}：这次合并改了，同意记录没有列出
record-note-unapproved = { $path }{ $more ->
    [0] {""}
   *[other] {" "}（另有 { $more } 个文件）
}：合入时缺少应有的同意
record-history-shallow = 仓库是浅克隆，看不到提交 { $commit } 的历史：运行 git fetch --unshallow 之后再核验
record-history-missing = 仓库里没有提交 { $commit }：历史被改写过，或者还没有取到（运行 git fetch --all），或者是另一个仓库的存证
record-history-rewritten = 提交 { $commit } 已不在当前历史里：历史被改写过
record-history-objects = 提交 { $commit } 的对象不全：{ $reason }；运行 git fsck 查看缺什么，再从完整的仓库 git fetch
record-history-unreadable = 提交 { $commit } 的目录读不出来：{ $reason }
record-document-absent = { $path }：存证说读过，提交里没有
record-document-unlisted = { $path }：提交里有，存证没有列出
record-document-differs = { $path }：内容与存证的摘要不同
record-policy-differs = 规则不同：存证用的是 { $stored } 的规则，现在读到的是 { $found } 的（来源或摘要不同）
record-policy-broken = 该提交的规则或结构定义有错误，不能重新推算
record-language-differs = 语言不同：存证为 { $stored }，仓库为 { $found }
record-registry-differs = 目录名称不同：存证为“{ $stored }”，仓库为“{ $found }”
record-decision-absent = { $id }：存证里有，重新推算没有
record-decision-unlisted = { $id }：重新推算有，存证里没有
record-decision-verdict = { $id }：存证为“{ $stored }”，重新推算为“{ $found }”
record-decision-amount = { $id }：金额或申请单位不同，存证为 { $stored }，重新推算为 { $found }
record-decision-reasons = { $id }：结论相同，依据与存证的摘要不同
record-decision-reasons-worded = { $id }：结论和金额相同；作出存证的是另一版本的程序，依据的摘要不同
record-program-other = 存证由程序版本 { $stored } 作出，现在的版本是 { $found }
record-signature-none = 没有签名：只能核验内容，不能核验是谁作出的
record-signature-required = 没有签名：自 { $from } 起必须签名
record-signature-good = 签名有效：公钥 { $key }，属于 { $units }
record-signature-revoked-since = 签名有效：公钥 { $key } 当时属于 { $units }，后来已撤销
record-signature-bad = 签名与内容不符
record-signature-elsewhere = 签名是为别的用途（{ $namespace }）作的，不是对决定的签名
record-signature-kind = 本程序不能核验 { $kind } 签名
record-signature-unreadable = 签名读不懂，或者被改过
record-signature-other-unit = 签名的公钥 { $key } 属于 { $units }，不是有权作出决定的单位
record-signature-key-later = 签名的公钥 { $key } 在作出决定时没有登记，后来才由 { $units } 登记
record-signature-unknown-key = 签名的公钥 { $key } 没有登记：不是 { $units } 当时的公钥

record-decided = 存证的决定：{ $on } 作出（{ $path }），仍然有效；{ $count ->
    [0] 此后没有变化
   *[other] 此后 { $count } 项有变化
}
record-unsound = 存证的决定 { $path } 读不懂，或者被改过：运行 mulu verify { $path }
record-since = { $system }：{ $on } 为“{ $was }”，现在为“{ $is }”{ $reasons ->
    [0] {""}
   *[other] ：{ $why }
}

# 对账

cli-reconcile-about = 把财政的支付台账与存证的决定对账：未申请、不予安排、超额、类别不符、未支付、多头支付、重复支付
cli-reconcile-payments = 支付台账（CSV、XLSX、XLS）
cli-reconcile-year = 预算年度
cli-reconcile-map = 对照文件（YAML）：列名、用词，以及人工核对过的名称属于哪个系统
cli-value-payments = 支付台账

payments-map-unread = { $path } 第 { $line } 行读不懂：{ $reason }
payments-none = 台账里没有读出一笔支付：需要有“金额”列和“系统名称”（或“摘要”）列，列名可以用 --map 说明
payments-head = { $file }：{ $year } 年度支付 { $count } 笔，合计 { $sum }；{ $against }
payments-record = 对照存证的决定 { $path }（{ $on } 作出）
payments-no-record = 该年度没有存证的决定，按 { $on } 推算的决定对照（先用 mulu certify 存证）
payments-fate-eligible = 可以安排的：{ $count } 笔，{ $sum }
payments-fate-not-eligible = 不予安排的：{ $count } 笔，{ $sum }
payments-fate-not-listed = 没有申请的：{ $count } 笔，{ $sum }
payments-fate-doubtful = 要由人来定的：{ $count } 笔，{ $sum }
payments-fate-unknown = 目录里没有的：{ $count } 笔，{ $sum }
payments-weight-notice = 提示
payments-weight-unable = 要由人来定
payments-weight-differs = 问题
payments-nothing = 没有发现问题。
payments-map-hint = 要由人来定的名称，核对后写入对照文件的 names（名称: 单位/系统，不是信息系统的写 ~），再用 --map 对账。

record-payment-doubtful = { $cell } “{ $name }”：{ $why }；可能是 { $near }
record-payment-unknown = { $cell } “{ $name }”：目录里没有这样的系统或项目，却已支付
record-payment-other-year = { $cell } “{ $name }”：支付日期 { $day } 不在本年度
record-payment-refund = { $cell } “{ $name }”：负数，按退回冲减
record-payment-not-listed = { $name }：没有申请，却已支付 { $sum }
record-payment-not-eligible = { $name }：决定为不能安排，却已支付 { $sum }；不满足：{ $reasons }
record-payment-unit-stopped = { $name }：单位被停止安排，却已支付 { $sum }；不满足：{ $reasons }
record-payment-lapsed-since = { $name }：决定时可以安排，现在已不符合；已支付 { $sum }
record-payment-above = { $name }：已支付 { $sum }，超过决定的 { $amount }，多 { $more }
record-payment-category = { $name }（{ $cell }）：按“{ $category }”支付，决定的类别是 { $decided }
record-payment-category-unclear = { $name }（{ $cell }）：看不出“{ $category }”是哪一类经费，决定的类别是 { $decided }；核对后写入对照文件的 categories
record-payment-unpaid = { $name }：决定安排 { $amount }，没有支付
record-payment-payers = { $name }：由多个单位支付：{ $payers }
record-payment-twice = “{ $name }”：同一笔支付记了两次（{ $cells }）
record-ledger-sum = { $cell }：合计写的是 { $says }，各行加起来是 { $comes }
record-ledger-unread = { $cell }：金额读不懂，这一行没有计入
record-ledger-columns = 工作表“{ $sheet }”没有认出列名，没有读

payment-why-within = 名称里包含它
payment-why-alike = 名称相近，但不够确定
payment-why-other-unit = 名称相近，但付款单位不同
payment-why-number = 名称相同或相近，但期数、编号不同
payment-why-several = 有几个同样相近的
payment-why-name = 名称相同
payment-why-core = 名称的主要部分相同
payment-why-nothing = 没有相近的名称
payment-why-stated = 对照文件写明
payment-why-id = 是它的标识

# 审计的问题

cli-audit-about = 按某年度向历史提出审计的问题：意见被改写或者倒签，申请前后由谁写入的事实改变了结论，自己为自己出具意见，项目拆分，多年拨款未评价，要求逾期或者无依据解除；何人何时登记了哪些意见
cli-late_days = 意见的日期与登记日期之间最多相差的天数
cli-near_days = 申请前后多少天以内，查找改变其结论的提交

audit-uncommitted = 文件夹里有未提交的修改，审计只针对提交：先提交，或用 --rev 指明版本
audit-head = { $registry }：{ $year } 年度审计，截至 { $on }（提交 { $commit }，规则 { $policy }）；自 { $since } 起共 { $commits } 个提交
audit-sum = { $findings ->
    [0] 没有发现问题
   *[other] 发现 { $findings } 项问题
}{ $notes ->
    [0] 。
   *[other] ，另有 { $notes } 项提示。
}
audit-cited = { $sentence }（{ $articles }）
audit-act = { $author } { $on } 的提交 { $commit }
audit-never = 从未评价
audit-somebody = 责任单位
audit-question-never-evaluated = 多年拨款而未评价的系统（evaluations）
audit-question-project-split = 拆分的项目（thresholds）
audit-split-system = 系统“{ $name }”
audit-split-unit = 单位“{ $name }”

record-audit-opinion-rewritten = { $name }：{ $issued } 的“{ $matter }”意见（登记：{ $recorded }）事后{ $what ->
    [changed] 被修改
    [restored] 被改动后又恢复
   *[removed] 被删去
}：{ $act }
record-audit-opinion-late = { $name }：“{ $matter }”意见的日期为 { $issued }，{ $days } 天以后才登记（不应超过 { $limit } 天）：{ $act }
record-audit-opinion-early = { $name }：“{ $matter }”意见的日期为 { $issued }，提前 { $days } 天就已登记：{ $act }
record-audit-self-vouched = { $name }：{ $who } 既写入了该单位的文件，又登记了{ $authority }的意见：{ $matters }
record-audit-verdict-turned = { $name }：{ $year } 年度申请的结论在{ $when ->
    [with] 提出当天
    [before] 提出前 { $days } 天
   *[after] 提出后 { $days } 天
}由“{ $before }”变为“{ $after }”，是因为写入了新的事实：{ $acts }
record-audit-verdict-attested = { $name }：{ $year } 年度申请的结论在{ $when ->
    [with] 提出当天
    [before] 提出前 { $days } 天
   *[after] 提出后 { $days } 天
}由“{ $before }”变为“{ $after }”，是因为登记了意见：{ $acts }
record-audit-project-split = { $year } 年度有 { $count } 个项目同属{ $shares }，各自低于 { $from }，合计 { $sum }：{ $projects }
record-audit-never-evaluated = { $name }：{ $first } 年至 { $year } 年每年都安排经费，{ $year } 年以前 { $months } 个月内没有评价（最近一次：{ $last }）
record-audit-order-overdue = { $name }：{ $authority } { $issued } 的“{ $matter }”应在 { $due } 以前完成，已逾期 { $days } 天
record-audit-order-lifted = { $name }：{ $authority } { $issued } 的“{ $matter }”于 { $on } 解除，没有说明或者文件作为依据：{ $act }
record-audit-opinion-recorded = { $name }：{ $issued } 的“{ $matter }”{ $what ->
    [stock] 随第一个提交录入
    [early] 提前 { $days } 天登记：{ $act }
   *[own] { $days ->
        [0] 当天登记
       *[other] { $days } 天后登记
    }：{ $act }
}
record-audit-first-commit = 有 { $count } 条意见随第一个提交录入（{ $act }）：由谁出具、何时登记，不在这段历史里
record-audit-days-backwards = { $where }；其前后的日期不能确定
record-audit-not-asked = 没有提问：{ $what }；规则包的 audit 没有写明按什么提问

audit-do-opinion-rewritten = { $who }说明原因，按原样恢复原来的意见，新的意见另起一条
audit-do-opinion-late = { $who }出示原件，说明何时出具、为什么当时没有登记
audit-do-opinion-early = { $who }出示原件，另行登记意见更正日期
audit-do-self-vouched = { $who }另派人员复核这些意见，说明当时由谁同意
audit-do-verdict-turned = { $who }说明新写入的事实有什么依据
audit-do-project-split = { $who }说明为什么分为几个项目；审批部门合并审查
audit-do-never-evaluated = { $who }开展评价并报送报告
audit-do-order-overdue = { $who }督促完成，登记完成日期和依据；在此之前可以采取措施
audit-do-order-lifted = { $who }补充解除依据的说明，或者重新提出要求

# 出处

cli-explain-blame = 每个起作用的事实由谁写入：文件、行、提交、作者、日期、合并请求、签名（只用于表格和 JSON）

vouch-uncommitted = 文件夹里有未提交的修改，说不出是谁写的：先提交，或用 --rev 指明版本
vouch-format = --blame 只能用于 tree 和 json
vouch-head = 出处：{ $count } 个事实，提交 { $commit }
vouch-file = { $path }（提出：{ $owners }）
vouch-anyone = 任何人
vouch-fact = 第 { $line } 行 { $field } = { $value } · { $wrote }
vouch-nobody = 没有提交
vouch-wrote-agreed = { $wrote } · { $agreed }
vouch-agreed-by = 同意：{ $people }
vouch-agreed-person = { $login }{ $account }{ $on }
vouch-agreed-nobody = 合入时没有人同意
vouch-agreed-none = 合并没有同意记录
vouch-agreed-not-fetched = 没有取得同意记录（git fetch origin refs/notes/mulu:refs/notes/mulu）
vouch-agreed-unreadable = { $why }，不算同意
vouch-agreed-but = { $agreed }；但是 { $why }
vouch-wrote = { $commit } { $on } { $author }{ $pull ->
    [0] {""}
   *[other] {" "}#{ $pull }
} · { $signed }
vouch-signed-none = 没有签名
vouch-signed-verified = 签名有效（{ $units }）
vouch-signed-revoked-since = 签名有效（{ $units }，公钥后来已撤销）
vouch-signed-other-unit = 签名属于 { $units }，不是提出单位
vouch-signed-key-later = 签名公钥当时没有登记，后来由 { $units } 登记
vouch-signed-unknown-key = 签名公钥 { $key } 没有登记
vouch-signed-bad = 签名与提交不符
vouch-signed-unknown-kind = { $kind } 签名，本程序不能核验
vouch-why-none = 没有签名
vouch-why-verified = 签名有效
vouch-why-revoked-since = 公钥已撤销
vouch-why-other-unit = 是别的单位签的名
vouch-why-key-later = 公钥没有登记
vouch-why-unknown-key = 公钥没有登记
vouch-why-bad = 签名与提交不符
vouch-why-unknown-kind = 这种签名不能核验
code-opinion-unsigned = 意见没有签名
opinion-unsigned = 自 { $from } 起，这一主管部门的意见必须签名；提交 { $commit } 写入的内容{ $why }：用登记在其单位 signing_keys 的 SSH 公钥签名提交（git commit -S）
record-audit-merge-unnoted = 合并没有附注，谁同意的没有记录：{ $act }
record-audit-merge-disputed = 合并的附注与合并的内容不符：{ $act }：{ $why }
record-audit-notes-absent = { $count } 次合并是谁同意的，这里没有记录：没有启用附注（mulu bot --notes），或者没有取回（git fetch origin refs/notes/mulu:refs/notes/mulu）
record-audit-notes-later = 有 { $count } 次合并早于第一条附注，是谁同意的没有记录
audit-do-merge-unnoted = { $who }说明当时由谁同意；巡检（mulu bot --notes）可以补记最近的合并
audit-do-merge-disputed = { $who }对照代码托管平台的记录，说明这条附注由谁写入
