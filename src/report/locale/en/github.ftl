### The bot on GitHub.

cli-bot-about = Handle an event on GitHub: judge and publish (called by a workflow)
cli-dry_run = show what would be written, and write nothing

failure-variable = the variable { $name } is missing: this command is called by a workflow on GitHub
failure-event = the payload of the event { $name } cannot be read: { $reason }
failure-permission = GitHub did not do it: the workflow lacks the permission `{ $needed }` ({ $reason })
failure-github = GitHub did not do it: { $reason }
failure-fetch = no objects could be fetched from { $address }: { $reason }
failure-head-moves = the branch kept moving while it was judged: try again later
failure-twice = { $first }; and GitHub could not be told so: { $second }

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
bot-help =
    You can comment:

    - `/mulu recheck`: check this pull request again
    - `/mulu explain UNIT/SYSTEM`: explain the decision on a system of the catalog
    - `/mulu help`: this text

cli-dev-codeowners-about = Make .github/CODEOWNERS from the ownership table
cli-check = whether the file is as the table says; exit 1 where it is not
codeowners-stale = { $file } is not as the ownership table says: run `mulu dev codeowners > { $file }`
