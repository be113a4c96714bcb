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
record-decision-differs = { $id }: differs
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
record-since = { $system }: { $was } on { $on }, { $is } now{ $reasons ->
    [0] {""}
   *[other] : { $why }
}
