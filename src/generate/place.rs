//! Who there is: districts, their departments and the bodies under them.
//!
//! Everything is arithmetic on the number of a unit, so that nothing has to be
//! kept: a department for every fifty systems, four bodies under each.

use super::vocabulary::{FIELDS, Field};

/// Systems for each department.
const SYSTEMS_A_DEPARTMENT: u32 = 50;
/// Enough for the authorities, which come first.
const DEPARTMENTS_AT_LEAST: u32 = 7;
/// Bodies under a department.
const BODIES: u32 = 4;

/// The two syllables of a district's name; the first district is Wulong.
const FIRST: [(&str, &str); 12] = [
    ("青", "qing"),
    ("云", "yun"),
    ("龙", "long"),
    ("凤", "feng"),
    ("金", "jin"),
    ("玉", "yu"),
    ("白", "bai"),
    ("石", "shi"),
    ("双", "shuang"),
    ("新", "xin"),
    ("永", "yong"),
    ("大", "da"),
];
const SECOND: [(&str, &str); 12] = [
    ("溪", "xi"),
    ("坪", "ping"),
    ("岭", "ling"),
    ("沱", "tuo"),
    ("泉", "quan"),
    ("坝", "ba"),
    ("桥", "qiao"),
    ("门", "men"),
    ("湖", "hu"),
    ("江", "jiang"),
    ("山", "shan"),
    ("河", "he"),
];

/// How many units there are, and whose the systems are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    departments: u32,
    systems: u32,
}

/// The number of a unit: departments first, then the bodies under them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnitNo(pub(super) u32);

impl Places {
    pub(super) fn new(systems: u32) -> Self {
        let departments = systems
            .div_ceil(SYSTEMS_A_DEPARTMENT)
            .max(DEPARTMENTS_AT_LEAST);
        Places {
            departments,
            systems,
        }
    }

    /// Every unit.
    pub(super) fn units(self) -> impl Iterator<Item = UnitNo> {
        (0..self.count()).map(UnitNo)
    }

    fn count(self) -> u32 {
        self.departments * (1 + BODIES)
    }

    /// Whose a system is.
    pub(super) fn unit_of(self, system: u32) -> UnitNo {
        UnitNo(system % self.count())
    }

    /// The systems of a unit.
    pub(super) fn systems_of(self, unit: UnitNo) -> impl Iterator<Item = u32> {
        (unit.0..self.systems).step_by(self.count() as usize)
    }

    /// The department that a unit is, or is under.
    pub(super) fn department(self, unit: UnitNo) -> UnitNo {
        UnitNo(unit.0 % self.departments)
    }

    /// The bodies under a department.
    pub(super) fn bodies(self, department: UnitNo) -> impl Iterator<Item = UnitNo> {
        (1..=BODIES).map(move |body| UnitNo(department.0 + body * self.departments))
    }

    /// Which of the bodies of its department a unit is.
    fn body(self, unit: UnitNo) -> Option<&'static (&'static str, &'static str)> {
        let body = (unit.0 / self.departments).checked_sub(1)?;
        self.field(unit).bodies.get(body as usize)
    }

    /// The department above it.
    pub(super) fn parent(self, unit: UnitNo) -> Option<UnitNo> {
        self.body(unit).map(|_| self.department(unit))
    }

    /// What a unit is about.
    pub(super) fn field(self, unit: UnitNo) -> &'static Field {
        &FIELDS[self.department(unit).0 as usize % FIELDS.len()]
    }

    /// Whether it has a budget of its own: departments, and every second body.
    pub(super) fn is_budget_unit(self, unit: UnitNo) -> bool {
        unit.0 < self.departments || (unit.0 / self.departments).is_multiple_of(2)
    }

    /// A department that has nothing to do with a unit.
    pub(super) fn other_department(self, unit: UnitNo) -> UnitNo {
        UnitNo((unit.0 + 1) % self.departments)
    }

    /// The unit itself or another body of its department, without a budget.
    pub(super) fn without_budget(self, unit: UnitNo) -> UnitNo {
        if self.is_budget_unit(unit) {
            UnitNo(self.department(unit).0 + self.departments)
        } else {
            unit
        }
    }

    /// Its place in the registry.
    pub(super) fn slug(self, unit: UnitNo) -> String {
        let mut slug = match self.district(unit) {
            Some((_, slug)) => format!("{slug}-"),
            None => String::new(),
        };
        slug.push_str(self.field(unit).slug);
        if let Some((body, _)) = self.body(unit) {
            slug.push('-');
            slug.push_str(body);
        }
        slug
    }

    /// Its full name.
    pub(super) fn name(self, unit: UnitNo) -> String {
        let district = self.district(unit).map_or("武隆".to_owned(), |(it, _)| it);
        match self.body(unit) {
            Some((_, name)) => format!("{district}区{name}"),
            None if self.field(unit).name.starts_with('委') => {
                format!("中共{district}区{}", self.field(unit).name)
            }
            None => format!("{district}区{}", self.field(unit).name),
        }
    }

    /// Its short name, for departments.
    pub(super) fn short_name(self, unit: UnitNo) -> Option<String> {
        (self.body(unit).is_none()).then(|| format!("区{}", self.field(unit).short))
    }

    /// Its category by Art. 2.
    pub(super) fn category(self, unit: UnitNo) -> &'static str {
        let body = self.body(unit).map_or("", |(_, name)| name);
        if ["职业教育中心", "技工学校"].contains(&body) {
            "school"
        } else if ["医院", "中学", "小学"]
            .iter()
            .any(|end| body.ends_with(end))
        {
            "school-or-hospital"
        } else if self.field(unit).organization {
            "organization"
        } else {
            "department"
        }
    }

    /// Whether the systems of a unit are led by its department (Art. 2 item 4).
    pub(super) fn is_led(self, unit: UnitNo) -> bool {
        self.category(unit) == "school-or-hospital"
    }

    /// The name and the slug of its district; `None` for the first one.
    fn district(self, unit: UnitNo) -> Option<(String, String)> {
        let number = (self.department(unit).0 as usize / FIELDS.len()).checked_sub(1)?;
        let (first, first_slug) = FIRST[number % FIRST.len()];
        let (second, second_slug) = SECOND[number / FIRST.len() % SECOND.len()];
        let round = number / (FIRST.len() * SECOND.len());
        let round = if round == 0 {
            String::new()
        } else {
            round.to_string()
        };
        Some((
            format!("{first}{second}{round}"),
            format!("{first_slug}{second_slug}{round}"),
        ))
    }
}
