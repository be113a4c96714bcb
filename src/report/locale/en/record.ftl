# The record: decisions, their verification, reconciliation, provenance

cli-certify-about = Certify a year's decisions: commit, rules, day, digests of every document read and each verdict; signed with an SSH key where one is given
cli-certify-key = An SSH private key (OpenSSH's form) to sign with
cli-verify-about = Verify decisions of record: made again from the repository, with everything that differs (0 equal, 1 differs, 2 couldn't be verified)
cli-verify-file = The certificate
cli-value-key = KEY

record-uncommitted = only what is committed can be certified: the folder has changes that no commit has (commit them, or name a revision with --rev)
record-key-none = not an SSH private key in OpenSSH's form (such a file begins with -----BEGIN OPENSSH PRIVATE KEY-----)
record-key-locked = the private key has a passphrase, and the program asks for none: use a signing key without one, kept in a safe place
record-key-kind = the program doesn't sign with { $kind } keys: use ssh-ed25519 or ecdsa-sha2-nistp256
record-key-stranger = the public key { $key } is none of those of the units that may propose this file ({ $units }): by the registry as it is, it won't be verified; write it in the unit's signing_keys first
record-put = The certificate is written; it belongs at { $path }, by pull request of whoever may propose it

record-of = { $file }: { $registry }, decisions for { $year }, made on { $on }, commit { $commit }, { $requests } requests, { $projects } projects
record-weight-notice = note
record-weight-unable = unverified
record-weight-differs = differs
record-more = { $count } more
record-result-equal = Equal: made again, the decisions are those of the record.
record-result-differs = Differs: the record isn't what the repository says.
record-result-unverified = It could not be verified.

record-certificate-too-large = the file has more than { $limit } MB and is no certificate
record-certificate-truncated = the file is cut off at line { $line }; get the whole file
record-certificate-unreadable = not a sound certificate: line { $line }, column { $column } can't be read
record-certificate-other-kind = these are no decisions of record (another type)
record-certificate-version = the certificate's form has version "{ $version }" and this program knows v1: verify it with a newer one
record-certificate-seal = the certificate was tampered with: what it says doesn't go with its own digest
record-certificate-form = the file was tampered with: it isn't written as the program writes it (what it says is the same)
record-certificate-place = the file stands at { $path } and by what it says belongs at { $right }
record-certificate-day = the day of the decision, "{ $on }", is no date
record-note-too-large = the note of who agreed has more than { $limit } MB
record-note-truncated = the note of who agreed is cut off at line { $line }
record-note-unreadable = not a sound note of who agreed: line { $line }, column { $column } can't be read
record-note-other-kind = the note on the commit isn't one of who agreed (another type)
record-note-version = the form of the note of who agreed has version "{ $version }" and this program knows v1: read it with a newer one
record-note-form = the note of who agreed was tampered with: it isn't written as the program writes it
record-note-several = the commit has several notes of who agreed (in different folders), and nobody knows which is true
record-note-objects = the note of who agreed can't be read: { $reason }
record-note-not-fetched = no notes of who agreed are here: git fetch origin refs/notes/mulu:refs/notes/mulu brings them
record-note-none = the merge has no note of who agreed
record-note-elsewhere = the note of who agreed is of another commit ({ $commit })
record-note-rewritten = the note of who agreed was changed after it had been written (commit { $commit } of refs/notes/mulu)
record-note-parents = the commits before and in the merge, by the note of who agreed, aren't those of this merge
record-note-contents = { $path }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}: the note of who agreed has other contents than were merged, so they aren't agreed to
record-note-unlisted = { $path }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}: the merge changed it, and the note of who agreed doesn't list it
record-note-unapproved = { $path }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}: merged without an approval that it needed
record-history-shallow = the repository is a shallow clone and hasn't the history of commit { $commit }: run git fetch --unshallow, then verify again
record-history-missing = the repository has no commit { $commit }: the history was rewritten, or isn't fetched yet (git fetch --all), or the certificate is another repository's
record-history-rewritten = commit { $commit } is no longer in the present history: it was rewritten
record-history-objects = objects of commit { $commit } are missing: { $reason }; git fsck names them, git fetch from a whole repository brings them
record-history-unreadable = the registry of commit { $commit } can't be read: { $reason }
record-document-absent = { $path }: the record says it was read, the commit doesn't have it
record-document-unlisted = { $path }: the commit has it, the record doesn't list it
record-document-differs = { $path }: not what the record has the digest of
record-policy-differs = other rules: the record was made by those of { $stored }, found are those of { $found } (another source or digest)
record-policy-broken = the rules or schemas of that commit have errors; nothing can be made again
record-language-differs = another language: { $stored } in the record, { $found } in the repository
record-registry-differs = another title: "{ $stored }" in the record, "{ $found }" in the repository
record-decision-absent = { $id }: in the record, and not when made again
record-decision-unlisted = { $id }: not in the record, and there when made again
record-decision-verdict = { $id }: { $stored } in the record, { $found } when made again
record-decision-amount = { $id }: another amount or applicant, { $stored } in the record, { $found } when made again
record-decision-reasons = { $id }: the same verdict for other reasons than the record has the digest of
record-decision-reasons-worded = { $id }: the same verdict and amount; another version of the program made the record and digests reasons otherwise
record-program-other = made by version { $stored } of the program; this is { $found }
record-signature-none = not signed: what it says can be verified, who made it can't
record-signature-required = not signed, and from { $from } on it must be
record-signature-good = signed: key { $key } of { $units }
record-signature-revoked-since = signed: key { $key } was { $units }'s then and has been revoked since
record-signature-bad = the signature isn't of what the certificate says
record-signature-elsewhere = the signature was made for something else ({ $namespace }), not for decisions
record-signature-kind = this program doesn't verify { $kind } signatures
record-signature-unreadable = the signature can't be read, or was changed
record-signature-other-unit = the key { $key } is { $units }'s, which may not make decisions
record-signature-key-later = the key { $key } wasn't registered when it was decided; { $units } registered it later
record-signature-unknown-key = the key { $key } isn't registered: it was none of { $units }'s

record-decided = Decision of record: made on { $on } ({ $path }), which stands; { $count ->
    [0] nothing has changed since
    [one] { $count } verdict would be otherwise now
   *[other] { $count } verdicts would be otherwise now
}
record-unsound = the decision of record { $path } can't be read, or was tampered with: mulu verify { $path }
record-since = { $system }: { $was } on { $on }, { $is } now{ $reasons ->
    [0] {""}
   *[other] : { $why }
}

# Reconciliation

cli-reconcile-about = Hold finance's ledger of payments against the decision of record: paid and not asked for, not eligible, above the amount, as another expense, unpaid, by several, twice
cli-reconcile-payments = The ledger of payments (CSV, XLSX, XLS)
cli-reconcile-year = The budget year
cli-reconcile-map = A file (YAML): names of columns, words, and whose the names are that somebody has looked at
cli-value-payments = PAYMENTS

payments-map-unread = { $path }, line { $line }, can't be read: { $reason }
payments-none = no payment was read from the ledger: it needs a column of amounts and one of systems (or a summary); --map says how they are called
payments-head = { $file }: { $count } payments for { $year }, { $sum } in all; { $against }
payments-record = against the decision of record { $path } (made on { $on })
payments-no-record = the year has no decision of record; against what is decided as of { $on } (mulu certify makes one)
payments-fate-eligible = eligible: { $count }, { $sum }
payments-fate-not-eligible = not eligible: { $count }, { $sum }
payments-fate-not-listed = not asked for: { $count }, { $sum }
payments-fate-doubtful = to be decided by a person: { $count }, { $sum }
payments-fate-unknown = not in the catalog: { $count }, { $sum }
payments-weight-notice = note
payments-weight-unable = to be decided
payments-weight-differs = finding
payments-nothing = Nothing differs.
payments-map-hint = Write the names that a person has decided under `names` of a mapping (name: unit/system, ~ for what is no system), then reconcile with --map.

record-payment-doubtful = { $cell } "{ $name }": { $why }; it may be { $near }
record-payment-unknown = { $cell } "{ $name }": paid, and no such system or project is in the catalog
record-payment-other-year = { $cell } "{ $name }": paid on { $day }, which is another year
record-payment-refund = { $cell } "{ $name }": below nothing, taken as returned
record-payment-not-listed = { $name }: { $sum } paid, and nobody asked for it
record-payment-not-eligible = { $name }: { $sum } paid, and decided not to be eligible; it doesn't hold that: { $reasons }
record-payment-unit-stopped = { $name }: { $sum } paid, and its unit's money was stopped; it doesn't hold that: { $reasons }
record-payment-lapsed-since = { $name }: eligible when it was decided, and no longer; { $sum } paid
record-payment-above = { $name }: { $sum } paid, { $more } more than the { $amount } decided
record-payment-category = { $name } ({ $cell }): paid as "{ $category }", decided for { $decided }
record-payment-category-unclear = { $name } ({ $cell }): nobody can tell which expense "{ $category }" is, decided for { $decided }; write it under `categories` of the mapping
record-payment-unpaid = { $name }: { $amount } decided, nothing paid
record-payment-payers = { $name }: paid by several: { $payers }
record-payment-twice = "{ $name }": the same payment twice ({ $cells })
record-ledger-sum = { $cell }: says { $says }, its rows come to { $comes }
record-ledger-unread = { $cell }: the amount can't be read, and isn't counted
record-ledger-columns = sheet "{ $sheet }" has no known columns and wasn't read

payment-why-within = the name stands within
payment-why-alike = alike, and not enough to be sure
payment-why-other-unit = alike, and another unit paid
payment-why-number = the same or alike but for a number
payment-why-several = several are as much alike
payment-why-name = the same name
payment-why-core = the same name but for words around it
payment-why-nothing = nothing is alike
payment-why-stated = the mapping says so
payment-why-id = it is its id

# An auditor's questions

cli-audit-about = An auditor's questions of a budget year, over the history: opinions rewritten or dated long before they were recorded, facts that turned a verdict around a request, people who vouched for themselves, split projects, systems never evaluated, orders overdue or lifted on nothing; who recorded what, when
cli-late_days = the most days between the day that an opinion bears and the day on which it was recorded
cli-near_days = how many days before and after a request what turned its verdict is asked for

audit-uncommitted = the folder has changes that no commit has, and an audit is of commits: commit them, or name a revision with --rev
audit-head = { $registry }: audit of { $year }, as of { $on } (commit { $commit }, rules { $policy }); { $commits ->
    [one] one commit
   *[other] { $commits } commits
} since { $since }
audit-sum = { $findings ->
    [0] No findings
    [one] One finding
   *[other] { $findings } findings
}{ $notes ->
    [0] .
    [one] , one note.
   *[other] , { $notes } notes.
}
audit-cited = { $sentence } ({ $articles })
audit-act = { $commit } of { $on } by { $author }
audit-never = never
audit-somebody = whoever answers for it
audit-question-never-evaluated = which systems were paid without an evaluation (`evaluations`)
audit-question-project-split = which projects were split (`thresholds`)
audit-split-system = the system { $name }
audit-split-unit = the unit { $name }

record-audit-opinion-rewritten = { $name }: the opinion on { $matter } of { $issued } (recorded by { $recorded }) { $what ->
    [changed] was changed afterwards
    [restored] was changed or taken out, and put back
   *[removed] was taken out afterwards
}: { $act }
record-audit-opinion-late = { $name }: the opinion on { $matter } bears the day { $issued } and was recorded { $days } days later ({ $limit } at most): { $act }
record-audit-opinion-early = { $name }: the opinion on { $matter } bears the day { $issued } and was recorded { $days ->
    [one] the day
   *[other] { $days } days
} before: { $act }
record-audit-self-vouched = { $name }: { $who } wrote in its documents and recorded the opinion of { $authority } on { $matters }
record-audit-verdict-turned = { $name }: the request for { $year } turned from { $before } to { $after } { $when ->
    [with] on the day it was made
    [before] { $days ->
        [one] the day
       *[other] { $days } days
    } before it was made
   *[after] { $days ->
        [one] the day
       *[other] { $days } days
    } after it was made
} by what was written of the facts: { $acts }
record-audit-verdict-attested = { $name }: the request for { $year } turned from { $before } to { $after } { $when ->
    [with] on the day it was made
    [before] { $days ->
        [one] the day
       *[other] { $days } days
    } before it was made
   *[after] { $days ->
        [one] the day
       *[other] { $days } days
    } after it was made
} by opinions: { $acts }
record-audit-project-split = { $count } projects of { $year } share { $shares }, each below { $from } and together { $sum }: { $projects }
record-audit-never-evaluated = { $name }: paid for every year from { $first } to { $year }, and not evaluated within { $months } months before { $year } (last: { $last })
record-audit-order-overdue = { $name }: { $matter } of { $authority } of { $issued } had to be carried out by { $due } and is { $days } days overdue
record-audit-order-lifted = { $name }: { $matter } of { $authority } of { $issued } was lifted on { $on }, and neither a note nor a document says on what: { $act }
record-audit-opinion-recorded = { $name }: { $matter } of { $issued } { $what ->
    [stock] came with the first commit
    [early] was recorded { $days ->
        [one] the day
       *[other] { $days } days
    } before: { $act }
   *[own] was recorded { $days ->
        [0] on the same day
        [one] the day after
       *[other] after { $days } days
    }: { $act }
}
record-audit-first-commit = { $count } opinions came with the first commit ({ $act }): who gave them, and when they were recorded, this history doesn't say
record-audit-days-backwards = { $where }; days near them aren't certain
record-audit-not-asked = not asked: { $what }; the pack's `audit` doesn't say by what

audit-do-opinion-rewritten = { $who } says why, enters the earlier opinion again as it was, and a later one below it
audit-do-opinion-late = { $who } shows the paper, when it was issued, and why it was recorded only then
audit-do-opinion-early = { $who } shows the paper, and corrects the day by a later opinion
audit-do-self-vouched = { $who } has somebody else review the opinion, and says who approved the change
audit-do-verdict-turned = { $who } shows on what the new facts rest
audit-do-project-split = { $who } says why these are several projects; whoever approves them looks at them as one
audit-do-never-evaluated = { $who } evaluates the system and hands the report in
audit-do-order-overdue = { $who } has it carried out, and records the day and on what; until then measures may follow
audit-do-order-lifted = { $who } adds a note that says on what it was lifted, or takes it up again

# Provenance

cli-explain-blame = Who wrote each fact that decided: file, line, commit, author, day, pull request, signature (for tree and JSON)

vouch-uncommitted = the folder has changes that no commit has, so nobody can say who wrote what: commit them, or name a revision with --rev
vouch-format = --blame goes with tree and json alone
vouch-head = Provenance: { $count } facts, commit { $commit }
vouch-file = { $path } (proposed by: { $owners })
vouch-anyone = anybody
vouch-fact = line { $line } { $field } = { $value } · { $wrote }
vouch-nobody = no commit
vouch-wrote-agreed = { $wrote } · { $agreed }
vouch-agreed-by = agreed to by { $people }
vouch-agreed-person = { $login }{ $account }{ $on }
vouch-agreed-nobody = agreed to by nobody
vouch-agreed-none = the merge has no note of who agreed
vouch-agreed-not-fetched = the notes of who agreed aren't here (git fetch origin refs/notes/mulu:refs/notes/mulu)
vouch-agreed-unreadable = { $why }, so nobody is known to have agreed
vouch-agreed-but = { $agreed }; but { $why }
vouch-wrote = { $commit } { $on } { $author }{ $pull ->
    [0] {""}
   *[other] {" "}#{ $pull }
} · { $signed }
vouch-signed-none = not signed
vouch-signed-verified = signed by { $units }
vouch-signed-revoked-since = signed by { $units }, whose key has been revoked since
vouch-signed-other-unit = signed by { $units }, which may not propose it
vouch-signed-key-later = signed with a key that wasn't registered then; { $units } registered it later
vouch-signed-unknown-key = signed with key { $key }, which nobody registered
vouch-signed-bad = the signature isn't of this commit
vouch-signed-unknown-kind = signed with { $kind }, which this program doesn't verify
vouch-why-none = isn't signed
vouch-why-verified = is signed
vouch-why-revoked-since = is signed with a revoked key
vouch-why-other-unit = is signed by another unit
vouch-why-key-later = is signed with a key that isn't registered
vouch-why-unknown-key = is signed with a key that isn't registered
vouch-why-bad = has a signature of something else
vouch-why-unknown-kind = has a signature of a kind that can't be verified
code-opinion-unsigned = opinion not signed
opinion-unsigned = from { $from } on this authority's opinions must be signed, and what commit { $commit } wrote { $why }: sign commits (git commit -S) with an SSH key that stands in the unit's signing_keys
record-audit-merge-unnoted = A merge has no note, so who agreed isn't on record: { $act }
record-audit-merge-disputed = The note on a merge isn't what was merged: { $act }: { $why }
record-audit-notes-absent = Who agreed to { $count ->
    [one] 1 merge
   *[other] { $count } merges
} isn't on record here: no notes are written (mulu bot --notes), or they weren't fetched (git fetch origin refs/notes/mulu:refs/notes/mulu)
record-audit-notes-later = { $count ->
    [one] 1 merge is older than the first note; who agreed to it
   *[other] { $count } merges are older than the first note; who agreed to them
} isn't on record
audit-do-merge-unnoted = { $who } says who agreed; a sweep (mulu bot --notes) makes up for the latest merges
audit-do-merge-disputed = { $who } holds it against the forge's own record, and says who wrote this note
