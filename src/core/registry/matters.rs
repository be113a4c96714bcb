//! Which authority may attest what, for packs of the first language: they declare no
//! matters.

use super::Vocabulary;

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
