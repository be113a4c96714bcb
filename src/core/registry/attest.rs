//! Documents held against the words of a pack: every opinion is one that some rule
//! can read, every item of money has a category. What isn't is said, and is no
//! evidence; the rest of its file is.

mod scope;

use super::nearest::Nearest;
use super::{
    AuthorityId, DocId, Matter, Opinion, Registry, Results, Slot, Subject, SubjectKind, Vocabulary,
    matters, opinion_fields,
};
use crate::diagnostic::{self, Arg, Code, Diagnostic, Label, Localized, Message, code, suggest};
use crate::document::NodeRef;
use crate::schema::{Kind, Schemas};
use std::sync::Arc;

/// The purpose of requests, among those that a category may have.
const MAINTENANCE: &str = "maintenance";

/// The purpose of projects.
const CONSTRUCTION: &str = "construction";

/// What becomes of an opinion.
enum Fate {
    /// It is what it should be.
    Sound,
    /// It has an error of its own: whoever reads it is unproven.
    Faulty,
    /// The same, and its scope is none of its matter's: it may be about any.
    Astray,
    /// No rule can ask for it.
    Nothing,
}

impl Registry {
    /// Holds opinions, requests and projects against the words of a pack, once, behind
    /// `load`: marks or takes out what is no evidence and says why. A pack of the first
    /// language has none: only whose matter it is is asked then.
    #[must_use]
    pub fn attest(
        &mut self,
        schemas: &Schemas,
        vocabulary: Option<&Vocabulary>,
    ) -> Vec<Diagnostic> {
        let first = vocabulary.is_none().then(matters::vocabulary);
        let Some(vocabulary) = vocabulary.or(first.as_ref()) else {
            return Vec::new();
        };
        let mut all = std::mem::take(&mut self.opinions);
        let mut holder = Holder {
            registry: self,
            vocabulary,
            schemas,
            own_fields: opinion_fields(schemas),
            nearest: Nearest::new(),
            found: Vec::new(),
            faulty: Vec::new(),
        };
        for (authority, files) in &mut all {
            for (subject, slot) in files {
                let Slot::Valid(file) = slot else { continue };
                let doc = file.doc;
                file.opinions.retain_mut(|opinion| {
                    let at = holder.registry.document(doc).node(opinion.node);
                    let fate = holder.opinion(authority, subject, opinion, at);
                    opinion.favourable = holder.is_favourable(opinion);
                    opinion.astray = matches!(fate, Fate::Astray);
                    if matches!(fate, Fate::Faulty | Fate::Astray) {
                        holder.faulty.push((doc, opinion.node));
                    }
                    !matches!(fate, Fate::Nothing)
                });
            }
        }
        holder.categories();
        let (mut found, faulty) = (holder.found, holder.faulty);
        self.opinions = all;
        self.faulty.extend(faulty);
        diagnostic::sort(&mut found);
        found
    }
}

struct Holder<'h> {
    registry: &'h Registry,
    vocabulary: &'h Vocabulary,
    schemas: &'h Schemas,
    /// The fields of an opinion that only some matters ask for.
    own_fields: Vec<&'h str>,
    nearest: Nearest,
    found: Vec<Diagnostic>,
    faulty: Vec<(DocId, u32)>,
}

impl<'h> Holder<'h> {
    fn say(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    fn is_favourable(&self, opinion: &Opinion) -> bool {
        let result = opinion.result.as_deref();
        let matter = self.vocabulary.matters.get(&opinion.matter);
        let usual = Results::default();
        let results = matter.map_or(&usual, |matter| &matter.results);
        result.and_then(|result| results.is_favourable(result)) == Some(true)
    }

    fn opinion(
        &mut self,
        authority: &AuthorityId,
        subject: &Subject,
        opinion: &Opinion,
        at: NodeRef<'h>,
    ) -> Fate {
        let vocabulary = self.vocabulary;
        let place = at.get("matter").unwrap_or(at);
        let Some(matter) = vocabulary.matters.get(&opinion.matter) else {
            self.unknown_matter(&opinion.matter, place);
            return Fate::Nothing;
        };
        if !matter.authorities.contains(&**authority) {
            self.wrong_authority(authority, (&opinion.matter, matter), place);
            return Fate::Nothing;
        }
        // A pack of the first language doesn't say more.
        if matter.subjects.is_empty() {
            return Fate::Sound;
        }
        let Some(forms) = matter.subjects.get(&subject.kind()) else {
            self.wrong_subject((&opinion.matter, matter), subject, place);
            return Fate::Nothing;
        };
        let named = (&*opinion.matter, matter);
        let fields = self.fields(named, at) & self.result(named, opinion, at);
        if !self.scope(forms, subject, opinion, at) {
            return Fate::Astray;
        }
        if fields { Fate::Sound } else { Fate::Faulty }
    }

    fn unknown_matter(&mut self, matter: &str, at: NodeRef<'_>) {
        let known = &self.vocabulary.matters;
        // By its name, or by the title that people know it by.
        let ids: Vec<&str> = known.keys().map(|id| &**id).collect();
        let near = self.nearest.of(matter, known.keys()).map(|id| &**id);
        let near = near.or_else(|| {
            let titles = |id: &str| titles(&known[id].title);
            self.nearest.titled(matter, &ids, titles)
        });
        let finding = Diagnostic::new(&code::OPINION_UNKNOWN_MATTER, at.label());
        let finding = finding.arg("name", matter);
        let help = near.map(|near| match known[near].title.is_empty() {
            true => suggest::did_you_mean(near),
            false => Message::new("help-did-you-mean-titled")
                .arg("name", near)
                .arg("title", known[near].title.clone()),
        });
        self.say(help.into_iter().fold(finding, Diagnostic::help));
    }

    fn wrong_authority(&mut self, authority: &str, named: Named<'_>, at: NodeRef<'_>) {
        let registry = self.registry;
        let mut finding = Diagnostic::new(&code::OPINION_WRONG_AUTHORITY, at.label())
            .arg("matter", titled(named))
            .arg("authority", registry.authority_name(authority));
        for owner in &named.1.authorities {
            let help = Message::new("help-matter-belongs-to").arg("name", &**owner);
            let units = registry.acting_for(owner).into_iter();
            let units: Vec<Arg> = units.map(|unit| registry.unit_name(unit).into()).collect();
            finding = finding.help(help.arg("title", units));
        }
        self.say(finding);
    }

    fn wrong_subject(&mut self, named: Named<'_>, subject: &Subject, at: NodeRef<'_>) {
        let kind = |kind: SubjectKind| Arg::from(Message::new(format!("subject-{}", kind.id())));
        let wanted: Vec<Arg> = named.1.subjects.keys().map(|one| kind(*one)).collect();
        let finding = Diagnostic::new(&code::OPINION_SUBJECT, at.label())
            .arg("matter", titled(named))
            .arg("subject", kind(subject.kind()))
            .arg("wanted", wanted);
        self.say(finding);
    }

    /// Whether it carries what its matter asks for, and nothing of another's.
    fn fields(&mut self, named: Named<'_>, at: NodeRef<'_>) -> bool {
        let (_, matter) = named;
        let before = self.found.len();
        for field in &matter.fields {
            if at.get(field).is_none() {
                self.field(&code::OPINION_FIELD_MISSING, named, field, at);
            }
        }
        let own = self.own_fields.clone();
        let foreign = own.iter().filter(|field| !matter.fields.contains(**field));
        let orders: &[&str] = if matter.order {
            &[]
        } else {
            &["due_on", "resolved_on"]
        };
        for field in foreign.chain(orders) {
            if let Some(place) = at.get(field)
                && !matter.fields.contains(*field)
            {
                self.field(&code::OPINION_FIELD_FOREIGN, named, field, place);
            }
        }
        if matter.order && matter.due_required && at.get("due_on").is_none() {
            self.field(&code::OPINION_FIELD_MISSING, named, "due_on", at);
        }
        self.found.len() == before
    }

    /// Whether its result is one of its matter's.
    fn result(&mut self, of: Named<'_>, opinion: &Opinion, at: NodeRef<'_>) -> bool {
        let (_, matter) = of;
        let named = match &matter.results {
            Results::Named(named) if !matter.order => Some(named),
            _ => None,
        };
        match (named, &opinion.result) {
            (None, None) => true,
            (None, Some(_)) => {
                let place = at.get("result").unwrap_or(at);
                self.field(&code::OPINION_FIELD_FOREIGN, of, "result", place);
                false
            }
            (Some(_), None) => {
                self.field(&code::OPINION_FIELD_MISSING, of, "result", at);
                false
            }
            (Some(named), Some(result)) => {
                if named.contains_key(result) {
                    return true;
                }
                let place = at.get("result").unwrap_or(at);
                let ids: Vec<&str> = named.keys().map(|id| &**id).collect();
                self.unknown_result(result, &ids, place);
                false
            }
        }
    }

    fn unknown_result(&mut self, written: &str, known: &[&str], at: NodeRef<'_>) {
        let schemas = self.schemas;
        let named = |id: &str| schemas.value(Kind::Opinions, at, id);
        let words: Vec<Arg> = known.iter().map(|id| named(id).0.into()).collect();
        let finding = Diagnostic::new(&code::OPINION_RESULT, at.label())
            .arg("name", written)
            .arg("wanted", words);
        let near = self.nearest.of(written, known.iter().copied());
        let said = |id: &&str| named(id).1.iter().any(|title| says(written, title));
        let near = near.or_else(|| known.iter().copied().find(said));
        let help =
            near.map(|near| Message::new("help-did-you-mean").arg("suggestion", named(near).0));
        self.say(help.into_iter().fold(finding, Diagnostic::help));
    }

    /// A field that its matter asks for and isn't there, or that it doesn't have.
    fn field(&mut self, code: &'static Code, named: Named<'_>, field: &str, at: NodeRef<'_>) {
        let is_missing = *code == code::OPINION_FIELD_MISSING;
        let of = if is_missing {
            at
        } else {
            at.parent().unwrap_or(at)
        };
        let (name, add) = self.schemas.missing(Kind::Opinions, of, field);
        let finding = Diagnostic::new(code, at.label())
            .arg("field", name)
            .arg("matter", titled(named));
        self.say(match is_missing {
            true => finding.help(add),
            false => finding,
        });
    }

    /// Every item of a request and every line of an investment has a category that
    /// the pack knows, for that purpose.
    fn categories(&mut self) {
        if self.vocabulary.expenses.is_empty() {
            return;
        }
        let registry = self.registry;
        for request in registry.requests.values().filter_map(Slot::valid) {
            for item in &request.items {
                self.category((request.doc, item.node), &item.category, MAINTENANCE);
            }
        }
        for project in registry.projects.values().filter_map(Slot::valid) {
            for line in &project.lines {
                self.category((project.doc, line.node), &line.category, CONSTRUCTION);
            }
        }
    }

    /// The category that was probably meant, by its id or by its title.
    fn near_category(&self, word: &str) -> Option<&'h str> {
        let expenses = &self.vocabulary.expenses;
        let ids: Vec<&str> = expenses.keys().map(|id| &**id).collect();
        let near = self.nearest.of(word, expenses.keys()).map(|id| &**id);
        let titled = |id: &str| titles(&expenses[id].title);
        let named = || self.nearest.titled(word, &ids, titled);
        near.or_else(named).or_else(|| {
            if word.is_ascii() {
                return None;
            }
            self.nearest.afford(ids.len())?;
            // Other words for the same: the title with most characters in common.
            let shared = |id: &&str| {
                let titles = titles(&expenses[*id].title).into_iter();
                titles.map(|title| in_common(word, &title)).max()
            };
            let best = ids.iter().copied().max_by_key(shared)?;
            let enough = word.chars().count().div_ceil(3).max(2);
            (shared(&best) >= Some(enough)).then_some(best)
        })
    }

    fn category(&mut self, (doc, node): (DocId, u32), category: &Arc<str>, purpose: &str) {
        let expenses = &self.vocabulary.expenses;
        let known = expenses.get(category);
        let is_for = |purposes: &std::collections::BTreeSet<Arc<str>>| {
            purposes.is_empty() || purposes.contains(purpose)
        };
        if known.is_some_and(|known| is_for(&known.purposes)) {
            return;
        }
        let at = self.registry.document(doc).node(node);
        let at: Label = at.get("category").unwrap_or(at).label();
        self.faulty.push((doc, node));
        if let Some(known) = known {
            let finding = Diagnostic::new(&code::EXPENSE_PURPOSE, at);
            let purpose = Message::new(format!("expense-purpose-{purpose}"));
            self.say(
                finding
                    .arg("name", known.title.clone())
                    .arg("purpose", purpose),
            );
            return;
        }
        let near = self.near_category(category);
        let finding = Diagnostic::new(&code::EXPENSE_UNKNOWN, at).arg("name", &**category);
        let help = near.map(|near| {
            Message::new("help-did-you-mean-titled")
                .arg("name", near)
                .arg("title", expenses[near].title.clone())
        });
        self.say(help.into_iter().fold(finding, Diagnostic::help));
    }
}

/// How many characters of a word occur in a title.
fn in_common(word: &str, title: &str) -> usize {
    word.chars().filter(|c| title.contains(*c)).count()
}

/// Whether a word says what a title says: `已通过` is `通过`, and `不通过` is not.
fn says(word: &str, title: &str) -> bool {
    let before = word.strip_suffix(title);
    before.is_some_and(|before| !before.contains(['不', '未', '没', '无', '非', '否']))
}

/// What something is called, in every language.
fn titles(title: &Localized) -> Vec<String> {
    title.iter().map(|(_, text)| text.to_owned()).collect()
}

/// A matter with its id.
type Named<'v> = (&'v str, &'v Matter);

/// What a matter is called; its id where it has no title.
fn titled((id, matter): Named<'_>) -> Arg {
    if matter.title.is_empty() {
        return id.into();
    }
    Arg::from(matter.title.clone())
}
