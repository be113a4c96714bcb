### The form: requests and systems on pages, without a script, saved at every step, not submitted here.

write-write = Fill in
write-choose = Choose
write-unit = Unit
write-unit-do = Next
write-start-what = It becomes a draft, saved as you go; when it is written you download it, and hand it in as the page says.
write-start-request = Ask for a system's operation and maintenance money
write-start-change = Change a system's registration
write-start-system = Register a new system
write-start-project = Propose a new construction project
write-start-change-project = Change a construction project
write-start-opinion = Give an opinion on a system
write-project = Construction project
write-project-name = Full name of the project
write-authority = Authority
write-drafts = My drafts
write-about-opinion = Opinion of { $office } on { $subject }
write-system = System
write-year = Year
write-name = Full name of the system
write-slug = Id
write-slug-help = The name of the file, for ever: lower-case letters, digits and hyphens. Left empty, one is made of the name.
write-begin = Begin
write-about-request = { $subject }: request of operation and maintenance money for { $year }
write-about-new = New system: { $subject }
write-about-change = Change of the registration: { $subject }
write-top = Basics
write-required = required
write-optional = optional
write-example = For example { $example }
write-a-line = One a line
write-yaml = Write this one as YAML
write-entry = { $title } { $number }
write-add = Add another: { $title }
write-remove = Remove { $entry }
write-not-chosen = (none)
write-next = Save
write-later = Save, go on later
write-back = Back to the list
write-error = { "Error: " }
write-errors = There is something wrong on this page. It is saved; mend it now or later
write-errors-all = There is still something wrong
write-warning = Note:
write-other = Somebody else answered at the same time: { $value }. What is shown here is saved; to use theirs, type it.
write-nothing = (empty)
write-unsaved = Not saved: the page was open for too long, or was not sent from here. All that you typed is below; press “Save” once more.
write-tasks = What to fill in
write-tasks-what = In any order. Each save goes into the draft, right or wrong.
write-state-empty = empty
write-state-required = still needed
write-state-filled = has content
write-state-wrong = { $count } to mend
write-state-clashes = { $count } differ from somebody else's
write-link = The address of this draft is the way back: keep it.
write-kept = A draft is kept for { $days } days from its last save. Nothing has been submitted here.
write-kept-handed = The draft is kept for { $days } days from its last save. It was handed in once; what is changed after that has to be handed in again.
write-check = Check your answers
write-check-do = Check, and see what would come of it
write-check-what = Worked out from what is filled in now. Nothing is submitted; nobody has received it.
write-check-handed = This is worked out from what is filled in now. It was handed in once; what was changed after that was not.
write-verdict = With this you would ask for { $money } in { $year }:
write-answers = Your answers
write-change = Change
write-no-answers = Nothing that can be read yet.
write-said = Once it is proposed, the bot will say
write-refused = The place { $place } of the file cannot be changed without touching anything else: change it in a text editor. All other answers are kept.
write-send = Hand it in
write-send-do = How to hand it in
write-send-what = Nothing is submitted from here. Download it and hand it in by one of these ways; it counts once those who must agree have agreed.
write-download = Download
write-download-file = The file
write-download-patch = The patch
write-send-github = On GitHub's pages
write-send-github-how = Open the page below, paste the whole of the downloaded file, press Commit changes, and choose a new branch and a pull request.
write-send-github-open = Open GitHub's editor
write-send-mail = Through a colleague who uses Git
write-send-mail-how = Send them the patch; they run this in the registry's repository, push the branch and open a pull request.
write-send-where = The file belongs at:
write-send-subject = A title for it:
write-send-approvers = Who must agree: { $who }
write-no-draft = There is no such draft, or it isn't your unit's: check the address, or log in for your unit.
write-nobody = You may read, and not write: neither token nor proxy says which account of the registry is yours, or it acts for no unit.
write-not-yours = { $path } isn't your unit's to fill in.
write-no-name = Say the full name of the system.
write-there = { $id } is registered: choose “Change a system's registration”.
write-what = Choose what to fill in.
write-too-large = That is too much, and was not saved: a page takes 512 kB. Go back, make it shorter and save again; what was saved before is there.
write-too-many-drafts = There are too many drafts: whoever runs this must tidy the file of drafts.
write-no-patch = No patch can be made of this file: download the file.
write-waits = Your session has ended. What you typed waits on this page: give the token once more, nothing is lost.
write-resume = Go on saving
write-resume-explain = You are logged in again. What you typed is not saved yet: press the button.
write-resume-do = Save what I typed
submit-what = The button hands this draft in under your name and opens a pull request; it takes effect when whoever must agree has agreed.
submit-do = Hand in
submit-again = Hand in again
submit-became = What became of it
submit-pull = Pull request
submit-otherwise = Other ways
submit-by = Handed in by { $who }.
submit-open = It waits for approval.
submit-merged = It is part of the catalog.
submit-closed = The pull request was closed and not merged.
submit-unfinished = It broke off: press once more, and it goes on from there, and does nothing twice.
submit-changed = The draft was changed after it was handed in; the change was not.
submit-not-ours = Somebody pushed another commit to the branch, so the bot no longer takes it for yours: the catalog's maintainers should close this pull request and delete its branch, then hand it in again.
submit-other-account = The pull request was opened by the account { $who }, which isn't the one under submissions in registry.yaml, so the bot won't take you for its author: the administrator should change the token.
submit-unjudged = The bot hasn't judged it yet; look again in a minute or two.
submit-check = { $name }: { $conclusion ->
    [success] passed
    [neutral] not concerned
    [action_required] waiting
    [failure] failed
   *[other] being judged
  }, { $title }
submit-going = It is being handed in already: please look again in a moment.
submit-unsent = Not handed in: this page was open for too long, or wasn't sent from here. Please press once more.
submit-moved = Not handed in: the draft was changed since this page was opened. Please look at it as it is now, and press once more.
submit-nobody = It can't be handed in: nobody knows who you are. Please log in with your own token, or come by single sign-on.
submit-unchanged = There is nothing to hand in: the draft says what the catalog says.
submit-not-yours = It can't be handed in: some of it isn't yours to propose.
submit-wrong = It can't be handed in yet: { $count ->
    [one] 1 error has
   *[other] { $count } errors have
  } to be mended first.
submit-unknown-key = It can't be handed in: the key of this server, { $key }, isn't among the submissions in registry.yaml today. The catalog's maintainers have to enter it.
submit-branch-taken = Not handed in: the branch { $branch } has another commit, which was not overwritten. The catalog's maintainers should close its pull request and delete the branch, then hand it in again.
submit-permission = GitHub didn't take it: the server's token lacks the permission `{ $needed }` ({ $reason }). Please tell the administrator; the draft is safe.
submit-repository = `{ $name }` is no repository: write `OWNER/REPOSITORY`
submit-token = There is no token: put it into the variable { $name }, never onto a command line
submit-who = Whoever hands in must be known: --submit goes with --token-file or with --behind-proxy --person-header
submit-body =
    `{ $path }`, handed in through the form. Who handed it in stands in the commit's message, signed by the form's server.

    Digest: `{ $digest }` (the SHA-256 of what `sha256sum` prints of the file)

    To change it, whoever handed it in changes the draft and hands it in again. Another commit pushed to this branch ends that it counts as theirs.
