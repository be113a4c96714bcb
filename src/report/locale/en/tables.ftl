### The registry and its decisions as tables: queries, exports, publishing.

cli-query-about = Ask the registry and its decisions in SQL, or ask a prepared question
cli-query-sql = One SELECT, WITH or VALUES query; - reads it from standard input
cli-query-saved = Ask a prepared question; without a name: list them
cli-query-schema = Show the tables, or the columns of one
cli-query-timeout = How many seconds the query may take
cli-query-limit_rows = How many rows there may be; more are left out, and it is said
cli-publish-about = Write a state of the registry and its decisions to PostgreSQL
cli-publish-database = Where the database is: postgres://user@host/database
cli-publish-registry = What the registry is called in the database; its title where not given
cli-dev-tables-about = Write docs/TABLES.md
cli-value-sql = SQL
cli-value-name = NAME
cli-value-table = TABLE
cli-value-seconds = SECONDS
standard-input = standard input

query-cells-cut = Long texts show their beginning; --format json or csv has all of them
query-rows = { $rows } rows
query-cut = only the first { $rows } rows are here, and there are more; --limit-rows allows more
query-yes = yes
query-no = no
query-nothing = What is the question? Write SQL, see the prepared questions with --saved, or the tables with --schema
query-empty = There is no query: write a SELECT
query-several = Only one query at a time
query-unclosed = A { $what } doesn't end
query-variable = A query has no variables: write a value for `{ $name }`
query-not-a-query = Only queries, no `{ $verb }`: write a SELECT, WITH or VALUES
query-writes = Only queries, no changes: the registry is changed through Git alone
query-function = The function `{ $name }` cannot be used
query-qualified = A table is named without its database: `{ $name }`
query-nested = The query is nested too deeply
query-near = `{ $found }` cannot stand here
query-incomplete = the query ends too early
query-full-width = The SQL is wrong in line { $line }, column { $column }: `{ $mark }` is a full-width mark; write `{ $right }`
query-text = An expression of the query makes too long a text and was stopped
query-large = The answer has more than { $most } MB: ask for fewer rows or columns
query-overflow = A sum in the query exceeds what 64 bits can hold
query-said = { $reason }
query-syntax = The SQL is wrong: { $reason }
query-syntax-at = The SQL is wrong in line { $line }, column { $column }: { $reason }
query-unknown-table = There is no table `{ $name }`
query-unknown-question = There is no prepared question `{ $name }`
query-unknown-column = There is no column `{ $name }`
query-unknown-column-at = SQL line { $line }, column { $column }: there is no column `{ $name }`
query-help-schema = `mulu query --schema` shows the tables and columns
query-timeout = The query took more than { $seconds } seconds and was stopped; --timeout allows more
query-memory = The query needs too much memory and was stopped
query-xlsx-file = XLSX goes into a file: name it with -o
store-said = The database says: { $reason }

publish-address = The database is written postgres://user@host/database
publish-uncommitted = The work tree has uncommitted changes and cannot be published: commit them, or name a revision with --rev
publish-unnamed = The registry has no title: name it with --registry
publish-unreachable = The database cannot be reached: { $reason }
publish-layout = The tables in the database are of another version of mulu; nothing was written. Use another database or schema
publish-failed = Nothing was written, and what was in the database is as it was: { $reason }
publish-already = The decisions of { $commit } on { $on } are already in the database; nothing was written
publish-day = Wrote the decisions of { $commit } on { $on }: { $rows } rows (the contents were there)
publish-commit = Wrote { $commit } and its decisions on { $on }: { $rows } rows

schema-tables = Tables:
schema-questions = Prepared questions (views), asked by mulu query --saved NAME:
schema-hint = `mulu query --schema TABLE` shows its columns. Amounts are whole units of the currency, days are YYYY-MM-DD.
schema-key = Key: { $key }

sheet-answer = Result
sheet-provenance = Provenance
sheet-registry = Registry
sheet-commit = Commit
sheet-policy = Policy
sheet-on = Judged on
sheet-command = Command
sheet-query = Query
sheet-rows = Rows
sheet-money = Amounts
sheet-money-note = Cells hold whole units{ $scale ->
    [none] {""}
   *[other] , shown as { $scale }
}
sheet-program = Program
