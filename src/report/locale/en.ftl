### All sentences in English. Keys follow the codes: `schema/unknown-key` -> `schema-unknown-key`.

## document: what stands in a file

document-too-large = the file is too large: { $size } bytes, the limit is { $limit }
document-too-deep = nested too deeply: more than { $limit } levels
document-too-many-nodes = too much content: more than { $limit } keys and values
document-invalid-utf8 = the file is not UTF-8 ({ $byte } here)
document-bom = the file begins with a byte order mark
document-crlf = lines end in CRLF
document-tab = a tab is used as indentation
document-control-character = control character { $character }
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
document-more-findings = { $count } more of `{ $code }` are not listed

help-save-as-utf8 = save the file as UTF-8 (it may be in GBK now)
help-save-without-bom = save the file as UTF-8 without BOM
help-save-with-lf = convert the line ends to LF
help-no-tabs = indent with spaces, two a level
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
syntax-wide-space = a full-width or no-break space; use a plain space
syntax-space-after-colon = a space is missing after `{ $key }:`
syntax-other = this cannot be read
