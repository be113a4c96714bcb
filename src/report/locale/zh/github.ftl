### The bot on GitHub.

cli-bot-about = 处理 GitHub 上的一个事件：判定并公布结果（由工作流调用）
cli-dry_run = 只显示将要写什么，不写
cli-bot-judge_seconds = 判定一个提交最多用多少秒
cli-bot-judge_cpu = 判定一个提交最多用多少秒处理器时间（各核相加）
cli-bot-judge_memory = 判定一个提交最多用多少 MB 地址空间
cli-bot-judge = 用来判定的程序，以 `judge` 为参数启动；默认是本程序自己
cli-bot-notes = 只给合并以后的提交写同意记录（refs/notes/mulu），不判定别的
cli-judge-about = 判定一个提交（由 `mulu bot` 启动，从标准输入读取，不供人使用）

failure-variable = 缺少环境变量 { $name }：这个命令由 GitHub 的工作流调用
failure-event = 事件 { $name } 的内容读不懂：{ $reason }
failure-permission = GitHub 没有完成：工作流缺少权限 `{ $needed }`（{ $reason }）
failure-github = GitHub 没有完成：{ $reason }
failure-fetch = 从 { $address } 取不到对象：{ $reason }
failure-push = 推送到 { $address } 没有成功：{ $reason }
failure-push-denied = 推送到 { $address } 被拒绝：令牌缺少写入内容的权限（contents: write），或者分支受保护（{ $reason }）
failure-head-moves = 判定期间分支一直在变，请稍后再试
failure-twice = { $first }；并且没能把这一失败告诉 GitHub：{ $second }
failure-said = { $sentence }
failure-order = 判定的任务读不懂：{ $reason }
failure-limits = 系统不让判定的进程限制自己，没有判定：{ $reason }
failure-judge-start = 判定的进程没有启动：{ $reason }
failure-judge-time = 判定超过了 { $seconds } 秒，已经中止。请把这次变更分成较小的几次提出
failure-judge-cpu = 判定用完了 { $seconds } 秒处理器时间，已经中止。请把这次变更分成较小的几次提出
failure-judge-memory = 判定需要的内存超过 { $megabytes } MB，已经中止。请把这次变更分成较小的几次提出
failure-judge-ended = 判定的进程中途结束（{ $how }）
failure-judge-garbled = 判定的进程没有给出读得懂的结果
failure-note-elsewhere = 提交 { $commit } 不在 { $branch } 上，没有写同意记录
failure-note-nowhere = GitHub 没有说明这个合并请求由哪个提交合入，没有写同意记录
failure-note-another = 提交 { $commit } 上已有另一份同意记录，与 GitHub 现在所说的不同，没有改动它：请查看 git log -p refs/notes/mulu，弄清是谁写的

label-eligible = 经费：符合
label-pending = 经费：待补证
label-ineligible = 经费：不符合
label-rules = 规则变更

bot-failed = 没有判定：程序未能完成
bot-failed-summary = 程序未能完成，所以没有结论：{ $reason }。请回复 `/mulu recheck` 重试；仍然失败的，请联系目录的维护人。
bot-closed = 合并请求已经关闭，撤下检查结果
bot-closed-summary = 没有合并请求再提出这个提交，先前的结论不再有效；重新打开时重新判定。
bot-refused-comment = GitHub 没有接受评论，结论以检查为准
bot-refused-labels = GitHub 没有接受标签
bot-refused-reviewers = GitHub 没有接受请求审核，请自行联系审核人
bot-dry-run = 演练，没有写入
bot-written = 已更新
bot-unchanged = 没有变化
bot-superseded = 已有新的提交或者已经关闭，没有写入
bot-nothing = 不需要处理
bot-note-written = 已写同意记录
bot-note-there = 已有同意记录
bot-note-unsound = 提交 { $commit } 的同意记录不是机器人写的样子：{ $why }
bot-warn-squash = 仓库允许“压缩合并”（squash），合并以后的提交没有人同意过，历史也不再可考：请在 Settings → General → Pull Requests 中只保留“合并提交”
bot-warn-rebase = 仓库允许“变基合并”（rebase），合并以后的提交没有人同意过，历史也不再可考：请在 Settings → General → Pull Requests 中只保留“合并提交”
bot-warn-squash-rebase = 仓库允许“压缩合并”（squash）和“变基合并”（rebase），合并以后的提交没有人同意过，历史也不再可考：请在 Settings → General → Pull Requests 中只保留“合并提交”
bot-help =
    可以回复：

    - `/mulu recheck`：重新检查这个申请
    - `/mulu explain 单位/系统`：解释目录中一个系统的结论
    - `/mulu help`：显示本说明

cli-dev-codeowners-about = 根据归属表生成 .github/CODEOWNERS
cli-check = 检查现有文件是否与归属表一致，不一致以 1 退出
codeowners-stale = { $file } 与归属表不一致：请运行 `mulu dev codeowners > { $file }`
