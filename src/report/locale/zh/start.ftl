### 开始：建立登记、起草文件、命名不到时的提示。

cli-init-about = 建立一份新的登记：设置、单位、规则、格式和 GitHub 工作流，写好就能用
cli-init-dir = 写入这个文件夹，默认是当前文件夹；其中已有同名文件的不写
cli-title = 目录的名称
cli-value-title = 名称
cli-new-about = 起草一个文件：各项都有说明，选填的先注释掉；已经有的不覆盖
cli-kind = 起草什么；requests 由一个年度的申请起草另一个年度的
cli-id = 系统 单位/系统 · 单位 单位 · 项目 单位/项目 · 申请 年度/单位/系统 · 意见 主管部门/单位/系统
cli-new-name = 名称，写入“名称”一项
cli-from = 由这个年度的申请起草
cli-to = 起草这个年度的申请
cli-value-id = 标识
cli-files = 只看这些文件或者文件夹里的问题；不写则全部
failure-new-id = `{ $id }` 不是这类文件的标识，应为 { $forms }
failure-new-slug = `{ $name }` 不能作标识：只用小写字母、数字和连字符，例如 health-platform
failure-new-reserved = `{ $name }` 另有用处，不能作标识
failure-new-years = 请写明年度：mulu new requests --from 2026 --to 2027
failure-new-no-id = 缺少标识，例如：mulu new system 单位/系统
failure-exists = `{ $path }` 已经有了，没有改动
failure-init-exists = `{ $path }` 已经有了，什么都没有写。请换一个文件夹
failure-unknown-authority = 主管部门 `{ $name }` 不存在
failure-unknown-file = 登记里没有 `{ $name }`
failure-no-requests-in = { $year } 年度没有可以起草的申请
help-did-you-mean-one-of = 是不是其中的一个：{ $names }

init-title = 政务信息系统总目录
init-done = 已写入 { $folder }：{ $files } 个文件
init-kept = 原来就有、没有改动：{ $paths }（.gitattributes 里应当有 `* text=auto eol=lf`，登记一律用 LF 换行）
init-next =
    接下来：
    1. registry/registry.yaml 写上目录的名称；registry/units/ 换成真实的 GitHub 登录名，每个主管部门至少两个人
    2. mulu check 应当没有任何问题
    3. git init、git add -A、git commit，推送到 GitHub；其余步骤见 README.md
    登记第一个系统：mulu new system sample-department/first --name 名称
new-done = 已写入 { $path }。填好以后：mulu check { $path }
new-approvers = 合并以前要 { $who } 同意
new-requests-note = 由 { $from } 年度的申请起草，请逐项核对需求、费用和金额
new-requests-done = { $year } 年度：起草 { $count } 项申请，按上年共 { $money }；已经有的 { $there } 项没有改动
new-requests-gone = 没有起草 { $count } 项，系统已经停用或者没有登记：{ $names }
new-requests-broken = 没有起草 { $count } 项，原申请有错误：{ $names }
new-requests-next = 请逐项核对，然后运行 mulu check
template-how = 必填的已经列出；选填的以“# ”开头，要填的去掉行首的“# ”
template-opinions = 要出具意见的，去掉下面的 []，再去掉各行行首的“# ”。只增不改：新的意见加在后面
template-request = 金额以元为单位，合计应当与年度投资计划一致
template-categories = 费用类别：
template-matters = 可以出具的事项：
template-field = { $title }：{ $description }
template-required = {"（必填）"}
template-conditional = （{ $condition }必填）
template-choices = 可选：{ $choices }
template-choice = { $value }（{ $title }）
template-example = 例：{ $example }
document-crlf-many = { $files } 个文件使用 Windows 换行（CRLF），应使用 LF
help-line-ends = 这是一处设置，不必逐个修改：在仓库根目录的 .gitattributes 写上 `* text=auto eol=lf`，再运行 git add --renormalize .
cli-bom = CSV 以 Excel 需要的 UTF-8 标记开头
cli-man-output = 写入这个文件夹
failure-ending-contradicts = 文件以 { $ending } 结尾，要的格式却是 { $format }：请去掉 --format，或者改文件的结尾
failure-ending = 没有以 { $ending } 结尾的格式，应为 { $endings }
cli-explain-all = 逐条列出符合和不适用的规则
explain-all = 逐条列出请加 --all
explain-reasons = 原因
explain-assumed = 还没有这一年度的申请。以下是假设现在提出申请的结论：系统、单位和年度安排还缺什么
csv-applicant-name = 申请单位名称
workbook-summary = 汇总
workbook-data = 明细
workbook-title = { $registry } { $year } 年度运行维护经费汇总表
workbook-office = { $unit } { $year } 年度运行维护经费
workbook-number = 序号
workbook-applicant = 申请单位
workbook-count = 申请（项）
workbook-verdict =
    { $scale ->
        [none] { $verdict }
       *[other] { $verdict }({ $scale })
    }
workbook-todo = 要办理的事项
workbook-total = 合计
workbook-footer = &L&F&C第 &P 页，共 &N 页&R&A
totals-applicant-title = 按申请单位合计
column-applicant = 申请单位
calendar-overdue = 【逾期】应在 { $day } 以前：{ $duty }
cli-move-about = 系统、项目或者单位改名、划转：文件、清单、计划、申请和意见一次改完
cli-old = 现在的 单位/系统、projects/单位/项目 或者单位
cli-new = 改为
cli-move-dry_run = 只列出要改什么，不改
cli-value-old = 原标识
cli-value-new = 新标识
failure-move-same = `{ $name }` 就是现在的标识
move-edited = { $path }：改 { $count } 处引用
move-done = 已移动 { $moved } 个文件，改了 { $edited } 个文件里的引用。接下来：mulu check，然后在一个合并请求里一起提交
move-dry = 将移动 { $moved } 个文件，改 { $edited } 个文件里的引用；没有改动任何文件
move-left = 两个单位各有一份，没有合并，请决定怎样处理：{ $paths }
move-unwritten = 写法特殊，要手工改：{ $paths }
move-merged = 并入已有的单位：申请要列入新单位的总体方案（integrated_plan）才符合，请由新单位补充
move-still = 仍写着原单位，请核对由谁申请、列入谁的预算：{ $paths }
move-handed = 划到另一个单位：申请要列入新单位的总体方案（integrated_plan）才符合，请由新单位补充
move-proposers = 提出合并请求的：{ $units }的人{ $count ->
    [1] {""}
   *[other] ，哪一方都可以；两个单位都要同意
}
move-approvers = 合并以前要同意的：{ $who }
cli-value-state = 版本或者日期
cli-forecast-within = 今后多少天，代替 --until
