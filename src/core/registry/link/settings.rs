//! What the settings name must exist.

use super::Checker;
use crate::diagnostic::{Diagnostic, Message, code};
use jiff::tz::TimeZoneDatabase;

impl Checker<'_, '_> {
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
