### Beginning: a registry, a document, what a wrong name was meant to be.

cli-init-about = Begin a registry: settings, units, rules, schemas and GitHub workflows, sound as written
cli-init-dir = write into this folder, the current one by default; nothing there is overwritten
cli-title = the title of the catalog
cli-value-title = TITLE
cli-new-about = Begin a document: every field explained, those that may be left out commented; nothing is overwritten
cli-kind = what to begin; requests: those of one year from another's
cli-id = system UNIT/SYSTEM · unit UNIT · project UNIT/PROJECT · request YEAR/UNIT/SYSTEM · opinion AUTHORITY/UNIT/SYSTEM
cli-new-name = what it is called
cli-from = begin from the requests of this year
cli-to = begin the requests of this year
cli-value-id = ID
cli-files = only what is wrong in these files or folders; none: all
failure-new-id = `{ $id }` is no id of such a document; it must be { $forms }
failure-new-slug = `{ $name }` cannot be an id: lower-case letters, digits and hyphens only, such as health-platform
failure-new-reserved = `{ $name }` means something else and cannot be an id
failure-new-years = name the years: mulu new requests --from 2026 --to 2027
failure-new-no-id = an id is missing, for example: mulu new system UNIT/SYSTEM
failure-exists = `{ $path }` is there already; nothing was changed
failure-init-exists = `{ $path }` is there already; nothing was written. Choose another folder
failure-unknown-authority = there is no authority `{ $name }`
failure-unknown-file = the registry has no `{ $name }`
failure-no-requests-in = { $year } has no request to begin from
help-did-you-mean-one-of = Did you mean one of { $names }?

init-title = Catalog of government information systems
init-done = written to { $folder }: { $files } files
init-kept = there before and left as they are: { $paths } (.gitattributes should say `* text=auto eol=lf`: a registry has line feeds)
init-next =
    Next:
    1. put the title into registry/registry.yaml, and real GitHub logins into registry/units/, two at least for each authority
    2. mulu check finds nothing
    3. git init, git add -A, git commit, push to GitHub; README.md has the rest
    Register the first system: mulu new system sample-department/first --name NAME
new-done = written to { $path }. When it is filled in: mulu check { $path }
new-approvers = before it is merged { $who } must agree
new-requests-note = Begun from the request of { $from }: check need, expenses and amounts one by one
new-requests-done = { $year }: { $count } requests begun, { $money } as last year; { $there } were there already and are unchanged
new-requests-gone = { $count } not begun, the system is out of use or not registered: { $names }
new-requests-broken = { $count } not begun, the request has errors: { $names }
new-requests-next = Check each of them, then run mulu check
template-how = What must be there stands below; what may be left out begins with "# ": take it away where you fill something in
template-opinions = To attest something, take away the [] below and the "# " of the lines behind it. Append only: what is newer stands last
template-request = Amounts in whole units of the currency; their sum must equal the year's plan
template-categories = Expense categories:
template-matters = Matters that may be attested:
template-field = { $title }: { $description }
template-required = {" (must be there)"}
template-conditional = {" "}(must be there { $condition })
template-choices = One of: { $choices }
template-choice = { $value } ({ $title })
template-example = For example: { $example }
document-crlf-many =
    { $files ->
       *[other] { $files } files have Windows line ends (CRLF) where LF belongs
    }
help-line-ends = This is one setting, not so many edits: write `* text=auto eol=lf` into .gitattributes at the top of the repository, then run git add --renormalize .
cli-bom = begin CSV with the UTF-8 mark that Excel needs
cli-man-output = write into this folder
failure-ending-contradicts = the file ends in { $ending }, the format that was asked for is { $format }: leave out --format, or change the ending
failure-ending = no format ends in { $ending }; it must be { $endings }
cli-explain-all = tell the rules that are met and those that don't apply one by one
explain-all = one by one with --all
explain-reasons = Why
explain-assumed = Nobody asked for this year. What follows would come of a request made now: what the system, its unit and the year's papers lack
csv-applicant-name = applicant's name
workbook-summary = Summary
workbook-data = All requests
workbook-title = { $registry }: O&M money of { $year }
workbook-office = { $unit }: O&M money of { $year }
workbook-number = No.
workbook-applicant = Applicant
workbook-count = Requests
workbook-verdict =
    { $scale ->
        [none] { $verdict }
       *[other] { $verdict } ({ $scale })
    }
workbook-todo = What to do
workbook-total = Total
workbook-footer = &L&F&CPage &P of &N&R&A
totals-applicant-title = Totals by applicant
column-applicant = Applicant
calendar-overdue = OVERDUE since { $day }: { $duty }
cli-move-about = Move a system, a project or a unit: documents, lists, plans, requests and opinions in one step
cli-old = the present UNIT/SYSTEM, projects/UNIT/PROJECT or unit
cli-new = what it becomes
cli-move-dry_run = only say what would change
cli-value-old = OLD
cli-value-new = NEW
failure-move-same = `{ $name }` is what it is called now
move-edited = { $path }: { $count } references
move-done = { $moved } files moved, references in { $edited } others rewritten. Next: mulu check, then commit all of it in one pull request
move-dry = { $moved } files would move and references in { $edited } others be rewritten; nothing was changed
move-left = both units have one and they were not merged; decide what becomes of { $paths }
move-unwritten = written in a way that must be changed by hand: { $paths }
move-merged = The unit went into another: its requests are in order once the new unit's integrated_plan lists the systems
move-still = these still name the unit that it came from, look who asks for it and in whose budget it stands: { $paths }
move-handed = It goes to another unit: its requests are in order once the new unit's integrated_plan lists the system
move-proposers = Who opens the pull request: somebody of { $units }{ $count ->
    [1] {""}
   *[other] , of either; both units must agree
}
move-approvers = Before it is merged these must agree: { $who }
cli-value-state = REVISION|DATE
cli-forecast-within = so many days from now, in place of --until
