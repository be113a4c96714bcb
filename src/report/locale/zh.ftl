### 全部中文语句。键名与诊断代码对应：`schema/unknown-key` → `schema-unknown-key`。

## document: 文件内容

document-too-large = 文件过大：{ $size } 字节，上限 { $limit } 字节
document-too-deep = 嵌套过深：超过 { $limit } 层
document-too-many-nodes = 内容过多：超过 { $limit } 项
document-invalid-utf8 = 文件不是 UTF-8 编码（此处为 { $byte }）
document-bom = 文件开头有字节顺序标记（BOM）
document-crlf = 换行符是 CRLF
document-tab = 缩进使用了制表符
document-control-character = 含有控制字符 { $character }
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
document-more-findings = 另有 { $count } 处 `{ $code }` 未列出

help-save-as-utf8 = 请用编辑器将文件另存为 UTF-8 编码（原编码可能是 GBK）
help-save-without-bom = 请另存为“UTF-8（无 BOM）”
help-save-with-lf = 请将换行符改为 LF
help-no-tabs = 请用空格缩进，每级两个空格
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
syntax-wide-space = 含有全角空格或不换行空格，请改为普通空格
syntax-space-after-colon = `{ $key }:` 的冒号后面缺少空格
syntax-other = 无法识别的写法
