### From the first contract to the second (mulu migrate)

cli-migrate-about = Bring a registry of the first contract to the second: what can be changed, and what a person must decide
cli-migrate-write = Write what can be changed into the files of the work tree; without it nothing is changed
migrate-field = { $field } ({ $title })
migrate-who = for { $who } to decide · because: { $reason }
migrate-note = Note: { $note }
migrate-nothing = Nothing to change and nothing to decide: the registry is of the second contract.
migrate-changes =
    { $changes ->
        [one] One change can be made
       *[other] { $changes } changes can be made
    } in { $files ->
        [one] one file
       *[other] { $files } files
    }; --write makes them.
migrate-written =
    { $changes ->
        [one] One change made
       *[other] { $changes } changes made
    }, { $files ->
        [one] one file
       *[other] { $files } files
    } written. Look at git diff before you commit.
migrate-questions =
    { $questions ->
        [one] One thing is left for somebody to decide
       *[other] { $questions } things are left for people to decide
    }: { $by }.
migrate-why-units = an authority may be several units
migrate-why-currency = what amounts are counted in is a setting; the first contract knew this one alone
migrate-why-owners = the line is the first contract's own, and becomes the second's
migrate-why-unowned = a file of the second contract that the table gives to nobody
migrate-why-facts = by the second contract somebody must also agree where these fields change
migrate-why-scope = the opinion says that it is for { $year }; the scope of this matter is now “year/category”
migrate-why-year = second contract: the scope of this matter is “year/category”, and an opinion is good for one year
migrate-why-schema = second contract: a registry's own schemas must know the new fields
migrate-ask-absent = it isn't stated; what is it?
migrate-ask-year = for which year is the opinion on `{ $category }`?
migrate-ask-schema = this schema of your own doesn't know fields of the second contract: { $fields }. Take the program's (delete this file), or add them?
migrate-ask-change = to be changed by hand: { $before } → { $after }
migrate-ask-add = to be added by hand: { $after }
migrate-help-years = years whose requests ask for this category: { $years }
migrate-help-project = a construction project is a document of its own, { $path }, with its systems, applicant and investment: register it first, then name it here
migrate-refused-broken = the file has errors, and was left alone
migrate-refused-absent = what stands there isn't what was expected, and was left alone
migrate-refused-form = written in a way that the program doesn't touch, lest it damage something else
migrate-refused-differs = read back, it would have said something else; it was left alone
migrate-note-rules = Rules of the first language in registry/policy go on being read, but they don't read what the second contract writes (a year with a category as scope, for one). To take the new rules delete registry/policy, which means the program's own, or copy the new ones and change them; merge that together with the documents, before money is decided.
migrate-note-ownership = The line { $path } of the ownership table is your own and stays; the second contract has { $wanted }
migrate-note-accounts = Maintainers that are logins alone: { $count }; `login#account-number` keeps a login that was given up and registered again from being them
migrate-left-irregular = not written: it is no ordinary file
migrate-left-changed = not written: it was changed since it was read
migrate-left-unwritable = not written: { $reason }
failure-migrate-rules = The registry's own rules or schemas have errors: nobody can tell what to migrate to. See mulu check, and mend these first
failure-migrate-uncommitted = Nothing was written: { $files } isn't committed to Git. Commit or stash it first, so that the changes can be seen and undone
