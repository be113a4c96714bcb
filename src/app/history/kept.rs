//! What of a comparison isn't for everybody.

use super::Compared;
use mulu_core::decision::Judgement as _;
use mulu_core::layout;
use mulu_core::policy::Pack;
use mulu_core::registry::{Audience, kind_of};
use mulu_report::facts;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Compared {
    /// Leaves out what is for others: the files of authorities that attest matters for the
    /// offices, fields that a schema keeps, what only rules for the offices say
    /// differently, and commits, whose authors and subjects tell as much.
    pub(super) fn keep_for(&mut self, audience: Audience) {
        self.before.provenance.audience = audience;
        self.after.provenance.audience = audience;
        if audience == Audience::Offices {
            return;
        }
        let packs = [self.before.pack.as_deref(), self.after.pack.as_deref()];
        let kept: BTreeSet<Arc<str>> = packs.into_iter().flatten().flat_map(silent).collect();
        self.files.retain(|file| {
            let authority = layout::parse(&file.path).and_then(|path| path.get("authority"));
            authority.is_none_or(|authority| !kept.contains(authority))
        });
        for file in &mut self.files {
            let schema = kind_of(&file.path).zip(self.after.schemas.as_deref());
            if let Some((kind, schemas)) = schema {
                let schema = schemas.json(kind);
                file.facts
                    .retain(|fact| !facts::is_kept(schema, &fact.pointer));
            }
        }
        self.decisions.retain(|pair| {
            let both = pair.before.as_ref().zip(pair.after.as_ref());
            pair.turns() || both.is_some_and(|(was, is)| !was.same_facts(is))
        });
        self.projects.retain(|pair| pair.turns());
        self.commits.clear();
    }
}

/// The authorities that attest matters for the offices.
fn silent(pack: &Pack) -> impl Iterator<Item = Arc<str>> {
    let matters = pack.matters.values();
    let kept = matters.filter(|matter| matter.audience == Audience::Offices);
    kept.flat_map(|matter| matter.authorities.iter().cloned())
}
