//! Whether a change was handed in through the form: what its commits say, held against the keys,
//! the account and the people of the base, and against what the change makes.

use super::days;
use super::load::OwnedSnapshot;
use super::review::Proposal;
use jiff::tz::TimeZone;
use mulu_core::diagnostic::Message;
use mulu_core::registry::{Identity, Registry, Submissions};
use mulu_core::review::Submission;
use mulu_core::tree::Standing;
use mulu_git::{CommitSignature, Merged, Repository, Revision};
use mulu_record::submission::{self as handed, Claim, Handed};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many commits of a change are looked at for who handed them in.
const MOST: usize = 50;

/// The base's and the merge's state, and the paths at which they differ.
type Sides<'a> = (&'a OwnedSnapshot, &'a OwnedSnapshot, &'a [Arc<str>]);

/// What of a change was handed in through the form; `None`: nothing says that any was.
pub(super) fn of(
    repository: &Repository,
    (base, head): (&Revision<'_>, &Revision<'_>),
    sides: Sides<'_>,
    (proposal, merged): (&Proposal, &Merged),
) -> Option<Submission> {
    if proposal.settled {
        return None;
    }
    let registry = &sides.0.registry;
    let opener = proposal.author.as_ref();
    let commits = repository.beyond(base, head, MOST);
    let mut newest = commits.iter().chain([head]);
    let is_said = newest.any(|commit| commit.message().is_some_and(handed::is_said));
    let by_server = opener.is_some_and(|opener| is_server(registry, opener));
    if !is_said && !by_server {
        return None;
    }
    let mut submission = Submission {
        opened_by: opener.cloned(),
        ..Submission::default()
    };
    let Some(server) = &registry.settings.submissions else {
        submission.refused = Some(Message::new("submission-no-server"));
        return Some(submission);
    };
    let zone = days::zone_of(base).unwrap_or(TimeZone::UTC);
    let claims = commits.iter().map(|commit| claim(server, commit, &zone));
    let claims: Vec<Result<Claim, Message>> = claims.collect();
    let asked = Asked {
        repository,
        ends: (base, head),
        sides,
        merged,
        proposal,
    };
    submission.refused = asked.refusal(server, &commits, &claims).err();
    // The head's first: where nothing is refused, theirs is the whole change.
    submission.by = claims.into_iter().flatten().map(|claim| claim.by).collect();
    Some(submission)
}

/// Whether somebody is the account of the form's server.
fn is_server(registry: &Registry, who: &Identity) -> bool {
    let server = registry.settings.submissions.as_ref();
    let account = server.and_then(Submissions::identity);
    account.is_some_and(|account| account.is(who))
}

/// What a commit says, where the server signed it.
fn claim(server: &Submissions, commit: &Revision<'_>, zone: &TimeZone) -> Result<Claim, Message> {
    let signature = commit.signature();
    let signature = signature.as_ref();
    let parents = commit.parents();
    let before = parents.first().and_then(|parent| parent.date(zone).ok());
    handed::signed(
        server,
        &Handed {
            message: commit.message().unwrap_or_default(),
            signature: signature
                .map(|CommitSignature { armoured, signed }| (&**armoured, &**signed)),
            days: (commit.date(zone).ok(), before),
        },
    )
}

/// What is asked about, with all that is needed to answer.
struct Asked<'a> {
    repository: &'a Repository,
    ends: (&'a Revision<'a>, &'a Revision<'a>),
    sides: Sides<'a>,
    merged: &'a Merged,
    proposal: &'a Proposal,
}

impl Asked<'_> {
    /// Whether a change is what one person handed in, and nothing else.
    fn refusal(
        &self,
        server: &Submissions,
        commits: &[Revision<'_>],
        claims: &[Result<Claim, Message>],
    ) -> Result<(), Message> {
        let registry = &self.sides.0.registry;
        let stranger = self.proposal.author.as_ref();
        if let Some(opener) = stranger.filter(|opener| !is_server(registry, opener)) {
            let message = Message::new("submission-opener").arg("who", opener.to_string());
            return Err(message.arg("account", &*server.account));
        }
        let claim = match (commits, claims) {
            ([], _) => return Err(Message::new("submission-within")),
            ([first, ..], _) if first.parent_count() > 1 => {
                return Err(Message::new("submission-merge"));
            }
            ([only], [claim]) if self.follows_base(only) => claim.as_ref().map_err(Clone::clone)?,
            _ => return Err(Message::new("submission-others")),
        };
        let digest = self.digest();
        handed::held(
            claim,
            registry,
            self.proposal.branch.as_deref(),
            digest.as_deref(),
        )
    }

    /// Whether a commit follows one of the base's, and nothing else.
    fn follows_base(&self, commit: &Revision<'_>) -> bool {
        let (base, _) = self.ends;
        let parents = commit.parents();
        let is_there = |parent: &Revision<'_>| self.repository.is_within(parent, base);
        !parents.is_empty() && parents.iter().all(is_there)
    }

    /// The digest of what the change makes; `None`: it takes something away, makes something
    /// outside of the registry, or is joined with what others changed meanwhile.
    fn digest(&self) -> Option<String> {
        let (_, head) = self.ends;
        let (_, after, changed) = self.sides;
        if !self.merged.outside.is_empty() || !self.merged.conflicts.is_empty() {
            return None;
        }
        let bytes = changed.iter().map(|path| {
            let standing = head.standing(path);
            let same = standing.is(after.tree.get(path)) && standing != Standing::Absent;
            Some((&**path, head.bytes(path).filter(|_| same)?))
        });
        let files: BTreeMap<&str, Vec<u8>> = bytes.collect::<Option<_>>()?;
        let files = files.iter().map(|(path, bytes)| (*path, &**bytes));
        Some(handed::digest(&files.collect()))
    }
}
