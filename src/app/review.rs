//! A proposed change, from two revisions to a judgement.

use super::Error;
use super::approvals::{self, Approved};
use super::days::day;
use super::load::{OwnedSnapshot, Rules, at_revision};
use super::{record, submission};
use jiff::civil::Date;
use mulu_core::diagnostic::{Diagnostic, Message};
use mulu_core::layout::{self, Kind, SETTINGS};
use mulu_core::policy::rule_tests;
use mulu_core::registry::{Identity, Readings, kind_of};
use mulu_core::review::{self, Moves, Review, ReviewInput, Scope, Submission};
use mulu_core::tree::Tree;
use mulu_git::{Merged, Repository, Revision};
use mulu_report::reviews::ReviewView;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be reviewed.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The folder that holds `registry/`.
    pub folder: PathBuf,
    /// The revision that it is to be merged into.
    pub base: String,
    /// The revision proposed.
    pub head: String,
    /// Who proposes it: the account that opened the pull request.
    pub author: Option<Identity>,
    /// The branch that it is proposed from, where that is known.
    pub branch: Option<String>,
    /// Who approved which commit.
    pub approvals: Vec<Approved>,
    /// Whether who may and who agreed was settled before: so it is of what a
    /// merge queue puts together.
    pub settled: bool,
    /// The day it is judged for; `None`: the head's day.
    pub on: Option<Date>,
    /// From how many files on a registry is read in part; `None`: as usual.
    pub whole_below: Option<usize>,
}

/// A change with its judgement.
#[derive(Debug)]
pub struct Reviewed {
    /// The base's commit.
    pub base_commit: String,
    /// The head's commit.
    pub head_commit: String,
    /// What is there.
    pub base: OwnedSnapshot,
    /// What would be there, judged by the base's schemas, rules and settings.
    pub merged: OwnedSnapshot,
    /// What would be there by the change's own schemas, rules and settings, where it changes
    /// any and they can be read.
    pub own: Option<OwnedSnapshot>,
    /// The judgement.
    pub review: Review,
}

impl Reviewed {
    /// The review with what is needed to show it.
    #[must_use]
    pub fn shown(&self) -> ReviewView<'_> {
        ReviewView {
            review: &self.review,
            base: &self.base_commit,
            head: &self.head_commit,
            before: self.base.view(),
            after: self.merged.view(),
            own: self.own.as_ref().map(OwnedSnapshot::view),
        }
    }
}

/// Reviews a proposal.
///
/// # Errors
/// When a revision means nothing, the two have no common history, an object
/// cannot be read, or the base has no rules or schemas to judge by.
pub fn review(proposal: &Proposal) -> Result<Reviewed, Error> {
    let repository = Repository::open(&proposal.folder)?;
    let base = repository.revision(&proposal.base)?;
    let head = repository.revision(&proposal.head)?;
    let (on, undated) = day(proposal.on, base.bytes(SETTINGS), |zone| head.date(zone))?;
    if let Some(failure) = undated {
        return Err(failure);
    }
    let mut merged = repository.merge(&base, &head)?;
    let trees = (take(&mut merged.base), take(&mut merged.tree));
    let halves = Halves::read(&repository, (&base, &head), trees, (proposal, on), &merged)?;
    let sides = (&halves.base, &halves.merged, &*halves.changed);
    let approvals = approvals::of(&repository, &base, sides, &proposal.approvals);
    let unsigned = record::unsigned(
        &repository,
        (&base, &head),
        (&halves.base, &halves.merged),
        &halves.changed,
        on,
    );
    let input = ReviewInput {
        unsigned: &unsigned,
        base: halves.base.view(),
        merged: halves.merged.view(),
        changed: &halves.changed,
        moves: &halves.moves,
        preview: halves.own.as_ref().map(OwnedSnapshot::view),
        broken_rules: &halves.broken_rules,
        conflicts: &merged.conflicts,
        outside: &merged.outside,
        author: halves.author.as_ref(),
        submission: halves.submission.as_ref(),
        approvals: &approvals,
        settled: proposal.settled,
        on,
        units: halves.scope.as_ref().map(|scope| &scope.units),
    };
    let review = review::review(&input);
    Ok(Reviewed {
        base_commit: base.id(),
        head_commit: head.id(),
        base: halves.base,
        merged: halves.merged,
        own: halves.own,
        review,
    })
}

/// The files of the registry that lie in a work tree and in no commit, where a commit is what
/// is checked out there: a review of it says nothing of them.
#[must_use]
pub fn uncommitted(folder: &Path, head: &str) -> Vec<String> {
    let repository = Repository::open(folder).ok();
    repository.map_or_else(Vec::new, |repository| repository.unreviewed(head))
}

/// Both sides, read as far as needed.
struct Halves {
    base: OwnedSnapshot,
    merged: OwnedSnapshot,
    /// The paths at which they differ.
    changed: Vec<Arc<str>>,
    /// What only has another name in the merge.
    moves: Moves,
    own: Option<OwnedSnapshot>,
    /// What is wrong with rules or schemas of the change's own that cannot be used.
    broken_rules: Vec<Diagnostic>,
    scope: Option<Scope>,
    /// Whether it was handed in through the form.
    submission: Option<Submission>,
    /// Who counts as its author.
    author: Option<Identity>,
}

impl Halves {
    fn read(
        repository: &Repository,
        (base, head): (&Revision<'_>, &Revision<'_>),
        mut trees: (Tree, Tree),
        (proposal, on): (&Proposal, Date),
        found: &Merged,
    ) -> Result<Self, Error> {
        let differences = trees.0.differences(&trees.1);
        let mut scope = review::scope(trees.0.len(), &differences, proposal.whole_below);
        let changed: Vec<Arc<str>> = differences.iter().map(|one| Arc::clone(one.path)).collect();
        repository.weigh(trees.0.len(), &trees.1, &changed)?;
        repository.read(&mut trees.0, layout::governs)?;
        let rules = Rules::of(&trees.0);
        let (ends, commits) = ((base, head), (base.id(), head.id()));
        let mut readings = Readings::default();
        loop {
            let wants = |path: &str| scope.as_ref().is_none_or(|scope| scope.wants(path));
            repository.read(&mut trees.0, wants)?;
            repository.read_with(&mut trees.1, &trees.0, wants)?;
            let sides = sides(&rules, trees, &commits, on, &mut readings);
            let (base, merged, moves) = sides.ok_or_else(unjudged)?;
            let grown = match &mut scope {
                None => Some(false),
                Some(scope) => widen(repository, scope, (&base, &merged), &changed)?,
            };
            match grown {
                Some(false) => {
                    let sides = (&base, &merged, &*changed);
                    let submission = submission::of(repository, ends, sides, (proposal, found));
                    let sides = (base, merged, moves);
                    return Ok(Halves::of(sides, changed, (proposal, submission), scope));
                }
                Some(true) => {}
                None => scope = None,
            }
            trees = (base.tree, merged.tree);
        }
    }

    fn of(
        (base, merged, moves): Sides,
        changed: Vec<Arc<str>>,
        (proposal, submission): (&Proposal, Option<Submission>),
        scope: Option<Scope>,
    ) -> Self {
        let proven = submission.as_ref().and_then(Submission::author);
        let author = proven.or(proposal.author.as_ref()).cloned();
        let asked = author.as_ref().filter(|_| !proposal.settled);
        let mut rules = changed
            .iter()
            .filter(|path| layout::governs(path))
            .peekable();
        // Rules of those who may not propose any aren't tried: they are refused anyway, and
        // trying them may be what they are for.
        let may = |path: &Arc<str>| {
            asked.is_none_or(|author| review::may_propose(&base.registry, author, path))
        };
        let (own, broken_rules) = match rules.peek().is_some() && rules.all(may) {
            true => own(&merged),
            false => (None, Vec::new()),
        };
        Halves {
            base,
            merged,
            changed,
            moves,
            own,
            broken_rules,
            scope,
            submission,
            author,
        }
    }
}

/// Base and merge, and what only has another name in the merge.
type Sides = (OwnedSnapshot, OwnedSnapshot, Moves);

/// Base and merge, both by the base's schemas, rules and settings; `None` where
/// these are broken.
fn sides(
    rules: &Rules,
    trees: (Tree, Tree),
    (base, head): &(String, String),
    on: Date,
    readings: &mut Readings,
) -> Option<Sides> {
    let base = at_revision(trees.0, base.clone(), on, (rules.clone(), None), readings);
    let base = base.judgeable().ok()?;
    let settings = Some(&base.registry.settings);
    let merged = at_revision(
        trees.1,
        head.clone(),
        on,
        (rules.clone(), settings),
        readings,
    );
    let mut merged = merged.judgeable().ok()?;
    let moves = as_proposed(&base, &mut merged);
    Some((base, merged, moves))
}

/// Makes a registry one that is proposed to a base: judged by the base's settings, and what
/// it adds isn't listed yet. What only has another name in it.
pub(super) fn as_proposed(base: &OwnedSnapshot, merged: &mut OwnedSnapshot) -> Moves {
    let listed = &base.registry.systems;
    let proposed = merged.registry.systems.keys();
    let moves = Moves::of(&base.registry, &merged.registry);
    // What only moved was listed before.
    let is_moved = |id: &str| moves.systems.values().any(|new| **new == *id);
    let proposed = proposed.filter(|id| !listed.contains_key(*id) && !is_moved(id));
    merged.registry.proposed = proposed.cloned().collect();
    merged.registry.settings = base.registry.settings.clone();
    merged
        .provenance
        .registry
        .clone_from(&base.provenance.registry);
    merged.provenance.policy.clone_from(&base.provenance.policy);
    moves
}

/// The base cannot be judged by what it brings along.
pub(super) fn unjudged() -> Error {
    Error::broken_registry(Message::new("failure-base-rules"))
}

/// Takes into the scope what shares elements with it; `None`: everything.
fn widen(
    repository: &Repository,
    scope: &mut Scope,
    (base, merged): (&OwnedSnapshot, &OwnedSnapshot),
    changed: &[Arc<str>],
) -> Result<Option<bool>, Error> {
    let differences = base.tree.between(&merged.tree, changed);
    let before = scope.clone();
    let Some(wider) = scope.wider(&base.registry, &merged.registry, &differences) else {
        return Ok(None);
    };
    let mut grown = *scope != before;
    if !wider.is_empty() {
        let mut systems = base.tree.clone();
        let is_system = |path: &str| kind_of(path) == Some(Kind::System);
        repository.read(&mut systems, is_system)?;
        for (path, entry) in systems.iter().filter(|(path, _)| is_system(path)) {
            grown |= scope.take_in(&wider, path, entry.bytes.as_ref());
        }
    }
    Ok(Some(grown))
}

/// The merge by schemas, rules and settings of its own; what is wrong with them where
/// they can't be used.
fn own(merged: &OwnedSnapshot) -> (Option<OwnedSnapshot>, Vec<Diagnostic>) {
    let mut rules = Rules::of(&merged.tree);
    let (Some(schemas), Some(pack)) = (&rules.schemas, &rules.pack) else {
        return (None, rules.faults);
    };
    let (_, failed) = rule_tests::run(pack, schemas, None);
    rules.faults.extend(failed);
    let commit = merged.provenance.commit.clone().unwrap_or_default();
    let (tree, on) = (merged.tree.clone(), merged.provenance.on);
    let own = at_revision(tree, commit, on, (rules, None), &mut Readings::default());
    let own = own.judgeable().ok().map(|mut own| {
        own.registry.proposed.clone_from(&merged.registry.proposed);
        own
    });
    (own, Vec::new())
}
