//! Which authority may attest what (DOMAIN: "Matters").

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

/// The authority whose matter it is; `None` for what any may issue, and for
/// what nobody knows.
#[must_use]
pub fn owner(matter: &str) -> Option<&'static str> {
    MATTERS
        .iter()
        .find(|(_, own)| own.contains(&matter))
        .map(|(authority, _)| *authority)
}
