//! The table of everything that `check` can find.
//!
//! A code is `family/name`; it is stable, since registries and workflows may
//! refer to it. Its sentence in the message catalogue has the key
//! `family-name`. Tests walk [`ALL`]: ids are unique, every sentence exists in
//! both languages, and every code is met by the corpus of bad inputs.

use super::Severity::{self, Error, Warning};

/// One kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `family/name`, stable.
    pub id: &'static str,
    /// Fixed by the kind.
    pub severity: Severity,
}

impl Code {
    /// The key of the sentence in the message catalogue.
    #[must_use]
    pub fn message_key(&self) -> String {
        self.id.replace('/', "-")
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal $severity:ident;)*) => {
        $($(#[$doc])* pub static $name: Code = Code { id: $id, severity: $severity };)*
        /// Every code there is, in the order of this page.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    // --- names of files
    /// A file under `registry/` that no kind of document has.
    PATH_UNKNOWN = "path/unknown" Error;
    /// `.yml`, `.YAML`, `.json`: documents end in `.yaml`.
    PATH_EXTENSION = "path/extension" Error;
    /// A path segment that is no slug.
    PATH_SLUG = "path/slug" Error;
    /// A path segment that means something else: a folder, a device, anybody.
    PATH_RESERVED = "path/reserved" Error;
    /// A symbolic link: its target could lie outside the registry.
    PATH_SYMLINK = "path/symlink" Error;
    /// A file that may be run.
    PATH_EXECUTABLE = "path/executable" Warning;
    /// A submodule: its content is not in this history.
    PATH_SUBMODULE = "path/submodule" Error;
    /// A name that is not UTF-8.
    PATH_NOT_UTF8 = "path/not-utf8" Error;
    /// A file that the ownership table gives to nobody.
    PATH_UNOWNED = "path/unowned" Error;
    /// A document that must exist and doesn't.
    PATH_MISSING = "path/missing" Error;

    // --- bytes to nodes
    /// Over the size limit.
    DOCUMENT_TOO_LARGE = "document/too-large" Error;
    /// Nested over the depth limit.
    DOCUMENT_TOO_DEEP = "document/too-deep" Error;
    /// More nodes than the limit.
    DOCUMENT_TOO_MANY_NODES = "document/too-many-nodes" Error;
    /// Bytes that are not UTF-8.
    DOCUMENT_INVALID_UTF8 = "document/invalid-utf8" Error;
    /// A byte order mark.
    DOCUMENT_BOM = "document/bom" Error;
    /// CRLF line ends.
    DOCUMENT_CRLF = "document/crlf" Warning;
    /// A tab where YAML wants spaces.
    DOCUMENT_TAB = "document/tab" Error;
    /// A control character.
    DOCUMENT_CONTROL_CHARACTER = "document/control-character" Error;
    /// Characters that change the direction of text or cannot be seen.
    DOCUMENT_INVISIBLE_CHARACTER = "document/invisible-character" Error;
    /// A full-width colon where YAML wants `: `.
    DOCUMENT_FULL_WIDTH_COLON = "document/full-width-colon" Error;
    /// Anything else that is no YAML.
    DOCUMENT_SYNTAX = "document/syntax" Error;
    /// Nothing in it.
    DOCUMENT_EMPTY = "document/empty" Error;
    /// A document that is no mapping of keys to values.
    DOCUMENT_NOT_MAPPING = "document/not-a-mapping" Error;
    /// A second document behind `---`.
    DOCUMENT_MULTIPLE = "document/multiple-documents" Error;
    /// `&name`.
    DOCUMENT_ANCHOR = "document/anchor" Error;
    /// `*name`.
    DOCUMENT_ALIAS = "document/alias" Error;
    /// `!tag`.
    DOCUMENT_TAG = "document/tag" Error;
    /// `<<`.
    DOCUMENT_MERGE_KEY = "document/merge-key" Error;
    /// The same key twice in one mapping.
    DOCUMENT_DUPLICATE_KEY = "document/duplicate-key" Error;
    /// A key that is no text.
    DOCUMENT_KEY = "document/key-not-text" Error;
    /// A plain value that YAML 1.1 and 1.2 read differently (`NO`, `010`, `1_000`).
    DOCUMENT_AMBIGUOUS = "document/ambiguous-value" Warning;
    /// A comment right behind a value that looks like a part of it.
    DOCUMENT_COMMENT_IN_VALUE = "document/comment-in-value" Warning;
    /// More findings of one code than are listed for one file.
    DOCUMENT_MORE = "document/more-findings" Warning;

    // --- nodes against the schema
    /// A key that the schema has not.
    SCHEMA_UNKNOWN_KEY = "schema/unknown-key" Error;
    /// A key that must be there.
    SCHEMA_REQUIRED = "schema/required" Error;
    /// A key that may not stand here under this condition.
    SCHEMA_FORBIDDEN = "schema/forbidden" Error;
    /// Text where a number should be, and so on.
    SCHEMA_TYPE = "schema/type" Error;
    /// None of the values allowed.
    SCHEMA_ENUM = "schema/enum" Error;
    /// Text of another form.
    SCHEMA_PATTERN = "schema/pattern" Error;
    /// No date, no such day.
    SCHEMA_FORMAT = "schema/format" Error;
    /// A number too small or too large.
    SCHEMA_RANGE = "schema/range" Error;
    /// Text too short or too long, a list with too few or too many entries.
    SCHEMA_SIZE = "schema/size" Error;
    /// The same entry twice.
    SCHEMA_UNIQUE = "schema/unique" Error;
    /// Any other keyword of JSON Schema.
    SCHEMA_OTHER = "schema/other" Error;
    /// A schema file that is no schema; nothing can be judged with it.
    SCHEMA_BROKEN = "schema/broken" Error;
    /// A file among the schemas that is the schema of nothing.
    SCHEMA_UNKNOWN_FILE = "schema/unknown-file" Error;

    // --- references
    /// No such unit.
    REFERENCE_UNIT = "reference/unknown-unit" Error;
    /// No such system.
    REFERENCE_SYSTEM = "reference/unknown-system" Error;
    /// No such resource of that system.
    REFERENCE_RESOURCE = "reference/unknown-resource" Error;
    /// No such data element.
    REFERENCE_ELEMENT = "reference/unknown-element" Error;
    /// No such construction project.
    REFERENCE_PROJECT = "reference/unknown-project" Error;
    /// No such framework.
    REFERENCE_FRAMEWORK = "reference/unknown-framework" Error;
    /// No such authority.
    REFERENCE_AUTHORITY = "reference/unknown-authority" Error;

    // --- the registry as a whole
    /// A time zone that doesn't exist.
    SETTINGS_TIME_ZONE = "settings/unknown-time-zone" Error;
    /// An authority with fewer than two people: nobody can approve by four eyes.
    SETTINGS_FEW_PEOPLE = "settings/too-few-people" Warning;
    /// A name that is a unit's and another unit's authority's.
    SETTINGS_UNIT_AND_AUTHORITY = "settings/unit-and-authority" Error;
    /// A code or number that two documents have.
    REGISTRY_DUPLICATE_CODE = "registry/duplicate-code" Error;
    /// A name that two units or two systems have.
    REGISTRY_SAME_NAME = "registry/same-name" Warning;
    /// What says that it happened, after the day judged for.
    VALUE_FUTURE = "value/future" Warning;
    /// A day that lies many years ahead.
    VALUE_FAR = "value/far-ahead" Warning;
    /// An amount so small that thousands were probably meant.
    VALUE_SMALL = "value/small-amount" Warning;
    /// A name that stands in quotation marks of its own.
    VALUE_QUOTED_NAME = "value/quoted-name" Warning;
    /// A name over several lines.
    VALUE_BROKEN_NAME = "value/broken-name" Warning;
    /// A request whose amounts are all nought.
    REQUEST_NOTHING_ASKED = "request/nothing-asked" Warning;
    /// A system that is completed before it was approved, or runs before that.
    SYSTEM_DATES = "system/dates" Warning;
    /// A unit or an authority with a name that means something else.
    SETTINGS_RESERVED = "settings/reserved-name" Error;
    /// A maintainer who is no identity.
    UNIT_MAINTAINER = "unit/maintainer" Error;
    /// A unit is its own ancestor.
    UNIT_CYCLE = "unit/cycle" Error;
    /// A credit code whose check character is wrong.
    UNIT_CREDIT_CODE = "unit/credit-code" Error;
    /// An integrated plan that doesn't span 3 to 5 years.
    UNIT_PLAN_SPAN = "unit/plan-span" Error;
    /// A matter in another authority's file.
    OPINION_WRONG_AUTHORITY = "opinion/wrong-authority" Error;
    /// A matter that the pack doesn't have.
    OPINION_UNKNOWN_MATTER = "opinion/unknown-matter" Error;
    /// A matter that isn't given on this kind of thing.
    OPINION_SUBJECT = "opinion/subject" Error;
    /// A scope that names nothing.
    OPINION_UNKNOWN_SCOPE = "opinion/unknown-scope" Error;
    /// A scope where none belongs, none where one belongs, or of another form.
    OPINION_SCOPE = "opinion/scope" Error;
    /// A field that its matter asks for and that isn't there.
    OPINION_FIELD_MISSING = "opinion/missing-field" Error;
    /// A field that its matter doesn't have.
    OPINION_FIELD_FOREIGN = "opinion/foreign-field" Error;
    /// A result that its matter doesn't have.
    OPINION_RESULT = "opinion/unknown-result" Error;
    /// An expense category that the pack doesn't have.
    EXPENSE_UNKNOWN = "expense/unknown-category" Error;
    /// An expense category that isn't for this purpose.
    EXPENSE_PURPOSE = "expense/purpose" Error;
    /// Dates that contradict one another.
    OPINION_DATES = "opinion/contradictory-dates" Error;
    /// An entry that a change rewrites or takes out; only reviews can see it.
    OPINION_REWRITTEN = "opinion/rewritten" Warning;
    /// An opinion of an authority that must sign, in a commit that none of its keys signed.
    OPINION_UNSIGNED = "opinion/unsigned" Error;
    /// A request that an authority proposes for a unit without its paper; only reviews
    /// can see it.
    REQUEST_ON_BEHALF = "request/on-behalf" Error;
    /// The same name twice in one list of resources.
    SYSTEM_DUPLICATE_RESOURCE = "system/duplicate-resource" Error;
    /// A line of money that names nothing, or a system and a project.
    ENTRY_TARGET = "entry/target" Error;
    /// A line whose kind names a system where a project stands, or the other way round.
    ENTRY_KIND = "entry/kind" Error;
    /// A line of a plan that the year's list doesn't have with that kind.
    PLAN_NOT_IN_LIST = "plan/not-in-list" Warning;
    /// A line of a budget that the year's plan doesn't have with that kind.
    BUDGET_NOT_IN_PLAN = "budget/not-in-plan" Warning;
    /// A project that is begun, completed or accepted in another order.
    PROJECT_DATES = "project/contradictory-dates" Error;
    /// A project that reached a stage without the one that comes before it.
    PROJECT_STAGE = "project/stage-order" Warning;
    /// Money asked for, or given to, a project that is over.
    PROJECT_ENDED = "project/ended" Warning;
    /// Parts of an investment that come to more than the whole.
    PROJECT_PARTS = "project/parts-exceed-total" Warning;
    /// A new project with earlier ones: what follows one is an expansion.
    PROJECT_PREVIOUS_OF_NEW = "project/previous-of-new" Error;
    /// A new project that builds what another new one has completed.
    PROJECT_SECOND_PHASE = "project/second-phase" Warning;
    /// A project that comes before itself.
    PROJECT_CYCLE = "project/cycle" Error;
    /// A project that two frameworks name.
    FRAMEWORK_TWO = "framework/two-for-one-project" Error;
    /// A content that is built twice in one framework.
    FRAMEWORK_TWICE = "framework/content-twice" Warning;
    /// A framework without goals, flows, interfaces or resources.
    FRAMEWORK_INCOMPLETE = "framework/incomplete" Warning;
    /// The same system or project twice in one list, plan or budget.
    LIST_DUPLICATE_ENTRY = "list/duplicate-entry" Error;
    /// An ID-card number with a valid check digit.
    PRIVACY_ID_NUMBER = "privacy/id-number" Error;
    /// A mobile phone number.
    PRIVACY_MOBILE_NUMBER = "privacy/mobile-number" Error;
    /// An ownership pattern that cannot be read.
    OWNERSHIP_PATTERN = "ownership/pattern" Error;
    /// An owner that cannot be read, or that can approve nothing.
    OWNERSHIP_OWNER = "ownership/owner" Error;
    /// An owner that is a capture which the line's path doesn't have.
    OWNERSHIP_CAPTURE = "ownership/capture" Error;
    /// A line of fields that no document at its path has.
    OWNERSHIP_FIELD = "ownership/field" Error;

    // --- the rule pack
    /// There is no pack.
    POLICY_MISSING = "policy/missing" Error;
    /// An expression that is no CEL.
    POLICY_SYNTAX = "policy/syntax" Error;
    /// A rule reads a field that no schema has.
    POLICY_UNKNOWN_FIELD = "policy/unknown-field" Error;
    /// A function that doesn't exist, or is called with other arguments.
    POLICY_FUNCTION = "policy/function" Error;
    /// A variable that doesn't exist for this subject.
    POLICY_UNKNOWN_VARIABLE = "policy/unknown-variable" Error;
    /// A parameter that the pack hasn't.
    POLICY_UNKNOWN_PARAMETER = "policy/unknown-parameter" Error;
    /// Types that cannot be compared, or an expression that is no condition.
    POLICY_TYPE = "policy/type" Error;
    /// A value that the field can never have.
    POLICY_UNKNOWN_VALUE = "policy/unknown-value" Error;
    /// The same rule twice.
    POLICY_DUPLICATE_RULE = "policy/duplicate-rule" Error;
    /// An article that the regulation hasn't.
    POLICY_UNKNOWN_ARTICLE = "policy/unknown-article" Error;
    /// Parameter values that are not in order of their dates.
    POLICY_PARAMETER_DATES = "policy/parameter-dates" Error;
    /// A rule without a case that meets it and one that doesn't.
    POLICY_CASES = "policy/cases" Error;
    /// No `fixture.yaml` for the cases to start from.
    POLICY_FIXTURE = "policy/no-fixture" Error;
    /// A case whose outcome is another than it says.
    POLICY_CASE_FAILED = "policy/case-failed" Error;
    /// An expression that could take too long.
    POLICY_COST = "policy/cost" Error;
    /// A word that the schema lets pass and the program doesn't understand.
    POLICY_NOT_UNDERSTOOD = "policy/not-understood" Error;
    /// A rule without conditions or without words for not holding.
    POLICY_INCOMPLETE = "policy/incomplete-rule" Error;
    /// A rule with a force that its subject can never have.
    POLICY_FORCE = "policy/force" Error;
    /// A sentence that names a rule which the pack hasn't.
    POLICY_UNKNOWN_RULE = "policy/unknown-rule" Error;
    /// Articles for a finding that there is not.
    POLICY_UNKNOWN_FINDING = "policy/unknown-finding" Error;
    /// A stage that comes after none before it.
    POLICY_UNKNOWN_STAGE = "policy/unknown-stage" Error;
    /// A sentence that nothing holds without a reason, or with one though something
    /// does.
    POLICY_SENTENCE = "policy/sentence" Warning;
    /// A rule that cites an article none of whose sentences names it.
    POLICY_UNCLAIMED = "policy/unclaimed-rule" Warning;
    /// A schema that lacks what the program reads, or has it as something else.
    SCHEMA_NOT_UNDERSTOOD = "schema/not-understood" Error;
    /// A call that asks of a matter what no opinion on it can be.
    POLICY_MATTER = "policy/matter" Error;
    /// Rules that ask one another in a circle.
    POLICY_CIRCLE = "policy/circle" Error;
    /// Rules of a language that was given up before the first that is still read.
    POLICY_EARLIER = "policy/earlier-language" Error;
    /// A parameter, a matter, a term or an expense purpose that nothing reads.
    POLICY_UNUSED = "policy/unused" Warning;
    /// A rule that cannot be evaluated on this subject (a fault of the pack).
    POLICY_EVALUATION = "policy/evaluation" Error;
}
