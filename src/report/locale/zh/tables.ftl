### 登记和判定作为数据表：查询、导出、写入数据库。

cli-query-about = 用 SQL 查询登记和判定，或者回答准备好的问题
cli-query-sql = 一条 SELECT、WITH 或者 VALUES 查询；- 表示从标准输入读取
cli-query-saved = 回答准备好的问题；不写名称则列出全部
cli-query-schema = 显示有哪些表，或者一个表的各列
cli-query-timeout = 查询最多用多少秒
cli-query-limit_rows = 结果最多多少行，多出的不输出，并且说明
cli-publish-about = 把登记的一个版本及其判定写入 PostgreSQL
cli-publish-database = 数据库的地址：postgres://用户@主机/数据库
cli-publish-registry = 登记在数据库中的名称，默认是登记的标题
cli-dev-tables-about = 写出 docs/TABLES.md
cli-value-sql = SQL
cli-value-name = 名称
cli-value-table = 表
cli-value-seconds = 秒
standard-input = 标准输入

query-cells-cut = 过长的内容只显示开头；全文见 --format json 或者 csv
query-rows = { $rows } 行
query-cut = 结果只有前 { $rows } 行，还有更多；用 --limit-rows 可以放宽
query-yes = 是
query-no = 否
query-nothing = 要查询什么？请写 SQL，或者用 --saved 看准备好的问题，用 --schema 看有哪些表
query-empty = 没有查询：请写一条 SELECT
query-several = 一次只能有一条查询
query-unclosed = 有一个 { $what } 没有结束
query-variable = 查询中不能有变量 `{ $name }`，请直接写值
query-not-a-query = 只能查询，不能 `{ $verb }`：请写一条 SELECT、WITH 或者 VALUES
query-writes = 只能查询，不能修改：登记只通过 Git 修改
query-function = 不能使用函数 `{ $name }`
query-qualified = 表名前不要写库名：`{ $name }`
query-nested = 查询的嵌套太深
query-near = 这里不应出现 `{ $found }`
query-incomplete = 查询没有写完
query-full-width = SQL 第 { $line } 行第 { $column } 列：`{ $mark }` 是全角符号，请改为 `{ $right }`
query-text = 查询中的表达式产生的文本太长，已停止
query-large = 结果超过 { $most } MB：请减少行数或者列数
query-overflow = 查询中的合计超出 64 位整数的范围
query-said = { $reason }
query-syntax = SQL 有误：{ $reason }
query-syntax-at = SQL 第 { $line } 行第 { $column } 列有误：{ $reason }
query-unknown-table = 没有表 `{ $name }`
query-unknown-question = 没有准备好的问题 `{ $name }`
query-unknown-column = 没有列 `{ $name }`
query-unknown-column-at = SQL 第 { $line } 行第 { $column } 列：没有列 `{ $name }`
query-help-schema = 用 mulu query --schema 看有哪些表和列
query-timeout = 查询超过 { $seconds } 秒，已停止；用 --timeout 可以放宽
query-memory = 查询需要的内存太多，已停止
query-xlsx-file = XLSX 要写入文件：请用 -o 指定
store-said = 数据库：{ $reason }

publish-address = 数据库的地址应为 postgres://用户@主机/数据库
publish-uncommitted = 工作区有未提交的修改，不能发布：请先提交，或者用 --rev 指定版本
publish-unnamed = 登记没有标题，请用 --registry 给它一个名称
publish-unreachable = 连接不上数据库：{ $reason }
publish-layout = 数据库中的表属于另一个版本的 mulu，没有写入。请换一个数据库或者 schema
publish-failed = 没有写入，数据库中原有的内容没有变化：{ $reason }
publish-already = { $commit } 在 { $on } 的判定已经在数据库中，没有写入
publish-day = 已写入 { $commit } 在 { $on } 的判定：{ $rows } 行（登记的内容已在数据库中）
publish-commit = 已写入 { $commit } 及其在 { $on } 的判定：{ $rows } 行

schema-tables = 表：
schema-questions = 准备好的问题（视图），用 mulu query --saved 名称 查询：
schema-hint = 用 mulu query --schema 表名 看各列。金额都是基本单位的整数，日期写作 YYYY-MM-DD。
schema-key = 主键：{ $key }

sheet-answer = 查询结果
sheet-provenance = 来源
sheet-registry = 登记
sheet-commit = 提交
sheet-policy = 规则
sheet-on = 判定日期
sheet-command = 命令
sheet-query = 查询
sheet-rows = 行数
sheet-money = 金额
sheet-money-note = 单元格的值是基本单位的整数{ $scale ->
    [none] {""}
   *[other] ，显示为{ $scale }
}
sheet-program = 程序
