//! Which pages there are, and their addresses: one table for the server, the links and
//! the files.

use crate::form::Step;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands in a segment as it is: the unreserved characters of RFC 3986.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A page, or a file to take home.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Page {
    /// The first page.
    Overview,
    /// All systems.
    Systems,
    /// One, `unit/system`.
    System(String),
    /// All construction projects.
    Projects,
    /// One, `unit/project`.
    Project(String),
    /// All units.
    Units,
    /// One.
    Unit(String),
    /// A budget year.
    Year(i16),
    /// Its requests as CSV.
    Csv(i16),
    /// The same as a spreadsheet.
    Xlsx(i16),
    /// The regulation and the rules.
    Rules,
    /// A rule, `family/name`.
    Rule(String),
    /// What must be done by when.
    Due,
    /// The same for a calendar.
    Calendar,
    /// Two days or revisions.
    Compare,
    /// What changes are proposed.
    Changes,
    /// A proposed change, `base..head`.
    Change(String),
    /// Who shares what with whom.
    Sharing,
    /// Who wrote and signed what decided on something.
    Blame(Blamed),
    /// A view for programs.
    Data(Data),
    /// A page of the form.
    Form(Step),
}

/// What was decided on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Blamed {
    /// The requests for a system, `unit/system`.
    System(String),
    /// A construction project, `unit/project`.
    Project(String),
}

/// A view for programs: the JSON of the command line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Data {
    /// The requests of a year, as `mulu fund`.
    Fund(i16),
    /// Those for one system, `unit/system`, as `mulu explain`.
    System(String),
    /// The construction projects of a year, as `mulu projects`.
    Projects(i16),
    /// One, `unit/project`.
    Project(String),
    /// A budget year, as `mulu year`.
    Year(i16),
    /// Deadlines, as `mulu due`.
    Due,
    /// Two days or revisions, as `mulu diff`.
    Compare,
    /// A proposed change, as `mulu review`.
    Change(String),
    /// What views there are (OpenAPI).
    Description,
}

/// Where the views for programs begin.
pub(crate) const API: &str = "/api/v1/";

impl Data {
    fn parse(segments: &[&str]) -> Option<Self> {
        Some(match *segments {
            ["fund", year] => Data::Fund(number(year)?),
            ["systems", unit, system] => Data::System(format!("{unit}/{system}")),
            ["projects", year] => Data::Projects(number(year)?),
            ["projects", unit, project] => Data::Project(format!("{unit}/{project}")),
            ["years", year] => Data::Year(number(year)?),
            ["due"] => Data::Due,
            ["openapi.json"] => Data::Description,
            ["compare"] => Data::Compare,
            ["review", ..] => Data::Change(range(&segments[1..])?),
            _ => return None,
        })
    }

    fn path(&self) -> String {
        let path = match self {
            Data::Fund(year) => format!("fund/{year}"),
            Data::System(id) => format!("systems/{}", encoded(id)),
            Data::Projects(year) => format!("projects/{year}"),
            Data::Project(id) => format!("projects/{}", encoded(id)),
            Data::Year(year) => format!("years/{year}"),
            Data::Due => "due".to_owned(),
            Data::Description => "openapi.json".to_owned(),
            Data::Compare => "compare".to_owned(),
            Data::Change(range) => format!("review/{}", encoded(range)),
        };
        format!("{API}{path}")
    }
}

impl Page {
    /// The page at a path; `None`: there is none of the kind.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        let segments: Option<Vec<String>> = path.split('/').map(decoded).collect();
        let segments = segments?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let two = |one: &str, other: &str| format!("{one}/{other}");
        Some(match *segments.as_slice() {
            [""] => Page::Overview,
            ["systems"] => Page::Systems,
            ["systems", unit, system] => Page::System(two(unit, system)),
            ["systems", unit, system, "blame"] => Page::Blame(Blamed::System(two(unit, system))),
            ["projects"] => Page::Projects,
            ["projects", unit, project, "blame"] => {
                Page::Blame(Blamed::Project(two(unit, project)))
            }
            ["projects", unit, project] => Page::Project(two(unit, project)),
            ["units"] => Page::Units,
            ["units", unit] => Page::Unit(unit.to_owned()),
            ["years", year] => match year.split_once('.') {
                None => Page::Year(number(year)?),
                Some((year, "csv")) => Page::Csv(number(year)?),
                Some((year, "xlsx")) => Page::Xlsx(number(year)?),
                Some(_) => return None,
            },
            ["rules"] => Page::Rules,
            ["rules", family, name] => Page::Rule(two(family, name)),
            ["due"] => Page::Due,
            ["due.ics"] => Page::Calendar,
            ["compare"] => Page::Compare,
            ["review"] => Page::Changes,
            ["review", ref rest @ ..] => Page::Change(range(rest)?),
            ["data"] => Page::Sharing,
            ["write", ref rest @ ..] => Page::Form(Step::parse(rest)?),
            ["api", "v1", ref rest @ ..] => Page::Data(Data::parse(rest)?),
            _ => return None,
        })
    }

    /// Its path on a server.
    pub(crate) fn path(&self) -> String {
        match self {
            Page::Overview => "/".to_owned(),
            Page::Systems => "/systems".to_owned(),
            Page::System(id) => format!("/systems/{}", encoded(id)),
            Page::Projects => "/projects".to_owned(),
            Page::Project(id) => format!("/projects/{}", encoded(id)),
            Page::Units => "/units".to_owned(),
            Page::Unit(id) => format!("/units/{}", encoded(id)),
            Page::Year(year) => format!("/years/{year}"),
            Page::Csv(year) => format!("/years/{year}.csv"),
            Page::Xlsx(year) => format!("/years/{year}.xlsx"),
            Page::Rules => "/rules".to_owned(),
            Page::Rule(id) => format!("/rules/{}", encoded(id)),
            Page::Due => "/due".to_owned(),
            Page::Calendar => "/due.ics".to_owned(),
            Page::Compare => "/compare".to_owned(),
            Page::Changes => "/review".to_owned(),
            Page::Change(range) => format!("/review/{}", encoded(range)),
            Page::Sharing => "/data".to_owned(),
            Page::Blame(Blamed::System(id)) => format!("/systems/{}/blame", encoded(id)),
            Page::Blame(Blamed::Project(id)) => format!("/projects/{}/blame", encoded(id)),
            Page::Data(data) => data.path(),
            Page::Form(step) => step.path(),
        }
    }

    /// Whether it reads states of its own, beside the one that is shown.
    pub(crate) fn reads_more(&self) -> bool {
        let data = |of: &Data| matches!(of, Data::Compare | Data::Change(_));
        match self {
            Page::Compare | Page::Changes | Page::Change(_) | Page::Blame(_) => true,
            Page::Data(of) => data(of),
            _ => false,
        }
    }

    /// Its file in a folder, as a link writes it. Names are slugs of the registry: lower
    /// case, so that they are apart on every file system.
    pub(crate) fn file(&self) -> String {
        match self {
            Page::Overview => "index.html".to_owned(),
            Page::Csv(_) | Page::Xlsx(_) | Page::Calendar => self.path()[1..].to_owned(),
            _ => format!("{}.html", &self.path()[1..]),
        }
    }
}

fn decoded(segment: &str) -> Option<String> {
    let text = percent_decode_str(segment).decode_utf8().ok()?;
    // A slash within a segment is none between two.
    (!text.contains(['/', '\0'])).then(|| text.into_owned())
}

/// An id with its slashes as they are.
fn encoded(id: &str) -> String {
    let segments = id.split('/');
    let segments: Vec<String> = segments
        .map(|segment| utf8_percent_encode(segment, SEGMENT).to_string())
        .collect();
    segments.join("/")
}

/// `base..head`: names of Git's may have slashes.
fn range(segments: &[&str]) -> Option<String> {
    let range = segments.join("/");
    range.contains("..").then_some(range)
}

fn number(year: &str) -> Option<i16> {
    let number: i16 = year.parse().ok()?;
    (number.to_string() == year).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_path() {
        let text = |text: &str| text.to_owned();
        for page in [
            Page::Overview,
            Page::Systems,
            Page::System(text("a/b")),
            Page::Projects,
            Page::Project(text("a/b-2")),
            Page::Units,
            Page::Unit(text("区\" <x>?#")),
            Page::Year(2027),
            Page::Csv(2027),
            Page::Xlsx(2027),
            Page::Rules,
            Page::Rule(text("security/mlps")),
            Page::Due,
            Page::Calendar,
            Page::Data(Data::Fund(2027)),
            Page::Data(Data::System(text("a/b"))),
            Page::Data(Data::Projects(2027)),
            Page::Data(Data::Project(text("a/b"))),
            Page::Data(Data::Year(2027)),
            Page::Data(Data::Due),
            Page::Compare,
            Page::Changes,
            Page::Change(text("main..fix/a")),
            Page::Sharing,
            Page::Blame(Blamed::System(text("a/b"))),
            Page::Blame(Blamed::Project(text("a/b"))),
            Page::Form(Step::Start),
            Page::Form(Step::Tasks("0".repeat(32))),
            Page::Form(Step::Ask("a".repeat(32), text("items"))),
            Page::Form(Step::Patch("a".repeat(32))),
            Page::Data(Data::Compare),
            Page::Data(Data::Description),
            Page::Data(Data::Change(text("main..fix/a"))),
        ] {
            assert_eq!(Page::parse(&page.path()), Some(page.clone()), "{page:?}");
        }
    }

    #[test]
    fn what_is_no_address_of_ours_is_no_page() {
        for path in [
            "",
            "/x",
            "/systems/",
            "/systems/a",
            "/systems/a/b/c",
            "/years/07",
            "/years/2027.pdf",
            "/units/a%2Fb",
            "/review/main",
            "/write/1",
            "/write/0000000000000000000000000000000g",
            "/units/%ff",
            "//",
        ] {
            assert_eq!(Page::parse(path), None, "{path}");
        }
    }
}
