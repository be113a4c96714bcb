//! What the first contract took for granted: which authority may attest what (its
//! packs declare no matters), and which status is out of use (its schemas don't say).

use super::Vocabulary;

/// The status of a system that is out of use.
pub(super) const OUT_OF_USE: &str = "retired";

/// What every authority may issue (Art. 35).
const RECTIFICATION: &str = "rectification-order";

/// Authorities and the matters that are theirs alone.
const MATTERS: &[(&str, &[&str])] = &[
    ("audit", &[]),
    (
        "catalog",
        &[
            "sharing-review",
            "integration-order",
            "acceptance",
            "acceptance-extension",
            "expense-evaluation",
            "hosting-exemption",
            "self-evaluation",
        ],
    ),
    ("cryptography", &["crypto-plan", "crypto-assessment"]),
    (
        "cybersecurity",
        &[
            "mlps-filing",
            "mlps-evaluation",
            "major-hazard",
            "risk-assessment",
        ],
    ),
    ("development", &[]),
    ("finance", &["out-of-plan-funds"]),
    (
        "government",
        &["withholding-approval", "retention-approval"],
    ),
];

/// The ids of the authorities that the regulation names.
pub fn authorities() -> impl Iterator<Item = &'static str> {
    MATTERS.iter().map(|(authority, _)| *authority)
}

/// The matters that an authority may attest; any authority has the
/// rectification order.
pub fn of(authority: &str) -> impl Iterator<Item = &'static str> + use<> {
    let own = MATTERS
        .iter()
        .find(|(id, _)| *id == authority)
        .map_or(&[][..], |(_, own)| own);
    own.iter().copied().chain([RECTIFICATION])
}

/// What packs of the first language took for granted: whose each matter is.
pub(super) fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for authority in authorities() {
        for matter in of(authority) {
            let matter = vocabulary.matters.entry(matter.into()).or_default();
            matter.authorities.insert(authority.into());
        }
    }
    vocabulary
}
