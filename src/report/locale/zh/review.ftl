### The review of a change.

cli-review-about = 审查一次变更：改了什么，谁有权改，要谁同意，错在哪里，经费结论怎样变化
cli-range = 合入的目标和提出的变更，例如 `origin/main..HEAD`
cli-author = 提出变更的人（GitHub 登录名）
cli-approvals = 审批情况的 JSON 文件：一个列表，每项有 login（谁）和 commit（同意的是哪个提交）
cli-value-login = 登录名
cli-value-file = 文件

failure-range = `{ $range }` 不是一段变更：请写成 `目标..变更`，例如 `origin/main..HEAD`
failure-approvals = 审批文件 { $file } 读不懂：{ $reason }；应为 JSON 列表，每项有 login 和 commit
failure-base-rules = 目标版本自己的规则或者模式有错误，不能用来判定：请先用 `mulu check --rev` 查看并由区大数据发展局改正
failure-no-common-history = `{ $base }` 和 `{ $head }` 没有共同的历史，不能合并
failure-no-common-history-shallow = 这是浅克隆，看不到 `{ $base }` 和 `{ $head }` 的共同历史：请先运行 `git fetch --unshallow`
