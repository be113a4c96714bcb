### Everything that is said to people, in English. One for one with the files of the folder zh: same keys, same variables.
### The sentence of the code family/name has the key family-name; advice is help-…, explanations are note-…,
### the short name of a code (without variables) is code-family-name.

## Common names

money = { $amount } { $unit }
money-too-much = more than can be added up
money-column =
    { $scale ->
        [none] Amount
       *[other] Amount ({ $scale })
    }

outcome-met = met
outcome-unmet = unmet
outcome-unproven = unproven
outcome-waived = waived
outcome-not-applicable = not applicable

verdict-eligible = eligible
verdict-pending = pending
verdict-ineligible = ineligible

force-deny = no funds unless it is met
force-hold = on hold until it is met
force-warn = reminder only

severity-error = error
severity-warning = warning
label-help = help

article-numbered = Art. { $number }
article-paragraph = para. { $number }

## Evidence that is missing

missing-opinion = no opinion on { $matter }: { $supplier } must issue it
missing-opinion-scoped = no opinion on { $matter } for “{ $scope }”: { $supplier } must issue it
missing-field = { $document } doesn't state { $field }: { $supplier } must add it
missing-field-titled = { $document } doesn't state “{ $title }” ({ $field }): { $supplier } must add it
missing-document = { $path } is missing: { $supplier } must submit it
missing-valid-document = { $path } has errors and is no evidence: { $supplier } must mend it
missing-bounded-document = { $path } says too much for a rule to look through: { $supplier } must shorten it
missing-listing = { $path } is proposed and not in the catalog yet: { $supplier } must review and merge it
missing-source = the data element “{ $element }” has no source of record: { $supplier } must settle it
missing-nothing = not enough evidence: { $title }

## Diagnostics: summary

summary-findings =
    { $errors ->
        [0] { $warnings ->
            [0] no problems found ({ $documents } documents checked)
            [one] { $warnings } warning in { $files } of { $documents } documents
           *[other] { $warnings } warnings in { $files } of { $documents } documents
        }
        [one] { $least ->
            [1] at least{" "}
           *[other] {""}
        }{ $errors } error, { $warnings } { $warnings ->
            [one] warning
           *[other] warnings
        } in { $files } of { $documents } documents
       *[other] { $least ->
            [1] at least{" "}
           *[other] {""}
        }{ $errors } errors, { $warnings } { $warnings ->
            [one] warning
           *[other] warnings
        } in { $files } of { $documents } documents
    }

## Decisions

header-fund = { $registry } · O&M funds { $year } · judged for { $on } · registry { $commit } · policy { $policy }
header-untitled = Catalog of government information systems
header-no-commit = not committed
header-built-in = built-in
column-verdict = Verdict
column-unit = Unit
column-system = System
column-reason = Main reason
reason-articles = { $reason } ({ $articles })
totals-cell = { $count }: { $money }
totals-verdict = { $verdict } { $count }: { $money }
totals-unknown = { $money } (and { $count } of an unknown amount)
totals-unit-title = By unit
totals-none = No such requests for O&M money
hint-explain = Why a system is judged so: mulu explain { $system } --year { $year }
applicant-asks = { $applicant } asks for { $money }
amount-unknown = an unknown amount
unit-unknown = unknown unit
explain-unmet = Unmet
explain-unproven = Unproven
explain-waived = Waived
explain-warnings = Reminders (they change nothing)
explain-met = Met
explain-not-applicable = Not applicable
explain-group = { $name } ({ $count })
explain-articles = { $articles }
explain-fact = fact:{" "}
explain-more-facts = and { $count } more
explain-missing = belongs in{" "}
explain-todo = To become eligible:
explain-todo-none = Nothing remains to be done.

csv-year = year
csv-request = request
csv-system = system
csv-system-name = system name
csv-unit = unit
csv-unit-name = unit name
csv-applicant = applicant
csv-amount =
    { $unit ->
        [none] amount
       *[other] amount ({ $unit })
    }
csv-verdict = verdict
csv-unmet = unmet rules
csv-unproven = unproven rules
csv-reason = main reason

## Short names of the codes

code-path-unknown = file of no known kind
code-path-extension = file name without the extension .yaml
code-path-slug = path segment that is no identifier
code-path-reserved = name kept for something else
code-path-executable = executable file
code-path-symlink = symbolic link
code-path-submodule = Git submodule
code-path-not-utf8 = file name that is not UTF-8
code-path-unowned = file that nobody owns
code-path-missing = required file missing
code-document-too-large = file too large
code-document-too-deep = nested too deeply
code-document-too-many-nodes = too many keys and values
code-document-invalid-utf8 = text that is not UTF-8
code-document-bom = byte order mark
code-document-crlf = CRLF line ends
code-document-tab = tab character
code-document-control-character = control character
code-document-invisible-character = invisible character
code-document-full-width-colon = full-width colon
code-document-syntax = YAML syntax error
code-document-empty = empty file
code-document-not-a-mapping = no mapping of keys to values
code-document-multiple-documents = several documents in one file
code-document-anchor = YAML anchor
code-document-alias = YAML alias
code-document-tag = YAML tag
code-document-merge-key = YAML merge key
code-document-duplicate-key = duplicate key
code-document-key-not-text = key that is no text
code-document-ambiguous-value = value that YAML versions read differently
code-document-comment-in-value = comment behind a value
code-document-more-findings = more findings of the same code
code-schema-unknown-key = unknown field
code-schema-required = required field missing
code-schema-forbidden = field that may not stand here
code-schema-type = value of the wrong type
code-schema-enum = value that is none of those allowed
code-schema-pattern = text of the wrong form
code-schema-format = invalid date
code-schema-range = number out of range
code-schema-size = too short, too long, too few or too many
code-schema-unique = duplicate entry
code-schema-other = not as the schema has it
code-schema-broken = broken schema
code-schema-unknown-file = file that is the schema of nothing
code-reference-unknown-unit = unknown unit
code-reference-unknown-system = unknown system
code-reference-unknown-resource = unknown data resource
code-reference-unknown-element = unknown data element
code-reference-unknown-authority = unknown authority
code-reference-unknown-project = construction project that doesn't exist
code-reference-unknown-framework = framework that doesn't exist
code-entry-target = line that names nothing, or two things
code-entry-kind = line whose kind and subject don't fit
code-plan-not-in-list = line of a plan that isn't in the list
code-budget-not-in-plan = line of a budget that isn't in the plan
code-project-contradictory-dates = project with contradictory dates
code-project-stage-order = stages out of order
code-project-ended = project that is over
code-project-parts-exceed-total = parts that exceed the whole
code-project-previous-of-new = new project with earlier ones
code-project-second-phase = second phase entered as new
code-project-cycle = project that comes before itself
code-framework-two-for-one-project = project in two frameworks
code-framework-content-twice = content built twice in a framework
code-framework-incomplete = framework without a necessary part
code-settings-unknown-time-zone = unknown time zone
code-settings-too-few-people = authority with fewer than two people
code-settings-unit-and-authority = name of a unit and of an authority
code-registry-duplicate-code = code in two documents
code-registry-same-name = name in two documents
code-value-future = what happened is in the future
code-value-far-ahead = date many years ahead
code-value-small-amount = implausibly small amount
code-value-quoted-name = name in quotation marks
code-value-broken-name = name over several lines
code-request-nothing-asked = request that asks for nothing
code-system-dates = steps of a system in another order
code-settings-reserved-name = reserved name
code-unit-cycle = unit that is its own ancestor
code-unit-maintainer = invalid maintainer
code-unit-credit-code = credit code with a wrong check character
code-unit-plan-span = integrated plan of the wrong length
code-opinion-wrong-authority = matter of another authority
code-opinion-unknown-scope = scope that names nothing
code-opinion-unknown-matter = matter that the pack doesn't have
code-opinion-subject = matter on another kind of thing
code-opinion-scope = scope of another form
code-opinion-missing-field = opinion without a necessary field
code-opinion-foreign-field = opinion with a field of another matter
code-opinion-unknown-result = result that the matter doesn't have
code-expense-unknown-category = expense category that the pack doesn't have
code-expense-purpose = expense category for another purpose
code-opinion-contradictory-dates = contradictory dates
code-system-duplicate-resource = duplicate data resource
code-list-duplicate-entry = duplicate entry in a list or plan
code-privacy-id-number = ID-card number
code-privacy-mobile-number = mobile phone number
code-ownership-pattern = invalid ownership rule
code-ownership-field = owned field that does not exist
code-ownership-capture = owner that the path does not name
code-ownership-owner = invalid owner
code-policy-missing = no rule pack
code-policy-syntax = expression that is no CEL
code-policy-unknown-field = rule reads an unknown field
code-policy-function = unknown function or wrong arguments
code-policy-unknown-variable = unknown variable
code-policy-unknown-parameter = unknown parameter
code-policy-type = type error in a rule
code-policy-unknown-value = value that the field can never have
code-policy-duplicate-rule = duplicate rule
code-policy-unknown-article = unknown article
code-policy-parameter-dates = parameter values out of order
code-policy-cases = rule without cases
code-policy-no-fixture = a pack without a fixture
code-policy-case-failed = case with another outcome
code-policy-cost = expression that could take too long
code-policy-not-understood = word that the program does not understand
code-policy-incomplete-rule = rule that cannot be read whole
code-policy-force = force that the subject cannot have
code-policy-unknown-finding = unknown finding
code-policy-unknown-stage = unknown stage
code-policy-unknown-rule = sentence that names no rule
code-policy-sentence = sentence that nothing holds
code-policy-unclaimed-rule = rule that no sentence names
code-schema-not-understood = schema without what the program reads
code-policy-circle = rules that ask one another in a circle
code-policy-matter = a call for what no opinion can be
code-policy-earlier-language = rules in an earlier language
code-policy-unused = something that no rule reads
code-policy-evaluation = rule that cannot be evaluated

## names of files (path-…)

## document: what stands in a file

document-too-large = the file is too large: { $size } bytes, the limit is { $limit }
document-too-deep = nested too deeply: more than { $limit } levels
document-too-many-nodes = too much content: more than { $limit } keys and values
document-invalid-utf8 = the file is not UTF-8 ({ $byte } here)
document-bom = the file begins with a byte order mark
document-crlf = lines end in CRLF
document-tab = a tab is used as indentation
document-control-character = control character { $character }
document-lone-cr = lines end in CR, as on old Macs: the whole file is read as one line
document-invisible-character = invisible or direction-changing character { $character }
document-full-width-colon = a full-width colon after `{ $key }`
document-syntax = not valid YAML: { $reason }
document-empty = the file is empty
document-not-a-mapping = the file must consist of `key: value` entries
document-multiple-documents = a file holds one document; what follows `---` is not read
document-anchor = anchors are not allowed: `&{ $name }`
document-alias = aliases are not allowed: `*{ $name }`
document-tag = tags are not allowed: `{ $tag }`
document-merge-key = merge keys (`<<`) are not allowed
document-duplicate-key = the key `{ $key }` occurs twice
document-key-not-text = the key `{ $key }` is not text
document-ambiguous-value = programs read `{ $value }` differently; it is taken as text here
document-comment-in-value = `{ $comment }` is taken for a comment and not read
document-more-findings = { $count } more of `{ $code }` are not listed

help-save-as-utf8 = save the file as UTF-8 (it may be in GBK now)
help-save-without-bom = save the file as UTF-8 without BOM
help-save-with-lf = convert the line ends to LF
help-no-tabs = indent with spaces, two a level
help-merge-conflict = decide what stays, remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`, and commit again
help-bullet = begin it with `- `, a hyphen and a space
help-plain-space = use a plain space
help-plain-spaces = use plain spaces, two a level of indentation
help-space-after-dash = put a space behind the `-`
help-space-after-colon = a space must stand behind the colon: `{ $key }: …`
help-plain-punctuation = write ASCII brackets and commas
help-equals = write `{ $key }: …`
help-comment-in-value = if it belongs to the value, quote the whole value: { $whole }; if it is a remark, put a space behind the `#`
help-comment-for-value = what follows the `#` is not read: quote it if it is the value: { $whole }; remove the line of a field that has no value
help-ascii-colon = write an ASCII colon and a space: `{ $key }: …`
help-quote-value = quote it if it is text; write numbers and truth values like `860000`, `true`, `false`
help-quote-key = put it in quotes: `"{ $key }"`
note-first-key = `{ $key }` occurs here first

syntax-unclosed-quote = the quote is not closed
syntax-unclosed-bracket = the bracket `{ $open }` is not closed
syntax-mismatched-bracket = the bracket `{ $open }` cannot be closed by `{ $close }`
syntax-misplaced-bracket = a closing bracket too many
syntax-reserved-character = a value cannot begin with `{ $character }`; put it in quotes
syntax-brackets = something is wrong within the brackets: entries are separated by commas, and brackets come in pairs
syntax-second-colon = no colon may stand here: quote values that contain `: `, or check the indentation of the line above
syntax-expected-key = a `key: value` entry is expected here
syntax-indentation = the indentation does not match the lines above
syntax-list-entry = every entry of a list begins with `- ` in the same column
syntax-escape = unknown escape within double quotes (write `\\` for `\`, or use single quotes)
syntax-after-quote = something follows the closing quote
syntax-block-text = a mistake in a text block (`|` or `>`)
syntax-comment = the comment `#` is misplaced; a space must stand before it
syntax-directive = directives beginning with `%` are not allowed
syntax-anchor = a name is missing after `&` or `*`; put text in quotes
syntax-tag = `!` is used wrongly; put text in quotes
syntax-wide-space = { $space } stands here, not a plain space
syntax-merge-conflict = a merge conflict is not resolved: marks of Git stand in the file
syntax-space-after-colon = a space is missing after `{ $key }:`
syntax-space-after-dash = the `-` lacks the space behind it
syntax-bullet = the entries of a list begin with `- ` (a hyphen and a space), not with `{ $mark }`
syntax-wide-punctuation = brackets and commas must be ASCII: `{"{"}`, `[`, `,`
syntax-equals = a colon and a space stand between key and value: `{ $key }: …`
syntax-other = this cannot be read

## nodes against the schema (schema-…)

field-document = the document ({ $title })
field-whole = the document
field-titled = `{ $key }` ({ $title })
field-plain = `{ $key }`
field-item = { $list }, entry { $number }
value-titled = `{ $value }` ({ $title })
value-plain = `{ $value }`

schema-unknown-key = { $parent } has no field `{ $key }`
schema-key-space = { $space } stands { $place ->
    [before] before
    [behind] behind
   *[within] within
} `{ $key }`: keys and indentation have plain spaces only
space-full-width = a full-width space (U+3000)
space-no-break = a no-break space (U+00A0)
space-other = a special space ({ $character })
schema-required = { $field } is missing in { $parent }
schema-required-when = { $field } is missing in { $parent }: it is required { $condition }
schema-forbidden = { $field } may not be given here
schema-forbidden-when = { $field } may not be given { $condition }
schema-type = { $field } must be { $wanted }, not { $found }
schema-enum = `{ $value }` is no value of { $field }
schema-const = { $field } can only be `{ $expected }`
schema-pattern = `{ $value }` does not have the form of { $field }
schema-name = the name `{ $value }` in { $parent } does not have the right form
schema-format = `{ $value }` does not have the form of { $field }
schema-no-such-day = { $field }: there is no day { $value }
schema-range = { $field } must be { $bound }
schema-size = { $field } { $bound }
schema-unique = `{ $value }` occurs twice in { $field }
schema-other = { $field } does not follow the schema ({ $keyword })
schema-broken = the schema { $path } is broken{ $pointer }, nothing can be checked with it: { $reason }
schema-unknown-file = `{ $path }` is the schema of nothing, so nothing can be checked with it

bound-at-least = { $limit } or more
bound-at-most = { $limit } or less
bound-above = more than { $limit }
bound-below = less than { $limit }
size-not-empty = must not be empty
size-empty = must be empty
size-min-length = must have at least { $limit } characters
size-max-length = must have at most { $limit } characters
size-min-items = must have at least { $limit } entries
size-max-items = must have at most { $limit } entries

type-either = { $first } or { $second }
type-nothing = nothing
type-boolean = true or false
type-integer = a whole number
type-number = a number
type-string = text
type-array = a list
type-object = a mapping of keys to values

help-condition = this holds { $condition }
help-did-you-mean = did you mean { $suggestion }?
help-known-keys = fields that can be added: { $keys }
help-allowed-values = possible values: { $values }
help-field = { $description }
help-example = for example `{ $example }`
help-slug = a slug has lower-case letters, digits and hyphens between them, 64 characters at most
help-reference = a system is written `unit/system` without directory and extension, such as `road-office/road-works`
help-rule-id = a rule's id is written `family/name`, such as `security/mlps-filed`
help-resource-reference = a resource is written `unit/system#resource name`
help-date = a date is written `YYYY-MM-DD`, such as `2026-12-01`
help-remove-empty = fill it in, or remove the line of a field that has no value
help-fill-below = fill in the lines below it, indented by two spaces (take the `#` off those that have one), or remove the line
help-indent-below = { $keys } below belong to { $field }: put two more spaces before each of these lines, and before the lines below them
help-indent-entry = { $keys } below are an entry of { $field }: put `  - ` before the first of these lines and four spaces before the others
help-add-field = add { $field }: { $description }
help-add-plain-field = add { $field }
help-mapping = its fields stand on the lines below, one a line, indented by two spaces: `  key: value`
help-range = it can be { $least } to { $most }
help-list-separator = entries are separated by ASCII commas: `{ $list }`; or stand one a line, each beginning with `- `
help-write-number = write it as a whole number without quotes: `{ $value }`
help-write-value = write `{ $value }`
help-true-or-false = write `true` or `false`
help-quote-text = quote it if it is text: `"{ $value }"`
help-ascii-brackets = write the ASCII brackets `[` and `]`, or one entry a line, each beginning with `- `
help-number-like = write a whole number without quotation marks and units, such as `{ $example }`
help-money-whole = write a whole number without quotation marks and units, and no fraction{ $unit ->
    [none] {""}
   *[other] , counted in { $unit }
}{ $scale ->
    [none] {""}
   *[other] ; what is told in { $scale } must be converted first
}
help-number = write a whole number without quotation marks and units
help-text = write it as one text: `key: text`
help-month = months are 01 to 12; dates are written like `2026-12-01`
help-last-day = the last day of that month is `{ $value }`
help-early-day = check it; empty cells of a spreadsheet become days of 1899 or 1900: remove the line of a field that has no date
schema-early-day = { $field }: { $value } is before { $year } and cannot be meant
help-list = a list has one entry a line, each beginning with `- `
note-first-entry = it occurs here first

## references and the registry (reference-…, unit-…, opinion-…, …)

## the rule pack (policy-…)

## registry: references and contradictions

reference-unknown-unit = There is no unit `{ $name }`
reference-unknown-system = There is no system `{ $name }`
reference-unknown-resource = There is no data resource `{ $name }`
reference-unknown-element = The data element `{ $name }` is not in elements.yaml
reference-unknown-authority = The authority `{ $name }` is not among the authorities of registry.yaml
reference-unknown-project = There is no construction project `{ $name }`
reference-unknown-framework = There is no framework `{ $name }`
entry-target = A line names either a `system` or a `project`
entry-kind = A line of kind `{ $kind }` names a `{ $wanted }`, not a `{ $field }`
plan-not-in-list = The list of { $year } doesn't have `{ $name }` with this kind
budget-not-in-plan = The plan of { $year } doesn't have `{ $name }` with this kind
project-contradictory-dates = `{ $field }` is before `{ $earlier }`
project-stage-order = The project is “{ $stage }” and has never been “{ $before }”
project-ended = The project `{ $name }` is “{ $stage }” since { $since }: nothing should be asked for or given to it in { $year }
project-parts-exceed-total = `{ $field }` comes to { $sum }, more than the total of { $total }
project-previous-of-new = What has an earlier project is an expansion: say so (kind); a project that is really new has no previous
project-second-phase = The system `{ $name }` was completed by the new project `{ $other }`: what is built on it is an expansion, with that one under previous
project-cycle = The project comes before itself by way of `{ $name }`
framework-two-for-one-project = Two frameworks name the project `{ $name }`
framework-content-twice = The framework builds “{ $name }” twice
framework-incomplete = The framework says nothing of its `{ $field }`
note-earlier-here = the earlier step is here
help-by-articles = By { $articles }
help-did-you-mean-titled = Did you mean `{ $name }` ({ $title })?
note-first-here = first here
note-issued-here = issued here
note-circle-goes-on = the circle goes on here
note-plan-begins = the first year
settings-unknown-time-zone = The time zone `{ $name }` does not exist
settings-too-few-people = { $authority } has { $people ->
    [0] nobody
   *[other] one person
} among the maintainers of its units: nothing can be approved by somebody else
settings-unit-and-authority = `{ $name }` is a unit and, here, an authority of other units
registry-duplicate-code = `{ $name }` stands in another document too
registry-same-name = “{ $name }” is the name of another one too
value-future = { $field } { $date } is later than the day judged for, { $on }
value-far-ahead = { $field } { $date } is many years ahead of { $on }
value-small-amount = { $field } is hardly { $amount }{ $unit ->
    [none] {""}
   *[other] {" "}{ $unit }
}
value-quoted-name = { $field } stands in quotation marks as a whole
value-broken-name = { $field } has a line break in it
request-nothing-asked = every amount is 0, so nothing is asked for
help-large-amount = if { $amount } { $large } is meant, write `{ $value }`; if it really is so little, leave it
help-bare-name = if the quotation marks are no part of the name, remove them: `{ $value }`
help-whole-name = write it on one line: `{ $value }`
system-dates = This day is before the step that comes first
settings-reserved-name = `{ $name }` means something else and can be no unit's or authority's name
help-time-zone = Time zones have IANA names such as `Asia/Shanghai`
help-captures = What the path names: { $names }
unit-cycle = The unit `{ $name }` is its own ancestor
unit-maintainer = `{ $name }` is no account that could be recognized
unit-credit-code = The check character of the credit code `{ $code }` is wrong; it should end in `{ $wanted }`
unit-plan-span = An integrated plan spans 3 to 5 years, this one { $years } (Art. 6)
opinion-wrong-authority = `{ $matter }` is no matter of { $authority } and proves nothing
help-matter-belongs-to = `{ $name }` ({ $title }) gives this opinion in a file of its own
opinion-unknown-matter = The pack has no matter `{ $name }`
opinion-subject = “{ $matter }” is not given on { $subject }, but on { $wanted }
opinion-unknown-scope = “{ $name }” names nothing: the scope must be { $wanted }{ $optional ->
    [0] {""}
   *[other] , or absent
}
opinion-scope = { $given ->
    [0] The scope is missing: it must be { $wanted }
   *[other] The scope must be { $wanted }
}{ $optional ->
    [0] {""}
   *[other] , or absent
}
opinion-scope-none = Opinions on this matter have no scope
help-no-scope = Remove the line `scope`
opinion-missing-field = “{ $matter }” must say { $field }
opinion-foreign-field = “{ $matter }” doesn't have the field { $field }
opinion-unknown-result = `{ $name }` is no result of this matter, which can be { $wanted }
expense-unknown-category = The pack has no expense category `{ $name }`
expense-purpose = “{ $name }” is no expense of { $purpose }
expense-purpose-maintenance = operation and maintenance
expense-purpose-construction = construction
subject-unit = a unit
subject-system = a system
subject-project = a construction project
subject-framework = a framework
scope-year = a year (`2027`)
scope-date = a date (`2026-05-01`)
scope-category = an expense category
scope-expense = a year with an expense category (`2027/category`)
scope-choices = one of { $words }
scope-names = what the document says at `{ $pointer }`
opinion-contradictory-dates = `{ $field }` lies before the day of issue
system-duplicate-resource = Two data resources are named “{ $name }”
list-duplicate-entry = `{ $name }` stands twice in one file
privacy-id-number = An ID-card number: personal data must not be in the registry
privacy-mobile-number = A mobile phone number: only office lines may be in the registry
ownership-pattern = The path `{ $pattern }` of the ownership table cannot be read
ownership-field = Documents at `{ $pattern }` have no field `{ $field }`
ownership-capture = { $name } names nothing in the path `{ $pattern }`
ownership-owner = `{ $name }` of the ownership table can neither propose nor approve anything

## policy: the rule pack

policy-missing = There is no rule pack registry/policy/pack.yaml; nothing can be decided
policy-syntax = The expression has a syntax error: { $reason }
expression-full-width = `{ $mark }` is a full-width sign: write `{ $right }`
policy-unknown-field = There is no field `{ $name }`: { $expression }
policy-function = There is no function `{ $name }`
policy-function-arguments = The function `{ $name }` is not called with so many arguments
policy-unknown-variable = There is no variable `{ $name }`
policy-unknown-parameter = The pack has no parameter `{ $name }`
policy-type = This should be { $wanted } and is { $found }: { $expression }
policy-unknown-value = The value `{ $value }` can never occur; there are: { $values }
policy-duplicate-rule = There are two rules `{ $rule }`
policy-unknown-article = The rule `{ $rule }` cites article { $article }, which the pack does not list
policy-parameter-dates = The values of a parameter must be in the order of their dates
policy-cases = The rule `{ $rule }` needs at least one case that is met and one that is unmet or unproven
policy-no-fixture = The pack has no fixture.yaml for its cases to start from
policy-case-failed = The case “{ $name }” of the rule `{ $rule }` should be { $expected } and is { $found }
policy-cost = The expression could take too long: { $reason } (limit { $limit })
policy-not-understood = The program does not understand `{ $value }`; it understands: { $values }
policy-incomplete-rule = The rule has no condition or no sentence for not holding, so it cannot be read whole
policy-force = The rule `{ $rule }` is about a { $subject }, which is never asked for { $purpose }
policy-unknown-finding = There is no finding `{ $name }`
policy-unknown-stage = There is no stage `{ $name }` before it
policy-unknown-rule = There is no rule `{ $rule }`
policy-sentence = A sentence of article { $article } must name what holds it, or say why nothing does, and not both
policy-unclaimed-rule = The rule `{ $rule }` cites article { $article }, and no sentence of it names the rule
schema-not-understood = The program reads { $field } as { $wanted }, and this schema does not have it so; nothing can be decided by it
schema-not-understood-required = The program needs { $field }, and this schema lets it be missing; nothing can be decided by it
schema-not-understood-open = This schema lets { $field } have fields that it does not name, so a misspelt one would be missing without a word; nothing can be decided by it
schema-not-understood-limits = The program reads { $field } as a whole number from { $least } to { $most }, and this schema lets others pass; nothing can be decided by it
schema-not-understood-untyped = The rule reads `{ $field }`, and its schema lets that be anything; nothing can be decided by it
policy-circle = The rule `{ $rule }` asks itself, by way of others
policy-matter = There is no such opinion on the matter `{ $matter }`: { $why }
matter-subject = it is given on { $subjects } alone
matter-no-order = it is no order
matter-order = it is an order and has no result
matter-no-scope = it has no scope
matter-scope = it always has a scope, and none is given here
policy-earlier-language = These rules are written in a language that mulu { $program } no longer reads ({ $name }): judge this commit with its own program (check it out, cargo build)
policy-unused = No rule reads the { $what } `{ $name }`
unused-parameter = parameter
unused-matter = matter
unused-term = term
policy-evaluation = The rule `{ $rule }` cannot be evaluated
outcome-none = none
cost-length = too long
cost-rules = too many rules
cost-depth = nested too deep
cost-nesting = too many nested comprehensions
policy-operand-condition = a condition
policy-operand-number = a number
policy-operand-whole-number = a whole number
policy-operand-date = a date
policy-operand-names = a mapping of names
policy-operand-text-or-mapping = text or a mapping
policy-operand-text = text
policy-operand-list = a list
policy-operand-mapping = a mapping
policy-operand-unknown = an unknown value
policy-operand-text-or-number = text or a number
policy-operand-call = a call of another function
policy-operand-quoted-name = a quoted name

path-unknown = `{ $path }` is no registry document: no kind of document stands here
path-extension = Registry documents end in `.yaml`: `{ $path }`
path-slug = The name `{ $name }` is not allowed: lower-case letters, digits and single hyphens, at most 64 characters; a year has four digits
path-reserved = The name `{ $name }` is not allowed: { $why ->
    [device] Windows keeps it for a device
   *[folder] a folder of opinions/ is called so
}
path-executable = `{ $path }` is a program to Git (mode 100755), which no file of a registry needs to be
path-symlink = `{ $path }` is a symbolic link, which the registry does not allow
path-submodule = `{ $path }` is a Git submodule, which the registry does not allow
path-not-utf8 = The file name `{ $path }` is not UTF-8
path-unowned = Nobody owns `{ $path }` by the ownership table
path-missing = The registry's settings file registry.yaml is missing
help-rename-file = Rename it to `{ $name }`
help-registry-folders = Documents stand in { $folders }
help-schema-files = The schemas are { $names }
help-path-form = Here documents stand at { $form }
place-unit = unit
place-system = system
place-project = project
place-framework = framework
place-authority = authority
place-year = year
place-date = date
place-family = family

## cli: the command line

cli-about = A district's catalog of government systems: which of them get O&M money, and why
cli-check-about = Check the registry: every fault of every file
cli-fund-about = The O&M money of a year: who gets it, who doesn't, and why
cli-explain-about = Explain one system's decision: articles, facts, what is missing, what to do
cli-policy-about = The rule pack
cli-policy-lint-about = Check the rule pack
cli-policy-test-about = Run the cases of the rules
cli-policy-coverage-about = Show article by article which rules implement it
cli-dev-about = For those who work on mulu itself
cli-dev-generate-about = Write a generated registry of any size, with the rules of this one
cli-completions-about = Write a completion script for a shell
cli-man-about = Write man pages
cli-heading-usage = Usage
cli-heading-commands = Commands
cli-usage-options = options
cli-heading-options = Options
cli-heading-arguments = Arguments
cli-help = Show help
cli-version = Show the version
cli-folder = The folder that holds registry/; the current one where not given
cli-lang = The language of the output
cli-color = When to use colour
cli-rev = Read this Git revision (a branch, a tag or a commit), not the work tree
cli-at = Read the last commit by the end of this day, and judge for this day
cli-on = The day to judge for; today, or the revision's day, where not given
cli-format = the format; without it the ending of -o decides, else it is for people
cli-deny_warnings = Exit with 1 on warnings too
cli-year = The budget year
cli-unit = Only this unit (slug or name) and those below it
cli-verdict = Only this verdict; may be repeated
cli-system = The system: `unit/system`, the path of its file, its own slug or its name
cli-rule = Run the cases of this rule only
cli-shell = The shell
cli-output = write to this file, whole or not at all; its ending decides the format
cli-dev-generate-out = Write into this folder, which must be new or empty
cli-dev-generate-systems = How many systems
cli-dev-generate-seed = The same seed gives the same bytes
cli-dev-generate-invalid = How many documents break their schema
cli-dev-generate-year = The budget year; there are requests for it and for the year before
cli-help-about = Show the help of a command
cli-heading-global = Options of every command
cli-default = {" "}(default: { $value })
cli-value-dir = DIR
cli-value-command = COMMAND
cli-value-year = YEAR
cli-value-unit = UNIT
cli-value-revision = REVISION
cli-value-date = YYYY-MM-DD
cli-hint-date = YYYY-MM-DD, such as 2026-12-01
cli-value-system = SYSTEM
cli-value-rule = RULE
cli-help-command = The command
cli-see-help = For usage, see `{ $command } --help`
cli-error-unknown-argument = There is no option `{ $arg }`
cli-error-unknown-command = There is no command `{ $command }`
cli-error-no-value = `{ $arg }` needs a value
cli-error-value = `{ $value }` is no value for `{ $arg }`, which takes { $hint }
cli-error-missing = { $arg } is missing
cli-error-no-command = A command is missing
cli-error-conflict = `{ $arg }` cannot be used with { $other }
cli-error-too-many = There is no place for `{ $arg }`
cli-error-twice = `{ $arg }` may be given only once
cli-error-other = The command line is wrong: { $reason }

failure-with-help = { $failure }. { $help }
failure-reading = Cannot read { $what }: { $reason }
failure-no-folder = There is no folder `{ $folder }`
failure-folder-is-link = `{ $name }` is a symbolic link or a Git submodule; what it leads to is no part of this revision and is not read
failure-repository-owner = The Git repository of `{ $folder }` belongs to another user. If you trust it, first run git config --global --add safe.directory with the path of the repository
failure-ambiguous-revision = `{ $revision }` may mean several revisions; write more of it
failure-writing = Cannot write { $what }: { $reason }
reason-missing = there is no such file or folder
reason-forbidden = permission denied
reason-taken = it is already there
reason-folder = it is a folder, not a file
reason-no-folder = a part of the path is no folder
reason-full = the disk is full
reason-read-only = the disk is read-only
failure-no-rules = There are no rules to copy: registry/policy is missing. Name a folder with a registry with -C
failure-folder-not-empty = The folder `{ $folder }` is not empty
failure-no-registry = There is no registry folder in `{ $folder }`. Name the folder that holds it with -C
failure-no-registry-in = There is no registry folder in revision { $revision }
failure-no-repository = `{ $folder }` is in no Git repository, so no earlier revision can be read
failure-no-commit = The repository has no commit yet, and no `{ $revision }`
failure-unknown-revision = The repository has no revision `{ $revision }`
failure-unknown-revision-shallow = The repository has no revision `{ $revision }`; it is a shallow clone: fetch the whole history with git fetch --unshallow
failure-shallow = The shallow clone has no commit before { $day }: fetch the whole history with git fetch --unshallow
failure-commit-time = The time of commit { $commit } is beyond the calendar ({ $seconds } seconds from 1970-01-01), and nobody knows which day it is of: name a day to judge for with --on YYYY-MM-DD, or set the clock and commit anew (git commit --amend --no-edit --date=now)
note-dates-backwards = { $count ->
    [one] A commit on the line of first parents has a day that doesn't
   *[other] { $count } commits on the line of first parents have days that don't
} go with those before and after (such as { $commit }, which says { $on }): their order counts, and no commit stands earlier than one before it
note-no-date = a time beyond the calendar
failure-before-history = There is no commit before { $day }
failure-before-history-backwards = There is no commit before { $day }. { $found }
history-renamed = `{ $old }` is called `{ $new }` now; this is its life
failure-time-zone = The time zone `{ $name }` of registry.yaml doesn't exist
standard-output = standard output
failure-internal = A fault of the program, not of the registry. Please tell the maintainers this line: { $place }
failure-ambiguous-unit = Several units are called `{ $name }`: { $names }
failure-unknown-unit = There is no unit `{ $name }`
failure-unknown-system = There is no system `{ $name }`
failure-ambiguous-system = Several systems are called `{ $name }`: { $names }
failure-no-request = Nobody asks for O&M money for the system `{ $name }`
failure-no-request-in-year = Nobody asks for O&M money for the system `{ $name }` in { $year }
failure-unknown-rule = There is no rule `{ $name }`
progress-working = reading and judging…

generate-done = { $files } files, { $bytes } bytes written to { $folder }

cases-summary = { $cases } cases of { $rules } rules, { $failed } failed
coverage-none = no rule ({ $reason }): { $note }
coverage-gap = no rule, and no reason given
coverage-procedural = procedural
coverage-other-office = another office's judgement
coverage-later-work = later work
coverage-no-number = no number in the text
coverage-outside = outside the registry
coverage-also-ownership = the ownership table
coverage-also-check = checks of documents
coverage-also-due = deadlines
coverage-also-query = queries
coverage-also-parameters = parameters
coverage-also-expenses = the expense table
coverage-sentence = “{ $says }” — { $held }
coverage-partly = In part; left out: { $what }
coverage-interpretation = Read as: { $reading } (it could also mean: { $alternative })
coverage-definition = definition or principle
coverage-summary = { $articles } articles: { $implemented } implemented by rules, { $explained } with a reason for having none, { $gaps } open
