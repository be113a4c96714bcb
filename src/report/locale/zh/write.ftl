### 填报：在网页上写申请和系统，不用脚本，随时保存，写好以后提交。

write-write = 填报
write-choose = 请选择
write-unit = 单位
write-unit-do = 下一步
write-start-what = 先写成草稿，随写随存；写好以后下载，再按网页上说的办法提交。
write-start-request = 申请一个系统的运行维护经费
write-start-change = 修改一个系统的登记
write-start-system = 登记新系统
write-start-project = 申报新的建设项目
write-start-change-project = 修改一个建设项目
write-start-opinion = 对一个系统出具意见
write-project = 建设项目
write-project-name = 项目全称
write-authority = 主管部门
write-drafts = 我的草稿
write-about-opinion = { $office }对{ $subject }出具意见
write-system = 系统
write-year = 年度
write-name = 系统全称
write-slug = 标识
write-slug-help = 文件名，以后不能改：小写字母、数字和连字符。不填就按名称的拼音拟一个。
write-begin = 开始填写
write-about-request = { $subject } { $year } 年运行维护经费申请
write-about-new = 登记新系统：{ $subject }
write-about-change = 修改登记：{ $subject }
write-top = 基本情况
write-required = 必填
write-optional = 选填
write-example = 例如 { $example }
write-a-line = 一行一项
write-yaml = 这一项请按 YAML 书写
write-entry = { $title } { $number }
write-add = 再加一项{ $title }
write-remove = 去掉{ $entry }
write-not-chosen = （不填）
write-next = 保存
write-later = 保存，以后再改
write-back = 回到填写清单
write-error = 有误：
write-errors = 这一页有下列问题，已经保存，可以现在改，也可以以后改
write-errors-all = 还有下列问题
write-warning = 提醒：
write-other = 同时还有人填了：{ $value }。现在保存的是这里显示的；要用那个值，请照着改。
write-nothing = （空）
write-unsaved = 没有保存：这一页打开太久，或者不是从这里发出的。您填的都在下面，请再点一次“保存”。
write-tasks = 填写清单
write-tasks-what = 逐项填写，次序不限。每保存一次就写进草稿，写错了也存着。
write-state-empty = 没有填写
write-state-required = 还要填写
write-state-filled = 有内容
write-state-wrong = 有 { $count } 处要改
write-state-clashes = 有 { $count } 处与别人填的不同
write-link = 这份草稿的网址就是回来的路：请收藏本页。
write-kept = 草稿从最后一次保存起留 { $days } 天。这里还没有提交任何内容。
write-kept-handed = 草稿从最后一次保存起留 { $days } 天。已经提交过一次；其后改的，还要再提交一次。
write-check = 核对
write-check-do = 核对，看会有什么结论
write-check-what = 这是照现在填的内容推算的。还没有提交，谁也没有收到。
write-check-handed = 这是照现在填的内容推算的。已经提交过一次，其后改的还没有提交。
write-verdict = 照这样提出，{ $year } 年申请 { $money }：
write-answers = 填写的内容
write-change = 修改
write-no-answers = 还没有能读的内容。
write-said = 提出以后，机器人会这样说
write-refused = 文件中 { $place } 这一处不能改而不动别的内容：请在文本编辑器里改这个文件。其余的回答都存着。
write-send = 提交
write-send-do = 怎样提交
write-send-what = 这里不替您提交。请下载，再用下面任何一种办法交出去；交出去以后，由审核的人同意才生效。
write-download = 下载
write-download-file = 文件
write-download-patch = 补丁
write-send-github = 在 GitHub 网页上提交
write-send-github-how = 打开下面的页面，把下载的文件内容整个贴进去，点 Commit changes，选择新建分支并发起合并请求。
write-send-github-open = 打开 GitHub 的编辑页面
write-send-mail = 交给会用 Git 的同事
write-send-mail-how = 把补丁发给他；他在登记的仓库里运行下面的命令，推送分支，发起合并请求。
write-send-where = 文件放在：
write-send-subject = 标题可以写：
write-send-approvers = 需要同意的：{ $who }
write-no-draft = 没有这份草稿，或者它不归您的单位：请核对网址，或者用本单位的账号登录。
write-nobody = 您可以查看，不能填报：令牌或者代理没有说明您在目录中的账号，或者这个账号不代表任何单位。
write-not-yours = { $path } 不归您的单位填报。
write-no-name = 请填写系统全称。
write-there = { $id } 已经登记，请改选“修改一个系统的登记”。
write-what = 请选择要填写什么。
write-too-large = 内容太多，没有保存：一页最多 512 KB。请返回上一页缩短后再保存，已经保存的都在。
write-too-many-drafts = 草稿太多，请管理员清理草稿文件。
write-no-patch = 这个文件做不成补丁，请下载文件。
write-waits = 登录已过期。您刚填的还在这一页里：请再输入一次令牌，不会丢失。
write-resume = 继续保存
write-resume-explain = 已经重新登录。您刚填的还没有保存，请点下面的按钮。
write-resume-do = 保存刚填的内容
submit-what = 按下按钮，服务就以您的名义提交这份草稿，发起合并请求；由审核的人同意才生效。
submit-do = 提交
submit-again = 重新提交
submit-became = 提交的情况
submit-pull = 合并请求
submit-otherwise = 其他办法
submit-by = 提交人：{ $who }。
submit-open = 等待审核。
submit-merged = 已经合入目录。
submit-closed = 合并请求已经关闭，没有合入。
submit-unfinished = 提交没有做到头：请再按一次，会接着做，不会重复。
submit-changed = 草稿在提交以后又改过，改动还没有提交。
submit-not-ours = 有人往这个分支推送了别的提交，机器人不再把它认作您提交的：请目录维护人关闭这个合并请求并删除分支，再重新提交。
submit-other-account = 合并请求是用账号 { $who } 发起的，不是 registry.yaml 的 submissions 写明的账号，机器人不会把您认作提出人：请管理员更换令牌。
submit-unjudged = 机器人还没有给出检查结果，请过一两分钟再看。
submit-check = { $name }：{ $conclusion ->
    [success] 通过
    [neutral] 不涉及
    [action_required] 等待
    [failure] 不通过
   *[other] 正在检查
  }，{ $title }
submit-going = 正在提交，还没有结束：请过一会儿刷新本页。
submit-unsent = 没有提交：这一页打开太久，或者不是从这里发出的。请再按一次。
submit-moved = 没有提交：这一页打开以后草稿又改过。请核对现在的内容，再按一次。
submit-nobody = 不能提交：不知道您是谁。请用自己的令牌登录，或者经单点登录进来。
submit-unchanged = 没有可提交的：草稿与目录中现有的内容相同。
submit-not-yours = 不能提交：其中有您无权提出的内容。
submit-wrong = 还不能提交：有 { $count } 处错误要先改正。
submit-unknown-key = 不能提交：本服务的公钥 { $key } 今天不在目录 registry.yaml 的 submissions 中。请目录维护人登记。
submit-branch-taken = 没有提交：分支 { $branch } 上已经有别的提交，没有覆盖它。请目录维护人关闭那个分支的合并请求并删除分支，再重新提交。
submit-permission = GitHub 没有接受：本服务的令牌缺少权限 `{ $needed }`（{ $reason }）。请告诉管理员；草稿都在。
submit-repository = `{ $name }` 不是仓库：请写成 `OWNER/REPOSITORY`
submit-token = 没有令牌：请放在环境变量 { $name } 里，不要写在命令行上
submit-who = 代人提交必须知道是谁：--submit 要和 --token-file 或者 --behind-proxy --person-header 一起用
submit-body =
    网上填报提交的 `{ $path }`。由谁提交，写在提交说明里，有填报服务的签名。

    内容摘要：`{ $digest }`（文件的 `sha256sum` 输出再取 SHA-256）

    要修改，请提交人回到填报页面改好后重新提交。往这个分支推送别的提交，就不再认作他提交的。
