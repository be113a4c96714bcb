//! What can be out of order with a system, one thing at a time, so that every
//! outcome of the rules occurs in a generated registry.

macro_rules! flaws {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One thing about a system that is not as it is with most.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Flaw { $($(#[$doc])* $name,)* }

        impl Flaw {
            /// Every one of them, in turn.
            pub(super) const ALL: &[Flaw] = &[$(Flaw::$name,)*];
        }
    };
}

flaws! {
    // --- the system's own document
    Retired,
    Building,
    NoDefinition,
    NotForGovernment,
    PrivatelyFunded,
    NoDataSection,
    NoDataUnreviewed,
    NoDataReviewed,
    NoDataRefused,
    Unpublished,
    PublishedWithoutNumber,
    PublishedLater,
    WithheldUnreviewed,
    WithheldUnapproved,
    WithheldRefused,
    /// Collects what another system is the source of.
    ElementOfAnother,
    /// Collects, beside another system, what has no source.
    ElementWithoutSource,
    /// The only one to collect what has no source.
    ElementOnlyHere,
    Exclusive,
    Isolated,
    IsolatedApproved,
    NetworkUnstated,
    HostingUnstated,
    OwnRoom,
    OwnRoomExempt,
    NoTrustedProducts,
    // --- what authorities attest
    NotFiled,
    FilingRefused,
    NeverEvaluated,
    EvaluationLapsed,
    EvaluationFailed,
    CertificateExpired,
    OpenHazard,
    RiskLapsed,
    RiskUnassessed,
    CryptoMissing,
    CryptoLapsed,
    CryptoFailed,
    NotAccepted,
    NotAcceptedLate,
    NotAcceptedExtended,
    NotAcceptedUndated,
    AcceptanceFailed,
    LargeAcceptedByUnit,
    UnknownAcceptedByUnit,
    ArchivesFailed,
    SelfEvaluationOpen,
    SelfEvaluationOverdue,
    IntegrationOverdue,
    RectificationOverdue,
    // --- the request
    ApplicantElsewhere,
    ApplicantWithoutBudget,
    OutsideIntegratedPlan,
    NotInList,
    NotInPlan,
    OutOfPlanFunds,
    OtherAmount,
    ConditionalExpense,
    ConditionalExpenseEvaluated,
    ConditionalExpenseRefused,
    IneligibleExpense,
    LargeUpgrade,
    FunctionChanged,
    SmallUpgrade,
}

impl Flaw {
    /// Every fourth system has one, in turn; the seed says where the turn begins.
    pub(super) fn of(system: u32, seed: u64) -> Option<Flaw> {
        if system % 4 != 3 {
            return None;
        }
        let begin = seed % Self::ALL.len() as u64;
        let turn = (u64::from(system / 4) + begin) % Self::ALL.len() as u64;
        Some(Self::ALL[turn as usize])
    }

    /// Whether the system is not accepted yet.
    pub(super) fn is_before_acceptance(self) -> bool {
        use Flaw::*;
        matches!(
            self,
            Building
                | NotAccepted
                | NotAcceptedLate
                | NotAcceptedExtended
                | NotAcceptedUndated
                | AcceptanceFailed
        )
    }

    /// Whether it has no data, or says nothing of them.
    pub(super) fn is_without_data(self) -> bool {
        use Flaw::*;
        matches!(
            self,
            NoDataSection | NoDataUnreviewed | NoDataReviewed | NoDataRefused
        )
    }

    /// Whether it is about a resource that is withheld.
    pub(super) fn is_withheld(self) -> bool {
        use Flaw::*;
        matches!(
            self,
            WithheldUnreviewed | WithheldUnapproved | WithheldRefused
        )
    }
}
