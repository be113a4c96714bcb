### 所有对用户说的话（简体中文）。与 en 文件夹中的文件 逐条对应：键和变量都必须相同。
### 诊断代码 family/name 的句子，键是 family-name；建议是 help-…，说明是 note-…，
### 代码的简短名称（不含变量）是 code-family-name。

## 通用名称

money = { $amount } { $unit }
money-too-much = 金额过大，无法合计
money-column =
    { $scale ->
        [none] 金额
       *[other] 金额({ $scale })
    }

outcome-met = 符合
outcome-unmet = 不符合
outcome-unproven = 待补证
outcome-waived = 已豁免
outcome-not-applicable = 不适用

verdict-eligible = 符合
verdict-pending = 待补证
verdict-ineligible = 不符合

force-deny = 不满足则不安排
force-hold = 不满足则暂缓
force-warn = 仅提醒

severity-error = 错误
severity-warning = 警告
label-help = 建议

article-numbered = 第{ $number }条
article-paragraph = 第{ $number }款

## 缺少的依据

missing-opinion = 缺少{ $matter }意见：由{ $supplier }出具
missing-opinion-scoped = 缺少对“{ $scope }”的{ $matter }意见：由{ $supplier }出具
missing-field = { $document } 没有填写 { $field }：由{ $supplier }补充
missing-field-titled = { $document } 没有填写“{ $title }”（{ $field }）：由{ $supplier }补充
missing-document = 缺少文件 { $path }：由{ $supplier }提交
missing-valid-document = 文件 { $path } 有错误，不能作为依据：由{ $supplier }改正
missing-bounded-document = 文件 { $path } 内容过多，规则无法逐项核对：由{ $supplier }精简
missing-listing = 系统登记 { $path } 尚未合入总目录：由{ $supplier }审核合入
missing-source = 数据项“{ $element }”没有确定唯一来源：由{ $supplier }确定
missing-nothing = 依据不足：{ $title }

## 诊断：汇总

summary-findings =
    { $errors ->
        [0] { $warnings ->
            [0] 检查完毕，没有发现问题（{ $documents } 个文件）
           *[other] { $warnings } 个警告，涉及 { $files } 个文件（共检查 { $documents } 个文件）
        }
       *[other] { $least ->
            [1] 至少{" "}
           *[other] {""}
        }{ $errors } 个错误，{ $warnings } 个警告，涉及 { $files } 个文件（共检查 { $documents } 个文件）
    }

## 结论

header-fund = { $registry } · { $year } 年运维经费 · 判定日期 { $on } · 目录 { $commit } · 规则 { $policy }
header-untitled = 政务信息系统总目录
header-no-commit = 未提交
header-built-in = 内置
column-verdict = 结论
column-unit = 单位
column-system = 系统
column-reason = 主要原因
reason-articles = { $reason }（{ $articles }）
totals-cell = { $count } 个 { $money }
totals-verdict = { $verdict } { $count } 个 { $money }
totals-unknown = { $money }（另有 { $count } 个金额不明）
totals-unit-title = 按单位合计
totals-none = 没有这样的运维经费申请
hint-explain = 看一个系统为什么：mulu explain { $system } --year { $year }
applicant-asks = { $applicant } 申请 { $money }
amount-unknown = 金额不明
unit-unknown = 单位不明
explain-unmet = 不符合
explain-unproven = 待补证
explain-waived = 已豁免
explain-warnings = 提醒（不影响结论）
explain-met = 符合
explain-not-applicable = 不适用
explain-group = { $name }（{ $count }）
explain-articles = 依据：{ $articles }
explain-fact = 事实：
explain-more-facts = 另有 { $count } 处
explain-missing = 应在文件：
explain-todo = 要符合条件，需要：
explain-todo-none = 不需要再做什么。

csv-year = 年度
csv-request = 申请
csv-system = 系统标识
csv-system-name = 系统
csv-unit = 单位标识
csv-unit-name = 单位
csv-applicant = 申请单位
csv-amount =
    { $unit ->
        [none] 金额
       *[other] 金额（{ $unit }）
    }
csv-verdict = 结论
csv-unmet = 不符合的规则
csv-unproven = 待补证的规则
csv-reason = 主要原因

## 诊断代码的简短名称

code-path-unknown = 不属于任何种类的文件
code-path-extension = 文件扩展名不是 .yaml
code-path-slug = 路径中的标识不合规范
code-path-reserved = 名称另有含义
code-path-executable = 可执行文件
code-path-symlink = 符号链接
code-path-submodule = Git 子模块
code-path-not-utf8 = 文件名不是 UTF-8 编码
code-path-unowned = 没有主管部门的文件
code-path-missing = 缺少必需的文件
code-document-too-large = 文件过大
code-document-too-deep = 嵌套过深
code-document-too-many-nodes = 内容条目过多
code-document-invalid-utf8 = 内容不是 UTF-8 编码
code-document-bom = 字节顺序标记（BOM）
code-document-crlf = Windows 换行符
code-document-tab = 制表符
code-document-control-character = 控制字符
code-document-invisible-character = 不可见字符
code-document-full-width-colon = 全角冒号
code-document-syntax = YAML 语法错误
code-document-empty = 空文件
code-document-not-a-mapping = 内容不是键值结构
code-document-multiple-documents = 一个文件中有多个文档
code-document-anchor = YAML 锚点
code-document-alias = YAML 别名
code-document-tag = YAML 标签
code-document-merge-key = YAML 合并键
code-document-duplicate-key = 重复的字段
code-document-key-not-text = 字段名不是文本
code-document-ambiguous-value = 不同 YAML 版本理解不一的值
code-document-comment-in-value = 值后面的注释
code-document-more-findings = 同类问题过多
code-schema-unknown-key = 未知字段
code-schema-required = 缺少必填字段
code-schema-forbidden = 不应填写的字段
code-schema-type = 值的类型不对
code-schema-enum = 值不在可选范围内
code-schema-pattern = 值的格式不对
code-schema-format = 日期无效
code-schema-range = 数值超出范围
code-schema-size = 长度或数量超出范围
code-schema-unique = 重复的条目
code-schema-other = 不符合数据规范
code-schema-broken = 数据规范文件有错误
code-schema-unknown-file = 不对应任何内容的数据规范文件
code-reference-unknown-unit = 单位不存在
code-reference-unknown-system = 系统不存在
code-reference-unknown-resource = 数据资源不存在
code-reference-unknown-element = 数据项不存在
code-reference-unknown-authority = 主管部门不存在
code-reference-unknown-project = 引用的建设项目不存在
code-reference-unknown-framework = 引用的框架方案不存在
code-entry-target = 没有填写系统或者项目，或者两个都填了
code-entry-kind = 类别与系统、项目不符
code-plan-not-in-list = 计划项目不在清单中
code-budget-not-in-plan = 预算项目不在计划中
code-project-contradictory-dates = 项目日期自相矛盾
code-project-stage-order = 项目阶段不连贯
code-project-ended = 项目已经结束
code-project-parts-exceed-total = 分项之和超过总数
code-project-previous-of-new = 新建项目写了前期项目
code-project-second-phase = 后续工程写成新建
code-project-cycle = 前期项目循环
code-framework-two-for-one-project = 项目列入两个框架方案
code-framework-content-twice = 框架方案重复建设
code-framework-incomplete = 框架方案不完整
code-settings-unknown-time-zone = 时区不存在
code-settings-too-few-people = 主管部门维护人不足两人
code-settings-unit-and-authority = 标识既是单位又是主管部门
code-registry-duplicate-code = 编码重复
code-registry-same-name = 名称相同
code-value-future = 已发生的事项日期在将来
code-value-far-ahead = 日期过远
code-value-small-amount = 金额过小
code-value-quoted-name = 名称带引号
code-value-broken-name = 名称分成几行
code-request-nothing-asked = 没有申请金额的申请
code-system-dates = 系统各步日期顺序不对
code-settings-reserved-name = 保留的名称
code-unit-cycle = 单位隶属关系成环
code-unit-maintainer = 维护人账号无效
code-unit-credit-code = 统一社会信用代码校验不通过
code-unit-plan-span = 总体方案年限不符
code-opinion-wrong-authority = 意见不属于该部门职责
code-opinion-unknown-scope = 意见对象不存在
code-opinion-unknown-matter = 规则包中没有的事项
code-opinion-subject = 事项与意见对象不符
code-opinion-scope = 范围写法不对
code-opinion-missing-field = 意见缺少必填内容
code-opinion-foreign-field = 意见填写了不该有的内容
code-opinion-unknown-result = 事项没有的结论
code-expense-unknown-category = 规则包中没有的费用类别
code-expense-purpose = 费用类别不用于此项
code-opinion-contradictory-dates = 日期前后矛盾
code-system-duplicate-resource = 数据资源重名
code-list-duplicate-entry = 清单或计划条目重复
code-privacy-id-number = 身份证号码
code-privacy-mobile-number = 手机号码
code-ownership-pattern = 权属规则无效
code-ownership-field = 归属表的字段不存在
code-ownership-capture = 归属表引用了路径中没有的名称
code-ownership-owner = 归属表的同意者或提出者无效
code-policy-missing = 没有规则包
code-policy-syntax = 规则表达式语法错误
code-policy-unknown-field = 规则引用了不存在的字段
code-policy-function = 规则函数使用错误
code-policy-unknown-variable = 规则引用了不存在的变量
code-policy-unknown-parameter = 规则引用了不存在的参数
code-policy-type = 规则中的类型错误
code-policy-unknown-value = 规则比较了不可能的值
code-policy-duplicate-rule = 规则重复
code-policy-unknown-article = 条款不存在
code-policy-parameter-dates = 参数日期顺序错误
code-policy-cases = 规则缺少示例
code-policy-no-fixture = 规则包缺少用例底本
code-policy-case-failed = 规则示例不通过
code-policy-cost = 规则计算量过大
code-policy-not-understood = 程序不理解的词
code-policy-incomplete-rule = 不完整的规则
code-policy-force = 对象不可能有的效力
code-policy-unknown-finding = 所写的检查不存在
code-policy-unknown-stage = 前一阶段不存在
code-policy-unknown-rule = 条文所写的规则不存在
code-policy-sentence = 没有落实的条文
code-policy-unclaimed-rule = 条文没有写到的规则
code-schema-not-understood = 缺少程序读取内容的格式
policy-unknown-finding = 检查不会给出 `{ $name }`
policy-unknown-stage = 在它前面没有阶段 `{ $name }`
policy-unknown-rule = 没有规则 { $rule }
policy-sentence = 第 { $article } 条的一句应当写明由什么落实，或者为什么没有落实，不能两者都写
policy-unclaimed-rule = 规则 { $rule } 引用了第 { $article } 条，但该条没有一句写到这条规则
schema-not-understood = 程序把{ $field }读作{ $wanted }，而这个格式不是这样；不能据此判定
schema-not-understood-required = 程序需要{ $field }，而这个格式允许不填；不能据此判定
schema-not-understood-open = 这个格式允许{ $field }中出现没有列出的字段，写错的字段会被当作没有填写；不能据此判定
schema-not-understood-limits = 程序把{ $field }读作 { $least } 到 { $most } 的整数，而这个格式允许其他数值；不能据此判定
schema-not-understood-untyped = 规则读取 `{ $field }`，而它的格式没有限定类型；不能据此判定
code-policy-circle = 循环引用的规则
code-policy-matter = 事项不可能有的意见
code-policy-earlier-language = 更早的规则语言
code-policy-unused = 没有规则使用的内容
policy-not-understood = 程序不理解“{ $value }”；可以是：{ $values }
policy-incomplete-rule = 规则没有条件或者没有不符合时的句子，不能完整读取
policy-force = 规则 { $rule } 的对象是 { $subject }，不会被问到 { $purpose }
policy-circle = 规则 { $rule } 通过其他规则引用了自己
policy-matter = 事项 `{ $matter }` 不会有这样的意见：{ $why }
matter-subject = 它只对 { $subjects } 出具
matter-no-order = 它不是要求，没有办结期限
matter-order = 它是要求，没有结果
matter-no-scope = 它没有范围（scope）
matter-scope = 它总有范围（scope），这里没有写
policy-earlier-language = 这些规则使用的语言（{ $name }）mulu { $program } 不再支持：请用该提交自己的程序判定（检出该提交，cargo build）
policy-unused = 没有规则使用{ $what }“{ $name }”
unused-parameter = 参数
unused-matter = 事项
unused-term = 词
code-policy-evaluation = 规则无法计算

## tree 文件名（path-…）

path-unknown = `{ $path }` 不是登记文件：没有哪一种文件放在这里
path-extension = 登记文件的扩展名应当是 `.yaml`：`{ $path }`
path-slug = 名称 `{ $name }` 不合规范：只能用小写字母、数字和单个连字符，不超过 64 个字符；年份是四位数字
path-reserved = 不能使用名称 `{ $name }`：{ $why ->
    [device] 它是 Windows 的设备名
   *[folder] 它是 opinions/ 中的目录名
}
path-executable = `{ $path }` 带有执行权限（100755），登记的文件不需要
path-symlink = `{ $path }` 是符号链接，登记目录里不允许使用
path-submodule = `{ $path }` 是 Git 子模块，登记目录里不允许使用
path-not-utf8 = 文件名 `{ $path }` 不是 UTF-8 编码
path-unowned = `{ $path }` 在归属表中没有主管部门
path-missing = 缺少登记的设置文件 registry.yaml
help-rename-file = 请改名为 `{ $name }`
help-registry-folders = 登记文件放在 { $folders } 中
help-schema-files = 数据规范文件有：{ $names }
help-path-form = 这个目录中的文件应当写作 { $form }
place-unit = 单位
place-system = 系统
place-project = 项目
place-framework = 框架方案
place-authority = 主管部门
place-year = 年度
place-date = 日期
place-family = 规则组

## document: 文件内容

document-too-large = 文件过大：{ $size } 字节，上限 { $limit } 字节
document-too-deep = 嵌套过深：超过 { $limit } 层
document-too-many-nodes = 内容过多：超过 { $limit } 项
document-invalid-utf8 = 文件不是 UTF-8 编码（此处为 { $byte }）
document-bom = 文件开头有字节顺序标记（BOM）
document-crlf = 换行符是 CRLF
document-tab = 缩进使用了制表符
document-control-character = 含有控制字符 { $character }
document-lone-cr = 换行符是 CR（旧式 Mac 的写法），整个文件读成了一行
document-invisible-character = 含有不可见或改变文字方向的字符 { $character }
document-full-width-colon = “{ $key }”后面是全角冒号
document-syntax = 不符合 YAML 语法：{ $reason }
document-empty = 文件没有内容
document-not-a-mapping = 文件内容应当由“字段: 值”组成
document-multiple-documents = 一个文件只能有一份文档，`---` 之后的内容未读取
document-anchor = 不允许使用锚点 `&{ $name }`
document-alias = 不允许使用引用 `*{ $name }`
document-tag = 不允许使用标签 `{ $tag }`
document-merge-key = 不允许使用合并键 `<<`
document-duplicate-key = 字段 `{ $key }` 重复
document-key-not-text = 字段名 `{ $key }` 不是文字
document-ambiguous-value = `{ $value }` 在不同软件中含义不同，此处按文字处理
document-comment-in-value = “{ $comment }”按注释处理，没有读取
document-more-findings = 另有 { $count } 处 `{ $code }` 未列出

help-save-as-utf8 = 请用编辑器将文件另存为 UTF-8 编码（原编码可能是 GBK）
help-save-without-bom = 请另存为“UTF-8（无 BOM）”
help-save-with-lf = 请将换行符改为 LF
help-no-tabs = 请用空格缩进，每级两个空格
help-merge-conflict = 选定要保留的内容，删去 `<<<<<<<`、`=======`、`>>>>>>>` 开头的行，再提交
help-bullet = 改为半角的“- ”（减号加空格）
help-plain-space = 请改为普通空格
help-plain-spaces = 请改为普通空格；缩进每级两个
help-space-after-dash = 在 `-` 后面加一个空格
help-space-after-colon = 冒号后要有空格：`{ $key }: …`
help-plain-punctuation = 请改为半角的括号和逗号
help-equals = 请写成 `{ $key }: …`
help-comment-in-value = 属于这个值的，请把整个值加引号：{ $whole }；是备注的，在 `#` 后面加一个空格
help-comment-for-value = 没有读取 `#` 后面的内容：它是值的，请加引号：{ $whole }；没有内容的字段请删去整行
help-ascii-colon = 请改为半角冒号加空格：`{ $key }: …`
help-quote-value = 如果是文字，请加引号；如果是数值或真假值，请写成 `860000`、`true`、`false` 这样的形式
help-quote-key = 请加引号：`"{ $key }"`
note-first-key = 字段 `{ $key }` 第一次出现在这里

syntax-unclosed-quote = 引号没有配对
syntax-unclosed-bracket = 括号 `{ $open }` 没有配对
syntax-mismatched-bracket = 括号 `{ $open }` 不能用 `{ $close }` 结束
syntax-misplaced-bracket = 多出一个右括号
syntax-reserved-character = 值不能以 `{ $character }` 开头，请加引号
syntax-brackets = 括号中的内容有误：各项用逗号分隔，并检查括号是否配对
syntax-second-colon = 此处不能有冒号：值中含有“: ”时请加引号，或检查上一行的缩进
syntax-expected-key = 此处应为“字段: 值”
syntax-indentation = 缩进与上文不一致
syntax-list-entry = 列表各项应以“- ”开头并对齐
syntax-escape = 双引号中有无法识别的转义（`\` 请写成 `\\`，或改用单引号）
syntax-after-quote = 引号之后有多余内容
syntax-block-text = 多行文本（`|` 或 `>`）的写法有误
syntax-comment = 注释 `#` 的位置有误，前面应有空格
syntax-directive = 不允许使用以 `%` 开头的指令
syntax-anchor = `&` 或 `*` 之后缺少名称；如果是文字请加引号
syntax-tag = `!` 的用法有误；如果是文字请加引号
syntax-wide-space = 这里是{ $space }，不是普通空格
syntax-merge-conflict = 合并冲突没有解决，文件中还有 Git 的标记
syntax-space-after-colon = `{ $key }:` 的冒号后面缺少空格
syntax-space-after-dash = `-` 后面缺少空格
syntax-bullet = 列表各项以半角的“- ”（减号加空格）开头，不用 `{ $mark }`
syntax-wide-punctuation = 括号和逗号应为半角：`{"{"}`、`[`、`,`
syntax-equals = 字段和值之间用冒号加空格：`{ $key }: …`
syntax-other = 无法识别的写法

## schema 数据规范（schema-…）

field-document = { $title }文件
field-whole = 文件
field-titled = “{ $title }”（{ $key }）
field-plain = `{ $key }`
field-item = { $list }第 { $number } 项
value-titled = `{ $value }`（{ $title }）
value-plain = `{ $value }`

schema-unknown-key = { $parent }中没有 `{ $key }` 这个字段
schema-key-space = `{ $key }` { $place ->
    [before] 前面
    [behind] 后面
   *[within] 中间
}有{ $space }：字段名和缩进只能用普通空格
space-full-width = 全角空格（U+3000）
space-no-break = 不换行空格（U+00A0）
space-other = 特殊空格（{ $character }）
schema-required = { $parent }缺少{ $field }
schema-required-when = { $parent }缺少{ $field }：{ $condition }必须填写
schema-forbidden = 不应填写{ $field }
schema-forbidden-when = { $condition }不应填写{ $field }
schema-type = { $field }应为{ $wanted }，实际是{ $found }
schema-enum = { $field }的值 `{ $value }` 不在可选范围内
schema-const = { $field }只能是 `{ $expected }`
schema-pattern = { $field }的值 `{ $value }` 格式不对
schema-name = { $parent }中的名称 `{ $value }` 格式不对
schema-format = { $field }的值 `{ $value }` 格式不对
schema-no-such-day = { $field }：没有 { $value } 这一天
schema-range = { $field }应{ $bound }
schema-size = { $field }{ $bound }
schema-unique = { $field }中 `{ $value }` 重复
schema-other = { $field }不符合数据规范（{ $keyword }）
schema-broken = 数据规范文件 { $path } 有错误{ $pointer }，无法据此检查：{ $reason }
schema-unknown-file = `{ $path }` 不是任何内容的数据规范文件，无法据此检查

bound-at-least = 不小于 { $limit }
bound-at-most = 不大于 { $limit }
bound-above = 大于 { $limit }
bound-below = 小于 { $limit }
size-not-empty = 不能为空
size-empty = 必须为空
size-min-length = 不得少于 { $limit } 个字符
size-max-length = 不得超过 { $limit } 个字符
size-min-items = 至少要有 { $limit } 项
size-max-items = 最多只能有 { $limit } 项

type-either = { $first }或{ $second }
type-nothing = 空值
type-boolean = 真假值（true 或 false）
type-integer = 整数
type-number = 数值
type-string = 文字
type-array = 列表
type-object = “字段: 值”的结构

help-condition = 适用条件：{ $condition }
help-did-you-mean = 是不是{ $suggestion }？
help-known-keys = 还可以填写：{ $keys }
help-allowed-values = 可选的值：{ $values }
help-field = { $description }
help-example = 例如 `{ $example }`
help-slug = 标识只能由小写字母、数字和中间的连字符组成，最长 64 个字符
help-reference = 系统写作 `单位/系统`，不带目录和扩展名，例如 `road-office/road-works`
help-rule-id = 规则标识写作 `类别/名称`，例如 `security/mlps-filed`
help-resource-reference = 数据资源写作 `单位/系统#资源名称`
help-date = 日期写作 `年-月-日`，例如 `2026-12-01`
help-remove-empty = 请填写；没有内容的字段请删去整行
help-fill-below = 请填写它下面的各行（缩进两格；行首有 `#` 的去掉 `#`），或者删去整行
help-indent-below = 下面的 { $keys } 是{ $field }的内容：这几行（连同它们下面的行）行首各加两个空格
help-indent-entry = 下面的 { $keys } 是{ $field }的一项：第一行行首加“  - ”，其余各行行首加四个空格
help-add-field = 请补上{ $field }：{ $description }
help-add-plain-field = 请补上{ $field }
help-mapping = 字段写在下面几行，每行一个，缩进两格：`  字段: 值`
help-range = 可以是 { $least } 到 { $most }
help-list-separator = 各项之间用半角逗号：`{ $list }`，或者每项一行，以“- ”开头
help-write-number = 请写成不加引号的整数：`{ $value }`
help-write-value = 请写成 `{ $value }`
help-true-or-false = 请写成 `true` 或 `false`
help-quote-text = 如果是文字，请加引号：`"{ $value }"`
help-ascii-brackets = 请改为半角的括号 `[` 和 `]`，或者每项一行，以“- ”开头
help-number-like = 写成不加引号、不带单位的整数，例如 `{ $example }`
help-money-whole = 写成不加引号、不带单位的整数，没有小数{ $unit ->
    [none] {""}
   *[other] ，以{ $unit }计
}{ $scale ->
    [none] {""}
   *[other] ；按{ $scale }算的请先换算
}
help-number = 写成不加引号、不带单位的整数
help-text = 写成一段文字：`字段: 文字`
help-month = 月份是 01 到 12，日期写作 `年-月-日`，例如 `2026-12-01`
help-last-day = 这个月的最后一天是 `{ $value }`
help-early-day = 核对日期；表格中的空单元格导出时会变成 1899 或者 1900 年的日期，没有日期的请删去整行
schema-early-day = { $field }：{ $value } 早于 { $year } 年，不可能是实际的日期
help-list = 列表每项一行，以“- ”开头
note-first-entry = 第一次出现在这里

## registry 引用与目录（reference-… unit-… opinion-… …）

## policy 规则包（policy-…）

## registry 引用与相互矛盾

reference-unknown-unit = 单位 `{ $name }` 不存在
reference-unknown-system = 系统 `{ $name }` 不存在
reference-unknown-resource = 数据资源 `{ $name }` 不存在
reference-unknown-element = 数据元 `{ $name }` 不在 elements.yaml 中
reference-unknown-authority = 主管部门 `{ $name }` 不在 registry.yaml 的 authorities 中
reference-unknown-project = 没有建设项目 `{ $name }`
reference-unknown-framework = 没有框架方案 `{ $name }`
entry-target = 每一项应当填写 `system` 或者 `project` 中的一个
entry-kind = 类别为 `{ $kind }` 的项目应当填写 `{ $wanted }`，不是 `{ $field }`
plan-not-in-list = { $year } 年项目清单没有以这一类别列入 `{ $name }`
budget-not-in-plan = { $year } 年投资计划没有以这一类别列入 `{ $name }`
project-contradictory-dates = `{ $field }` 早于 `{ $earlier }`
project-stage-order = 项目已经处于“{ $stage }”，但没有到过“{ $before }”
project-ended = 项目 `{ $name }` 自 { $since } 起“{ $stage }”，{ $year } 年不应当再为它申请或者安排资金
project-parts-exceed-total = `{ $field }` 合计 { $sum }，超过总数 { $total }
project-previous-of-new = 有前期项目的是扩建项目：类别（kind）改为扩建；确为新建的，不写 previous
project-second-phase = 系统 `{ $name }` 已由新建项目 `{ $other }` 建成：在它之上再建的是扩建项目，写明 previous
project-cycle = 项目的前期项目经 `{ $name }` 又回到它自己
framework-two-for-one-project = 两个框架方案都列入了项目 `{ $name }`
framework-content-twice = 框架方案中重复建设“{ $name }”
framework-incomplete = 框架方案没有填写 `{ $field }`
note-earlier-here = 较早的一步在这里
help-by-articles = 依据：{ $articles }
help-did-you-mean-titled = 是不是 `{ $name }`（{ $title }）？
note-first-here = 第一次出现在这里
note-issued-here = 出具日期在这里
note-circle-goes-on = 由此继续形成循环
note-plan-begins = 起始年度在这里
settings-unknown-time-zone = 时区 `{ $name }` 不存在
settings-too-few-people = { $authority }的维护人{ $people ->
    [0] 一个也没有
   *[other] 只有一人
}：没有第二个人可以同意
settings-unit-and-authority = `{ $name }` 是一个单位，在这里又是其他单位承担的主管部门
registry-duplicate-code = 另一处也填了 `{ $name }`
registry-same-name = 另有同名的：“{ $name }”
value-future = { $field } { $date } 晚于判定日期 { $on }
value-far-ahead = { $field } { $date } 比 { $on } 晚了很多年
value-small-amount = { $field }不大可能只有 { $amount }{ $unit ->
    [none] {""}
   *[other] {" "}{ $unit }
}
value-quoted-name = { $field }整个写在引号里
value-broken-name = { $field }里有换行
request-nothing-asked = 各项金额都是 0，等于没有申请经费
help-large-amount = 如果是 { $amount } { $large }，请写 `{ $value }`；确实只有这么少的，不必改
help-bare-name = 引号不是名称的一部分的，请删去：`{ $value }`
help-whole-name = 写在一行里：`{ $value }`
system-dates = 这个日期早于在它之前的一步
settings-reserved-name = “{ $name }”另有含义，不能作为单位或主管部门的标识
help-time-zone = 时区用 IANA 名称，例如 `Asia/Shanghai`
help-captures = 路径中可以引用的有：{ $names }
unit-cycle = 单位 `{ $name }` 成了自己的上级
unit-maintainer = “{ $name }”不是可以识别的账号
unit-credit-code = 统一社会信用代码 `{ $code }` 的校验码不对，应当以 `{ $wanted }` 结尾
unit-plan-span = 整合建设总体方案应当是 3 至 5 年，这里是 { $years } 年（第六条）
opinion-wrong-authority = `{ $matter }` 不是{ $authority }的意见，不能作为依据
help-matter-belongs-to = 这类意见由 `{ $name }`（{ $title }）在自己的文件中出具
opinion-unknown-matter = 规则包中没有事项 `{ $name }`
opinion-subject = “{ $matter }”不是对{ $subject }出具的，应当对{ $wanted }出具
opinion-unknown-scope = “{ $name }”什么也没有指明：范围（scope）应当是{ $wanted }{ $optional ->
    [0] {""}
   *[other] ，也可以不填
}
opinion-scope = { $given ->
    [0] 没有填写范围（scope）：应当是{ $wanted }
   *[other] 范围（scope）应当是{ $wanted }
}{ $optional ->
    [0] {""}
   *[other] ，也可以不填
}
opinion-scope-none = 这一事项的意见不分范围（scope）
help-no-scope = 删去 scope 这一行
opinion-missing-field = “{ $matter }”应当填写{ $field }
opinion-foreign-field = “{ $matter }”没有{ $field }这一项
opinion-unknown-result = `{ $name }` 不是这一事项的结论，可以是{ $wanted }
expense-unknown-category = 规则包中没有费用类别 `{ $name }`
expense-purpose = “{ $name }”不能列入{ $purpose }
expense-purpose-maintenance = 运行维护经费
expense-purpose-construction = 建设投资
subject-unit = 单位
subject-system = 系统
subject-project = 建设项目
subject-framework = 框架方案
scope-year = 年度（`2027`）
scope-date = 日期（`2026-05-01`）
scope-category = 费用类别
scope-expense = 年度加费用类别（`2027/类别`）
scope-choices = { $words }之一
scope-names = 文件中 `{ $pointer }` 写明的内容
opinion-contradictory-dates = `{ $field }` 早于出具日期
system-duplicate-resource = 数据资源“{ $name }”重名
list-duplicate-entry = `{ $name }` 在同一文件中重复列入
privacy-id-number = 含有身份证号码，登记中不得出现个人信息
privacy-mobile-number = 含有手机号码，登记中只能写办公电话
ownership-pattern = 归属表的路径 `{ $pattern }` 无法识别
ownership-field = `{ $pattern }` 的文件没有字段 `{ $field }`
ownership-capture = 路径 `{ $pattern }` 中没有 { $name } 引用的部分
ownership-owner = 归属表中的“{ $name }”不能作为提出者或同意者

## policy 规则包

policy-missing = 没有规则包 registry/policy/pack.yaml，无法判定
policy-syntax = 表达式有语法错误：{ $reason }
expression-full-width = `{ $mark }` 是全角符号，请改为 `{ $right }`
policy-unknown-field = 没有字段 `{ $name }`：{ $expression }
policy-function = 没有函数 `{ $name }`
policy-function-arguments = 函数 `{ $name }` 的参数个数不对
policy-unknown-variable = 没有变量 `{ $name }`
policy-unknown-parameter = 规则包没有参数 `{ $name }`
policy-type = 此处应当是{ $wanted }，实际是{ $found }：{ $expression }
policy-unknown-value = 值 `{ $value }` 不可能出现，可用的是：{ $values }
policy-duplicate-rule = 规则 `{ $rule }` 重复
policy-unknown-article = 规则 `{ $rule }` 引用的条款 { $article } 不在规则包中
policy-parameter-dates = 参数的生效日期应当从早到晚
policy-cases = 规则 `{ $rule }` 至少要有一个符合的和一个不符合（或者待补证）的用例
policy-no-fixture = 规则包没有 fixture.yaml，用例无从开始
policy-case-failed = 规则 `{ $rule }` 的用例“{ $name }”应当是{ $expected }，实际是{ $found }
policy-cost = 表达式计算量可能过大：{ $reason }（上限 { $limit }）
policy-evaluation = 规则 `{ $rule }` 无法判定
outcome-none = 没有结果
cost-length = 太长
cost-rules = 规则太多
cost-depth = 嵌套太深
cost-nesting = 逐项判断嵌套太多
policy-operand-condition = 真假值
policy-operand-number = 数值
policy-operand-whole-number = 整数
policy-operand-date = 日期
policy-operand-names = 一组名称
policy-operand-text-or-mapping = 文字或者一组字段
policy-operand-text = 文字
policy-operand-list = 列表
policy-operand-mapping = 一组字段
policy-operand-unknown = 未知的值
policy-operand-text-or-number = 文字或者数值
policy-operand-call = 对另一个函数的调用
policy-operand-quoted-name = 带引号的名称

## cli 命令行

cli-about = 区级政务信息系统总目录：哪些系统可以安排运行维护经费，为什么
cli-check-about = 检查登记：每个文件的每一处问题
cli-fund-about = 某年度的运行维护经费：谁可以安排，谁不可以，为什么
cli-explain-about = 解释一个系统的结论：条款、事实、缺什么、怎么办
cli-policy-about = 规则包
cli-policy-lint-about = 检查规则包
cli-policy-test-about = 运行规则的用例
cli-policy-coverage-about = 逐条列出办法由哪些规则落实
cli-dev-about = 供开发人员使用
cli-dev-generate-about = 生成任意规模的登记用于测试，规则取自当前登记
cli-completions-about = 生成命令行补全脚本
cli-man-about = 生成 man 手册页
cli-heading-usage = 用法
cli-heading-commands = 命令
cli-usage-options = 选项
cli-heading-options = 选项
cli-heading-arguments = 参数
cli-help = 显示帮助
cli-version = 显示版本
cli-folder = 目录所在的文件夹（其中有 registry/），默认是当前文件夹
cli-lang = 输出语言
cli-color = 是否使用颜色
cli-rev = 读取 Git 的这个版本（分支、标签或者提交），不读工作区
cli-at = 读取到这一天为止的最后一个提交，并按这一天判定
cli-on = 判定日期，默认是今天；指定版本时默认是该版本的日期
cli-format = 输出格式；不写则按 -o 的文件名结尾，否则给人看
cli-deny_warnings = 有警告也以 1 退出
cli-year = 年度
cli-unit = 只看这个单位（标识或者名称）及其下级单位
cli-verdict = 只看这种结论（符合、待补证、不符合），可以重复
cli-system = 系统：`单位/系统`、文件路径、系统标识或者系统名称
cli-rule = 只运行这条规则
cli-shell = 命令行种类
cli-output = 写入这个文件，要么完整写入，要么不动原文件；结尾决定格式
cli-dev-generate-out = 写入这个文件夹，须不存在或为空
cli-dev-generate-systems = 系统数量
cli-dev-generate-seed = 随机种子，相同的种子生成相同的内容
cli-dev-generate-invalid = 不符合格式的文件数量
cli-dev-generate-year = 预算年度，同时生成上一年度的申请
cli-help-about = 显示某个命令的帮助
cli-heading-global = 通用选项
cli-default = （默认 { $value }）
cli-value-dir = 文件夹
cli-value-command = 命令
cli-value-year = 年度
cli-value-unit = 单位
cli-value-revision = 版本
cli-value-date = 年-月-日
cli-hint-date = 年-月-日，例如 2026-12-01
cli-value-system = 系统
cli-value-rule = 规则
cli-help-command = 命令
cli-see-help = 用法请看 `{ $command } --help`
cli-error-unknown-argument = 没有选项 `{ $arg }`
cli-error-unknown-command = 没有命令 `{ $command }`
cli-error-no-value = `{ $arg }` 后面缺少值
cli-error-value = `{ $arg }` 的值 `{ $value }` 不对，应为 { $hint }
cli-error-missing = 缺少 { $arg }
cli-error-no-command = 缺少命令
cli-error-conflict = `{ $arg }` 不能和 { $other } 一起使用
cli-error-too-many = 多余的参数 `{ $arg }`
cli-error-twice = `{ $arg }` 只能写一次
cli-error-other = 命令行有误：{ $reason }

failure-with-help = { $failure }。{ $help }
failure-reading = 无法读取 { $what }：{ $reason }
failure-no-folder = 没有文件夹 `{ $folder }`
failure-folder-is-link = `{ $name }` 是符号链接或者 Git 子模块，它指向的内容不属于这个版本，不予读取
failure-repository-owner = `{ $folder }` 所在的 Git 仓库属于另一个用户。如果可以信任，请先运行 git config --global --add safe.directory 加上仓库的路径
failure-ambiguous-revision = `{ $revision }` 可以指几个版本，请写得更完整
failure-writing = 无法写出 { $what }：{ $reason }
reason-missing = 没有这个文件或者文件夹
reason-forbidden = 没有权限
reason-taken = 已经存在
reason-folder = 这是文件夹，不是文件
reason-no-folder = 路径中有一段不是文件夹
reason-full = 磁盘已满
reason-read-only = 磁盘只读
failure-no-rules = 没有可以复制的规则：缺少 registry/policy。请用 -C 指定含有登记的文件夹
failure-folder-not-empty = 文件夹 `{ $folder }` 不是空的
failure-no-registry = `{ $folder }` 里没有 registry 文件夹。请用 -C 指定登记所在的文件夹
failure-no-registry-in = 版本 { $revision } 里没有 registry 文件夹
failure-no-repository = `{ $folder }` 不在 Git 仓库中，无法读取历史版本
failure-no-commit = 仓库还没有提交，找不到 `{ $revision }`
failure-unknown-revision = 仓库里没有版本 `{ $revision }`
failure-unknown-revision-shallow = 仓库里没有版本 `{ $revision }`；这是浅克隆，请先用 git fetch --unshallow 取回全部历史
failure-shallow = 浅克隆里没有 { $day } 以前的提交，请先用 git fetch --unshallow 取回全部历史
failure-commit-time = 提交 { $commit } 的提交时间不在日历之内（1970-01-01 起的秒数：{ $seconds }），不知道是哪一天的：用 --on YYYY-MM-DD 写明判定日期，或者校准时钟后重新提交（git commit --amend --no-edit --date=now）
note-dates-backwards = 首父线上有 { $count } 个提交的日期与前后的提交不合（如 { $commit }，写的是 { $on }）：按先后次序计算，一个提交不早于它前面的提交
note-no-date = 日历以外的时间
failure-before-history = { $day } 以前没有提交
failure-before-history-backwards = { $day } 以前没有提交。{ $found }
history-renamed = `{ $old }` 现在的标识是 `{ $new }`，以下是它的经过
failure-time-zone = registry.yaml 的时区 `{ $name }` 不存在
standard-output = 标准输出
failure-internal = 程序内部有误，不是登记的问题。请把这一行告诉维护者：{ $place }
failure-ambiguous-unit = 有几个单位叫 `{ $name }`：{ $names }
failure-unknown-unit = 单位 `{ $name }` 不存在
failure-unknown-system = 系统 `{ $name }` 不存在
failure-ambiguous-system = 有几个系统叫 `{ $name }`：{ $names }
failure-no-request = 系统 `{ $name }` 没有运行维护经费申请
failure-no-request-in-year = 系统 `{ $name }` 没有 { $year } 年的运行维护经费申请
failure-unknown-rule = 规则 `{ $name }` 不存在
progress-working = 正在读取和判定…

generate-done = 已写入 { $folder }：{ $files } 个文件，{ $bytes } 字节

cases-summary = { $rules } 条规则的 { $cases } 个用例，{ $failed } 个不通过
coverage-none = 没有规则（{ $reason }）：{ $note }
coverage-gap = 没有规则，也没有说明理由
coverage-procedural = 程序性条款
coverage-other-office = 由其他部门判断
coverage-later-work = 以后落实
coverage-no-number = 条文没有数字
coverage-outside = 不在登记范围
coverage-also-ownership = 归属表
coverage-also-check = 文档检查
coverage-also-due = 到期事项
coverage-also-query = 查询
coverage-also-parameters = 参数
coverage-also-expenses = 费用分类
coverage-sentence = “{ $says }”——{ $held }
coverage-partly = 部分落实，未落实的：{ $what }
coverage-interpretation = 按此理解：{ $reading }（也可以理解为：{ $alternative }）
coverage-definition = 定义和原则
coverage-summary = { $articles } 条，其中 { $implemented } 条由规则落实，{ $explained } 条说明了没有规则的理由，{ $gaps } 条没有落实
