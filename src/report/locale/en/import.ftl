### The words of `mulu import`.

cli-import-about = Register the systems of a ledger (XLSX, XLS, CSV): which cells are taken, which aren't and why, and what somebody must say; nothing is guessed
cli-import-ledger = The ledger
cli-import-map = A file (YAML) that says which field a column is, and which ids new systems get
cli-import-write = Write the documents; without it nothing is changed
cli-import-format = The form of the output
cli-workbook-about = Write an Excel form for systems: with lists, help, and what is registered already; import takes it back
cli-workbook-unit = Of this unit alone
cli-workbook-output = Write it to this file (.xlsx)

import-counts = { $file }: { $taken } cells taken, { $left } left out, { $asked } to be said by somebody
import-unread = Sheets without known names of columns: { $sheets }
import-asked = To be said by somebody
import-left = Left out
import-cell = { $place } "{ $text }": { $why }
import-left-cells = { $why }: { $count } ({ $places })
import-would-write = { $count } files would be written (with --write), { $same } stay as they are
import-written = { $count } files written, { $same } stay as they are
import-new-file = new { $path }: { $fields }
import-changed-file = changed { $path }: { $fields }
import-refused = not changed in { $path }: { $field }: { $why }
import-refusal-broken = the file has errors; mend them first
import-refusal-absent = the file has no place for it
import-refusal-form = the file has it in a form that can't be changed in place; change it by hand
import-refusal-differs = the change would affect something else; change it by hand
import-findings = What would be wrong with them
import-finding = { $place }: { $said } ({ $code })
import-note = what would be wrong: { $said } ({ $code })

import-why-nothing = nothing that a registry has
import-why-person = facts of persons are not registered
import-why-opinion = attested by the authority in its own file; a ledger proves nothing
import-why-request = money is asked for year by year in requests (mulu new request)
import-why-counting = a running number
import-why-sum = a sum, or a note below the rows
import-why-classified = classified systems are not registered here, nor their words repeated
import-why-column = the column is not known; say in the mapping which field it is, or to: left
import-why-unit = no unit is called so; use its name, short name or alias, or register it first (mulu new unit)
import-why-row = something else in the row must be said first
import-why-name = the row does not name a system
import-why-id = a new system needs an id, which never changes; proposed: { $proposed }; state it under ids in the mapping
import-why-known = { $id } is there already under another name, or is what the system of this name is called; an id never changes: check which is meant
import-why-again = another column says this field already; keep one in the mapping
import-why-elsewhere = the mapping gives it the id { $id }, of another unit; make row and mapping agree
import-why-slug = an id has lower-case letters, digits and hyphens alone
import-why-twice = the same system as { $other }; keep one row
import-why-measure = nobody says what the amount is counted in; say so in the column's name, or by measure: unit or large in the mapping
import-why-approximate = not an exact number; state the exact amount
import-why-fraction = not a whole number once converted; check number and unit
import-why-number = not a number
import-why-day = only a year or a month; add the day
import-why-date = not a date
import-why-choice = must be one of { $choices }; or say under values in the mapping what the word means
import-why-uncalculated = a formula without its result; open and save it again, or put the value

import-no-schemas = the registry's schemas are broken; run mulu check first
import-no-columns = no names of columns are known: one of the first rows must have a system's name and at least one other known column; or say so with --map
import-empty = the file is empty
import-page = this is a web page, not a spreadsheet (some programs call one .xls); open it in a spreadsheet program and save it as .xlsx
import-password = the file has a password; remove it first
import-programs = the file has macros; save it as .xlsx without them
import-no-workbook = this is no spreadsheet; save it as .xlsx or .csv
import-unknown = the format is not known; save it as .xlsx or .csv
import-encoding = the text is not in UTF-8, UTF-16 or GB18030; save it as "CSV UTF-8" or .xlsx
import-broken = the file cannot be read ({ $reason }); open it in a spreadsheet program and save it as .xlsx
import-too-large = { $what ->
    [bytes] the file is larger than { $limit } MB
    [unpacked] unpacked it is larger than { $limit } MB
    [rows] there are more than { $limit } rows
    [columns] there are more than { $limit } columns
   *[cells] there are more than { $limit } cells
  }; it is not read: delete empty rows and columns, or divide it
import-map-unread = { $file }, line { $line }: the mapping is no YAML that can be read
import-map-column = { $file }, line { $line }: a column needs to and at least one of titles; measure is unit or large
import-map-id = { $file }, line { $line }: ids are names of systems with an id, such as Campus: smart-campus

form-sheet = Systems
form-instructions = Instructions
form-units = Units
form-unit = Unit
form-id = ID
form-money = { $name } ({ $unit })
form-help-unit = Choose from the list; a unit that isn't there is registered first
form-help-id = Lower-case letters, digits and hyphens; once in the unit; it never changes
form-help-texts = Several are parted by ；
form-help-date = Written as 2026-12-01
form-one-of = One of { $choices }
form-lines =
    One row a system. Yellow columns must be filled in, blue ones where there is something to say; leave the others empty.
    A cell with a list takes what is on the list alone; the note on a column's name says what it is for.
    What is registered stands there already: only the cells that you change are changed. Leave the ids as they are.
    Amounts are whole numbers of what the column says. Days are written as 2026-12-01.
    No numbers of identity cards or mobile telephones; no classified systems.
    Whoever keeps the registry runs mulu import; cells with a problem come back coloured, with the reason.
