### The bot on GitHub.

cli-bot-about = Handle an event on GitHub: judge and publish (called by a workflow)
cli-dry_run = show what would be written, and write nothing
cli-bot-judge_seconds = how many seconds the judgement of one commit may take
cli-bot-judge_cpu = how many seconds of processor time it may take, all cores together
cli-bot-judge_memory = how many MB of address space it may take
cli-bot-judge = the program that judges, started with the argument `judge`; usually this one
cli-bot-notes = only write the notes of who agreed (refs/notes/mulu) on what was merged, and judge nothing else
cli-judge-about = Judge one commit (started by `mulu bot`, reads standard input; not for people)

failure-variable = the variable { $name } is missing: this command is called by a workflow on GitHub
failure-event = the payload of the event { $name } cannot be read: { $reason }
failure-permission = GitHub did not do it: the workflow lacks the permission `{ $needed }` ({ $reason })
failure-github = GitHub did not do it: { $reason }
failure-fetch = no objects could be fetched from { $address }: { $reason }
failure-push = Nothing could be pushed to { $address }: { $reason }
failure-push-denied = { $address } refused what was pushed: the token may not write contents (contents: write), or the branch is protected ({ $reason })
failure-head-moves = the branch kept moving while it was judged: try again later
failure-twice = { $first }; and GitHub could not be told so: { $second }
failure-said = { $sentence }
failure-order = the order to judge cannot be read: { $reason }
failure-limits = the system does not let the judging process limit itself, so nothing was judged: { $reason }
failure-judge-start = the judging process did not start: { $reason }
failure-judge-time = the judgement took more than { $seconds } seconds and was ended. Propose the change in smaller parts
failure-judge-cpu = the judgement used up { $seconds } seconds of processor time and was ended. Propose the change in smaller parts
failure-judge-memory = the judgement needs more than { $megabytes } MB of memory and was ended. Propose the change in smaller parts
failure-judge-ended = the judging process broke off ({ $how })
failure-judge-garbled = the judging process gave no answer that can be read
failure-note-elsewhere = commit { $commit } isn't on { $branch }, so no note of who agreed was written
failure-note-nowhere = GitHub doesn't say which commit brought this pull request, so no note of who agreed was written
failure-note-another = there is another note on commit { $commit } than what GitHub says now, and it was left as it is: see git log -p refs/notes/mulu for who wrote it

label-eligible = funding: eligible
label-pending = funding: pending
label-ineligible = funding: ineligible
label-rules = change of rules

bot-failed = Not judged: the program could not finish
bot-failed-summary = The program could not finish, so there is no judgement: { $reason }. Comment `/mulu recheck` to try again; if that fails too, ask whoever keeps the registry.
bot-closed = closed: the checks are taken down
bot-closed-summary = No pull request proposes this commit any more, and the earlier conclusions hold no longer; it is judged again when it is opened again.
bot-refused-comment = GitHub did not take the comment; the checks say what was found
bot-refused-labels = GitHub did not take the labels
bot-refused-reviewers = GitHub did not take the request for reviews; please ask the reviewers yourself
bot-dry-run = dry run, nothing written
bot-written = updated
bot-unchanged = unchanged
bot-superseded = there is a newer commit, or it is closed: nothing written
bot-nothing = nothing to do
bot-note-written = the note of who agreed is written
bot-note-there = the note of who agreed is there
bot-note-unsound = the note of who agreed on commit { $commit } isn't as the bot writes it: { $why }
bot-warn-squash = the repository allows squash merges: nobody agreed to the commits that they make, and the history can no longer be followed. Under Settings → General → Pull Requests leave merge commits alone
bot-warn-rebase = the repository allows rebase merges: nobody agreed to the commits that they make, and the history can no longer be followed. Under Settings → General → Pull Requests leave merge commits alone
bot-warn-squash-rebase = the repository allows squash and rebase merges: nobody agreed to the commits that they make, and the history can no longer be followed. Under Settings → General → Pull Requests leave merge commits alone
bot-help =
    You can comment:

    - `/mulu recheck`: check this pull request again
    - `/mulu explain UNIT/SYSTEM`: explain the decision on a system of the catalog
    - `/mulu help`: this text

cli-dev-codeowners-about = Make .github/CODEOWNERS from the ownership table
cli-check = whether the file is as the table says; exit 1 where it is not
codeowners-stale = { $file } is not as the ownership table says: run `mulu dev codeowners > { $file }`
