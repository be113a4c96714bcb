### The review of a change.

cli-review-about = Judge a change: what it changes, who may, who must approve, what is wrong, what it does to money
cli-range = what it is to be merged into, and what is proposed, such as `origin/main..HEAD`
cli-author = who proposes it (GitHub login)
cli-approvals = a JSON file of approvals: a list, each with login (who) and commit (which head was approved), and account (its number) where it is known
cli-value-login = LOGIN
cli-value-file = FILE

failure-range = `{ $range }` is no range: write `BASE..HEAD`, such as `origin/main..HEAD`
failure-approvals = the approvals in { $file } cannot be read: { $reason }; a JSON list is needed, each with login and commit
approvals-commit = `{ $commit }` is no whole commit id (40 characters, as `git rev-parse` gives it); nothing shorter approves anything
approvals-login = an approval names nobody
approvals-large = it has more than { $most } MB
approvals-encoding = it is neither UTF-8 nor UTF-16
approvals-entry = entry { $number }: { $reason }
approvals-empty = it is empty
approvals-syntax = at line { $line }, column { $column } it is no JSON, or ends too early
approvals-no-list = it is no list
approvals-no-object = write {"{"}"login": "octocat", "commit": "…"{"}"}
approvals-missing = { $field } is missing
approvals-twice = { $field } stands there twice
approvals-unknown = unknown field `{ $field }`
approvals-no-text = { $field } must be text in quotation marks
approvals-no-number = account must be the account's number (a whole one, without quotation marks); leave it out where it isn't known
approvals-odd-login = there is a blank or an invisible character ({ $character }) in the login `{ $login }`: delete it
note-approval-nobody = { $who } acts for no unit: this approval counts for nothing
note-approval-commit = the commit { $commit } that { $who } approved isn't here, or has nothing in common with the base: it counts for nothing (git fetch it first)
review-no-author = Whether the author may propose this was not checked: no author was named (--author).
review-submitted = Handed in through the form by { $who }: account, signature and content of the form's server are in order, so { $who } counts as its author.
review-submitted-unasked = Handed in through the form by { $who }, who counts as its author: by the signature of the form's server alone, since nobody said which account opened the pull request (--author).
review-submission-refused = Not taken as handed in through the form, so the account that opened the pull request counts as its author: { $reason }.
review-submission-refused-unasked = Not taken as handed in through the form: { $reason }.
submission-no-server = the base's registry.yaml names no server of the form (submissions)
submission-opener = the pull request was opened by { $who }, not by the account of the form's server, { $account }
submission-within = the commit is in the history of the base already and can't be handed in again
submission-merge = something else was merged in after what was handed in; hand it in again from the form
submission-others = there are other commits beside the one that the form's server signed; hand it in again from the form
submission-unsigned = the commit isn't signed
submission-bad = the signature isn't of this commit
submission-kind = the signature is of a kind that cannot be verified, { $kind }
submission-unsaid = the message doesn't say who handed it in, or not as the form's server writes it
submission-key = the key that signed it, { $key }, isn't among the submissions of the base's registry.yaml (never entered, or revoked)
submission-key-day = the key that signed it, { $key }, isn't valid on the commit's day, { $on } (see the days under submissions in registry.yaml)
submission-date = the commit is older than what it builds upon, or beyond the calendar
submission-branch = the commit was made for the branch { $branch }, not for { $here }
submission-content = what would be merged isn't what was handed in (another file besides, or the same file changed on the base meanwhile); look at it in the form and hand it in again
submission-person = { $who } acts for no unit of the base
review-uncommitted = { $count ->
    [one] 1 file is
   *[other] { $count } files are
  } not committed and not reviewed: { $file }{ $count ->
    [one] {""}
   *[other] {" "}and others
  }
failure-base-rules = the base's own rules or schemas are faulty, so nothing can be judged by them: look with `mulu check --rev` and mend them first
failure-no-common-history = `{ $base }` and `{ $head }` have no common history and cannot be merged
failure-no-common-history-shallow = this is a shallow clone without the common history of `{ $base }` and `{ $head }`: run `git fetch --unshallow` first
failure-too-many-files = `{ $revision }` adds or changes more than { $limit } files and is not reviewed: propose it in parts
failure-too-deep = the folders of `{ $revision }` are nested more than { $limit } deep; it is not reviewed
failure-malformed-tree = a folder of `{ $revision }` has names that Git does not write (one name twice, names out of order, `.`, `..`, `.git`, or a name with `/`); it is not reviewed
failure-large-object = `{ $revision }` has a commit or folders too large to be read; it is not reviewed
failure-too-many-bytes = the new contents add up to { $size } MB, and more than { $limit } MB at once are not reviewed: propose it in parts
failure-too-many-changes = more than { $limit } files of the registry change at once; this is not reviewed: propose it in parts
failure-tangled = the histories of `{ $base }` and `{ $head }` cross each other too often to be merged here: make the branch anew from the base

review-title-good = Can be merged: { $reasons }
review-title-none = Nothing changes: there is nothing to review; what was edited must be committed first
review-title-waiting = Not yet: { $reasons }
review-title-bad = Cannot be merged: { $reasons }
review-reason-conflicts = { $count ->
    [one] 1 file conflicts with the base
   *[other] { $count } files conflict with the base
}
review-reason-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
review-reason-intruding = { $count ->
    [one] 1 file that is not the author's to change
   *[other] { $count } files that are not the author's to change
}
review-reason-approvals = { $count ->
    [one] 1 office must approve
   *[other] { $count } offices must approve
}
review-reason-author = nobody knows who proposes it
review-reason-ineligible = { $count ->
    [one] 1 request is ineligible
   *[other] { $count } requests are ineligible
}
review-reason-pending = { $count ->
    [one] 1 request lacks evidence
   *[other] { $count } requests lack evidence
}
review-reason-eligible = { $count ->
    [one] the request is eligible, { $money }
   *[other] all { $count } requests are eligible, { $money }
}
review-registry-sound = nothing is wrong with the registry
review-funding-none = No request for O&M money is touched
review-rules-none = Change of rules: no verdict of { $judged } requests turns
review-rules-same = Change of rules: { $count ->
    [one] 1 verdict turns
   *[other] { $count } verdicts turn
}, the money that can be paid stays the same
review-rules-more = Change of rules: { $count ->
    [one] 1 verdict turns
   *[other] { $count } verdicts turn
}, { $money } more can be paid
review-rules-less = Change of rules: { $count ->
    [one] 1 verdict turns
   *[other] { $count } verdicts turn
}, { $money } less can be paid

review-rules-later = Change of rules: nothing turns now; from { $on } on { $count ->
    [one] 1 verdict turns
   *[other] { $count } verdicts turn
} (money that can be paid: { $money })

review-asked = { $applicant } asks for { $money } of O&M money for { $year } ({ $count ->
    [one] 1 system
   *[other] { $count } systems
}) · judged by the catalog and rules of { $on }
review-column-rule = Rule
review-column-outcome = Outcome
review-column-says = Says
review-reason-and-more = { $reason }, and { $count } more
review-withdrawn = withdrawn
review-others = This change also turns { $count ->
    [one] 1 other verdict
   *[other] { $count } other verdicts
} (money that can be paid: { $money })
review-year-none = { $year }: nobody asks for O&M money{ $projects ->
    [0] {""}, and no construction project has another verdict or amount
    [one] {""}; 1 construction project has another verdict or amount
   *[other] {""}; { $projects } construction projects have another verdict or amount
}
review-year-same = O&M money of { $year }: { $count ->
    [one] 1 request has its verdict and amount as before
   *[other] { $count } requests have their verdicts and amounts as before
} ({ $after }){ $projects ->
    [0] {""}
    [one] {""}; 1 construction project has another verdict or amount
   *[other] {""}; { $projects } construction projects have another verdict or amount
}
review-year-moves = O&M money of { $year }: { $before } → { $after }{ $projects ->
    [0] {""}
    [one] {""}; 1 construction project has another verdict or amount
   *[other] {""}; { $projects } construction projects have another verdict or amount
}
review-preview = Under the new rules { $count ->
    [one] 1 verdict turns
   *[other] { $count } verdicts turn
} (money that can be paid: { $money })
review-preview-coming = From { $on } on, under the new rules, { $count ->
    [one] 1 verdict turns
   *[other] { $count } verdicts turn
} (money that can be paid: { $money })
review-preview-note = This change is judged by the present rules; the new ones hold once merged. A preview:
review-preview-refused = Rules, schemas and settings are judged by the present ones; the author may not propose any, so what they would do was not tried.
review-mass = A change of unusual size, to be looked at as a whole: { $turned } of { $judged } verdicts turn, { $files } of { $all_files } files change

review-to-do = To do
review-system = { $system }:{" "}
review-systems = { $system } and others, { $count } systems in all:{" "}
review-remedy = → { $remedy }
review-actor = Who acts:{" "}
review-office = {" "}({ $office })
review-or = {" "}or{" "}
review-and = ,{" "}
review-opening = {" "}(
review-closing = )
review-finding = { $severity }: { $message }
review-conflict = conflicts with the base and cannot be merged
review-conflict-remedy = → Merge the base into this branch, resolve the conflict and push again
review-intruding = may not propose this file
review-intruding-remedy = → To be proposed by { $owners }{ $before ->
    [0] ; people act for a unit once its file names them as maintainers
   *[other] {""}
}
review-intruding-from = → It moves from { $from }, whose file is to be proposed by { $owners }
review-intruding-fields = → { $fields }: to be proposed by { $owners }
review-or-above = { $unit } or a unit above it

review-approvals = Still to approve
review-approved = Approved:{" "}
review-nobody = {" "}(nobody else is named to act for it: name somebody under maintainers in the unit's file first)
review-of-fields = : { $fields }
review-outdated-before = ;{" "}
review-outdated-after = {" "}approved another state of it, which no longer counts
review-fields-and = ,{" "}

review-line = line { $line }
review-more = … and { $count } more
review-cut = Too long: some of it is left out. The command below shows all.
review-rules = { $system }: { $rules } rules, { $met } met, { $unmet } unmet, { $unproven } unproven{ $warnings ->
    [0] {""}
   *[other] {" "}({ $warnings } of these only as a reminder)
}, { $rest } not applicable
review-known = Problems that were there before ({ $count })
review-changes = What changes: { $files ->
    [one] 1 file
   *[other] { $files } files
}, { $facts ->
    [one] 1 fact
   *[other] { $facts } facts
}
review-change-added = added
review-change-changed = changed
review-change-moved = moved
review-change-removed = removed
review-outside = Not part of the registry and not judged here ({ $count }):{" "}
review-footer = Catalog { $base } ← { $head } · rules { $policy } · judged for { $on } · derive it again:{" "}
review-footer-recheck = {" "}· check again: comment{" "}

code-opinion-rewritten = opinion rewritten
opinion-rewritten = opinion { $number } is rewritten or taken out: opinions are only added; put a correction in a new entry (resolved_on may be filled in later)
code-request-on-behalf = filed for a unit without its paper
request-on-behalf = This is proposed for the unit, and does not name the unit’s paper
help-on-behalf = State the number of the unit’s paper in `{ $field }`
review-more-notes = { $count } more are not noted on their lines.

cli-diff-about = Compare two revisions: facts and verdicts that changed, money that moved, by which commits
cli-before = the earlier revision, or a day: its last commit
cli-after = the later revision, or a day
cli-history-about = The life of a system or a construction project (projects/UNIT/PROJECT): every change and what it came to at the time
failure-history-shallow = this is a shallow clone without the whole history: run `git fetch --unshallow` first
failure-rules-at = the rules or schemas of { $commit } are faulty, so nothing can be judged by them: look with `mulu check --rev`
diff-header = { $registry } · { $before } → { $after } · judged for { $on }
diff-summary = { $turned ->
    [one] 1 verdict turned
   *[other] { $turned } verdicts turned
}, money that can be paid: { $money }; { $files ->
    [one] 1 file
   *[other] { $files } files
}, { $commits ->
    [one] 1 commit
   *[other] { $commits } commits
}
diff-decisions = Decisions that changed
diff-same = { $count ->
    [one] 1 more request rests on other facts
   *[other] { $count } more requests rest on other facts
}: same verdict, same amount
diff-files = Facts that changed
diff-commits = By these commits
diff-commit-files = ({ $count ->
    [one] 1 file
   *[other] { $count } files
})
diff-gain = Can be paid
history-header = The life of { $name } ({ $system })
history-none = Nothing is recorded
history-others = Nothing of its own changed; what did: { $paths }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
history-no-rules = the rules of that time cannot be used
history-verdict = { $year }: { $verdict }, { $money } (judged for { $on })
history-year = Year
