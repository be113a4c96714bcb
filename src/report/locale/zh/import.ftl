### 导入台账（`mulu import`）的词句。

cli-import-about = 把台账（XLSX、XLS、CSV）里的系统登记进来：先列出每个单元格取不取、为什么，哪些要由人来定；不猜
cli-import-ledger = 台账文件
cli-import-map = 对照文件（YAML）：列名对应哪个字段，新系统用什么标识
cli-import-write = 写入登记；默认只列出，不改动任何文件
cli-import-format = 输出格式
cli-workbook-about = 写一份登记系统用的 Excel 表：有下拉列表、说明，已登记的已经填好；填好后用 import 导入
cli-workbook-unit = 只要这个单位的
cli-workbook-output = 写入这个文件（.xlsx）

import-counts = { $file }：取用 { $taken } 个单元格，略去 { $left } 个，要由人来定 { $asked } 个
import-unread = 没有认出列名的工作表：{ $sheets }
import-asked = 要由人来定
import-left = 略去
import-cell = { $place } “{ $text }”：{ $why }
import-left-cells = { $why }：{ $count } 个（{ $places }）
import-would-write = 将写入 { $count } 个文件（加 --write 写入），{ $same } 个没有变化
import-written = 已写入 { $count } 个文件，{ $same } 个没有变化
import-new-file = 新增 { $path }：{ $fields }
import-changed-file = 修改 { $path }：{ $fields }
import-refused = 未改 { $path } 的 { $field }：{ $why }
import-refusal-broken = 原文件有错误，先改正
import-refusal-absent = 原文件里没有可以放的位置
import-refusal-form = 原文件这一处的写法不能逐字修改，请人工修改
import-refusal-differs = 改动会影响其他内容，请人工修改
import-findings = 写入后会有的问题
import-finding = { $place }：{ $said }（{ $code }）
import-note = 写入后的问题：{ $said }（{ $code }）

import-why-nothing = 登记里没有这一项
import-why-person = 个人信息不登记
import-why-opinion = 由主管部门在其意见文件里认定，台账不作为依据
import-why-request = 经费逐年由申请文件提出（mulu new request）
import-why-counting = 序号
import-why-sum = 合计、小计或者表下的说明
import-why-classified = 涉密系统不在这里登记，内容不转述
import-why-column = 不认识这一列；在对照文件里写明它对应的字段，或者 to: left
import-why-unit = 没有叫这个名称的单位；用登记里的全称、简称或别名，或者先登记单位（mulu new unit）
import-why-row = 同一行还有要定的，等定了再取
import-why-name = 这一行没有系统名称
import-why-id = 新系统要定标识，定了不再改；建议 { $proposed }，在对照文件的 ids 里写明
import-why-known = 标识 { $id } 已有别的系统，或者同名系统用的是它；标识不能改，由人核对
import-why-again = 另一列已经说了这一项；在对照文件里只留一列
import-why-elsewhere = 对照文件给的标识 { $id } 属于另一个单位；与这一行的单位写成一致
import-why-slug = 标识只能用小写字母、数字和连字符
import-why-twice = 与 { $other } 是同一个系统，保留一行
import-why-measure = 没有写明金额的单位；在列名里写明，或者在对照文件里写 measure: unit 或 large
import-why-approximate = 不是确切的数；填写确切的金额
import-why-fraction = 换算以后不是整数；核对数字和单位
import-why-number = 不是数字
import-why-day = 只写到年或月；补上日
import-why-date = 不是日期
import-why-choice = 只能是其中之一：{ $choices }；或者在对照文件的 values 里写明这个词的意思
import-why-uncalculated = 公式没有结果；用表格软件打开重新保存，或者改为数值

import-no-schemas = 登记的模式有错误，先运行 mulu check
import-no-columns = 没有认出列名：第一行或前几行里要有“系统名称”和至少一个认识的列名；也可以用 --map 写明
import-empty = 文件里没有内容
import-page = 这是网页，不是表格（有的软件把网页存成 .xls）；请用表格软件打开，另存为 .xlsx
import-password = 文件有密码；去掉密码再导入
import-programs = 文件里有宏；另存为不含宏的 .xlsx 再导入
import-no-workbook = 这不是表格文件；请另存为 .xlsx 或 .csv
import-unknown = 认不出文件的格式；请另存为 .xlsx 或 .csv
import-encoding = 文字编码不是 UTF-8、UTF-16 或 GB18030；请另存为“CSV UTF-8”或 .xlsx
import-broken = 文件读不下去（{ $reason }）；请用表格软件打开，另存为 .xlsx
import-too-large = { $what ->
    [bytes] 文件超过 { $limit } MB
    [unpacked] 解压后超过 { $limit } MB
    [rows] 超过 { $limit } 行
    [columns] 超过 { $limit } 列
   *[cells] 超过 { $limit } 个单元格
  }，不予读取；请删去空白的行列，或者分成几个文件
import-map-unread = { $file } 第 { $line } 行：对照文件不是能读的 YAML
import-map-column = { $file } 第 { $line } 行：每一列要有 to 和至少一个 titles；measure 只能是 unit 或 large
import-map-id = { $file } 第 { $line } 行：ids 是系统名称对标识，例如 智慧校园平台: smart-campus

form-sheet = 系统
form-instructions = 填报说明
form-units = 单位
form-unit = 所属单位
form-id = 标识
form-money = { $name }（{ $unit }）
form-help-unit = 从下拉列表中选择；列表里没有的单位，先登记单位
form-help-id = 小写字母、数字和连字符，在本单位内不重复，定了不再改
form-help-texts = 几项之间用“；”隔开
form-help-date = 写成 2026-12-01
form-one-of = 只能是：{ $choices }
form-lines =
    一行一个系统。黄色的列必填，蓝色的列有就填；没有的留空，不要写“无”“同上”。
    带下拉列表的格只能从列表中选择；列名右上角的红色三角里有说明。
    已登记的系统已经填好：改哪一格，登记就只改哪一项。不要改动标识。
    金额写整数，单位见列名。日期写成 2026-12-01。
    不要填写身份证号、手机号码；涉密系统不填。
    填好以后交给本区的登记管理人员，由他运行 mulu import 导入；有问题的格会标上颜色、写明原因，退回来再填。
