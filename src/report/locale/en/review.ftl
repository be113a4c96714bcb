### The review of a change.

cli-review-about = Judge a change: what it changes, who may, who must approve, what is wrong, what it does to money
cli-range = what it is to be merged into, and what is proposed, such as `origin/main..HEAD`
cli-author = who proposes it (GitHub login)
cli-approvals = a JSON file of approvals: a list, each with login (who) and commit (which head was approved)
cli-value-login = LOGIN
cli-value-file = FILE

failure-range = `{ $range }` is no range: write `BASE..HEAD`, such as `origin/main..HEAD`
failure-approvals = the approvals in { $file } cannot be read: { $reason }; a JSON list is needed, each with login and commit
failure-base-rules = the base's own rules or schemas are faulty, so nothing can be judged by them: look with `mulu check --rev`; the Big Data Development Bureau must mend them
failure-no-common-history = `{ $base }` and `{ $head }` have no common history and cannot be merged
failure-no-common-history-shallow = this is a shallow clone without the common history of `{ $base }` and `{ $head }`: run `git fetch --unshallow` first
