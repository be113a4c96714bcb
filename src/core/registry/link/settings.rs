//! What the settings name must exist.

use super::Checker;
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::NodeRef;
use crate::layout::AuthorityId;
use crate::registry::{Authority, Owner};
use jiff::tz::TimeZoneDatabase;

impl Checker<'_, '_> {
    /// Nobody approves what he wrote: an authority needs two people. And its id is no
    /// unit's, unless that unit is one of its own.
    pub(super) fn four_eyes(&mut self, id: &AuthorityId, authority: &Authority, at: NodeRef<'_>) {
        let registry = self.registry;
        // The settings are broken or absent, which was said.
        if authority.units.is_empty() {
            return;
        }
        let people = registry.people_of(&Owner::Authority(id.text())).len();
        if people < 2 {
            let finding = Diagnostic::new(&code::SETTINGS_FEW_PEOPLE, at.label());
            let finding = finding.arg("authority", registry.authority_name(id));
            self.push(finding.arg("people", people));
        }
        let foreign = registry.units.contains_key(&**id)
            && !authority.units.iter().any(|unit| **unit == **id);
        if foreign {
            let finding = Diagnostic::new(&code::SETTINGS_UNIT_AND_AUTHORITY, at.label());
            self.push(finding.arg("name", &**id));
        }
    }

    /// Says that the time zone doesn't exist, where it doesn't.
    pub(super) fn time_zone(&mut self) {
        let settings = self.registry.doc_by_path(crate::layout::SETTINGS);
        let named = settings.and_then(|doc| self.root(doc).get("timezone"));
        let Some((at, name)) = named.and_then(|at| Some((at, at.scalar_text()?))) else {
            return;
        };
        // Of the program's own data: the same names on any machine.
        let zones = TimeZoneDatabase::bundled();
        if zones.get(name).is_ok() {
            return;
        }
        let likeness = |known: &str| strsim::jaro_winkler(name, known);
        let near = zones
            .available()
            .map(|known| (likeness(known.as_str()), known))
            .filter(|(likeness, _)| *likeness > 0.9)
            .max_by(|(a, _), (b, _)| a.total_cmp(b));
        let finding = Diagnostic::new(&code::SETTINGS_TIME_ZONE, at.label()).arg("name", name);
        self.push(match near {
            Some((_, near)) => finding
                .help(Message::new("help-did-you-mean").arg("suggestion", format!("`{near}`"))),
            None => finding.help(Message::new("help-time-zone")),
        });
    }
}
