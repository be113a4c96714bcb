//! Units, systems, their data and the dictionary.

use super::cell::{self, Cell};
use super::define::{Parent, Scope, Table, bool, date, int, money, text};
use super::{Sink, Source};
use mulu_core::diagnostic::Error;
use mulu_core::document::NodeRef;
use mulu_core::registry::{Slot, System, Unit};

const COMMIT: Parent = Parent {
    columns: &[],
    table: "commits",
};

pub(super) static UNITS: Table = Table {
    name: "units",
    scope: Scope::Commit,
    zh: "单位",
    en: "units",
    columns: &[
        text("unit", "单位的标识", "the unit's id"),
        bool("valid", "文件是否有效", "whether its document is valid"),
        text("name", "全称", "full name").or_null(),
        text(
            "short_name",
            "简称，没有简称时为全称",
            "short name, or the full one",
        )
        .or_null(),
        text(
            "category",
            "类别（第二条）：department、organization、school、school-or-hospital",
            "category (Art. 2): department, organization, school, school-or-hospital",
        )
        .or_null(),
        bool(
            "budget_unit",
            "是否区级预算单位",
            "whether it is a district budget unit",
        )
        .or_null(),
        text("parent", "上级单位", "the unit above it")
            .or_null()
            .of("units"),
        int(
            "plan_from_year",
            "整合建设总体方案的第一年",
            "first year of its integrated plan",
        )
        .or_null(),
        int(
            "plan_to_year",
            "整合建设总体方案的最后一年",
            "last year of its integrated plan",
        )
        .or_null(),
    ],
    key: &["unit"],
    parents: &[COMMIT],
};

pub(super) static UNIT_PLANS: Table = Table {
    name: "unit_plans",
    scope: Scope::Commit,
    zh: "单位整合建设总体方案中的系统（第六条）",
    en: "the systems in the units' integrated plans (Art. 6)",
    columns: &[
        text("unit", "单位", "the unit").of("units"),
        int(
            "position",
            "在方案中的次序，从 1 起",
            "its place in the plan, from 1",
        ),
        text("system", "系统", "the system").of("systems"),
    ],
    key: &["unit", "position"],
    parents: &[Parent {
        columns: &["unit"],
        table: "units",
    }],
};

pub(super) static SYSTEMS: Table = Table {
    name: "systems",
    scope: Scope::Commit,
    zh: "总目录中的信息系统",
    en: "the information systems of the catalog",
    columns: &[
        text(
            "system",
            "系统的标识：单位/系统",
            "the system's id: unit/system",
        ),
        text("unit", "所属单位", "its unit").of("units"),
        bool("valid", "文件是否有效", "whether its document is valid"),
        text("name", "名称", "name").or_null(),
        text(
            "status",
            "状态：planned、building、trial、operating、retired",
            "status: planned, building, trial, operating, retired",
        )
        .or_null(),
        date("operating_since", "投入运行的日期", "in operation since").or_null(),
        text("funded_by", "建设资金的来源", "who paid for it").or_null(),
        text("network", "所在网络", "the network it is on").or_null(),
        text("hosting_platform", "部署平台", "where it is hosted").or_null(),
        int("mlps_level", "网络安全等级保护级别", "MLPS level").or_null(),
        money("total_investment", "总投资", "total investment").or_null(),
        date("completed_on", "建成日期", "completed on").or_null(),
        text("summary", "简介", "what it is for").or_null(),
    ],
    key: &["system"],
    parents: &[COMMIT],
};

pub(super) static RESOURCES: Table = Table {
    name: "resources",
    scope: Scope::Commit,
    zh: "系统的数据资源",
    en: "the data resources of the systems",
    columns: &[
        text("system", "系统", "the system").of("systems"),
        int(
            "position",
            "在文件中的次序，从 1 起",
            "its place in the document, from 1",
        ),
        text("name", "名称", "name").or_null(),
        text("catalog_code", "目录编码", "code in the data catalog").or_null(),
        text(
            "sharing",
            "共享类型：unconditional、conditional、withheld",
            "sharing: unconditional, conditional, withheld",
        )
        .or_null(),
        text("conditions", "共享条件", "conditions of sharing").or_null(),
        text(
            "legal_basis",
            "不予共享的依据",
            "legal basis for withholding",
        )
        .or_null(),
        text(
            "platform_id",
            "在共享平台上的编号",
            "id on the sharing platform",
        )
        .or_null(),
        date("published_on", "在共享平台发布的日期", "published on").or_null(),
        text("update_cycle", "更新周期", "how often it is updated").or_null(),
    ],
    key: &["system", "position"],
    parents: &[Parent {
        columns: &["system"],
        table: "systems",
    }],
};

pub(super) static COLLECTED_ELEMENTS: Table = Table {
    name: "collected_elements",
    scope: Scope::Commit,
    zh: "系统自行采集的数据元",
    en: "the data elements that the systems collect themselves",
    columns: &[
        text("system", "系统", "the system").of("systems"),
        text("element", "数据元", "the element").of("elements"),
    ],
    key: &["system", "element"],
    parents: &[Parent {
        columns: &["system"],
        table: "systems",
    }],
};

pub(super) static ELEMENTS: Table = Table {
    name: "elements",
    scope: Scope::Commit,
    zh: "数据元字典（一数一源）",
    en: "the data-element dictionary",
    columns: &[
        text("element", "数据元的标识", "the element's id"),
        text("name", "名称", "name"),
        text(
            "source",
            "唯一的采集系统",
            "the one system that collects it",
        )
        .or_null()
        .of("systems"),
    ],
    key: &["element"],
    parents: &[COMMIT],
};

pub(super) fn rows(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let registry = source.registry;
    for (id, slot) in &registry.units {
        match slot {
            Slot::Absent => {}
            Slot::Broken(_) => broken(&UNITS, &[Cell::Text(id)], sink)?,
            Slot::Valid(unit) => {
                let root = registry.document(unit.doc).root();
                self::unit(id, unit, root, sink)?;
            }
        }
    }
    for (id, slot) in &registry.systems {
        let unit = id.unit();
        match slot {
            Slot::Absent => {}
            Slot::Broken(_) => broken(&SYSTEMS, &[Cell::Text(id), Cell::Text(unit)], sink)?,
            Slot::Valid(system) => {
                let root = registry.document(system.doc).root();
                self::system(id, system, root, sink)?;
            }
        }
    }
    if sink.wants(&ELEMENTS) {
        for (id, element) in registry.elements.valid().into_iter().flatten() {
            let source = element.source.as_deref();
            sink.row(
                &ELEMENTS,
                &[(&**id).into(), (&*element.name).into(), source.into()],
            )?;
        }
    }
    Ok(())
}

/// The row of a document that is there and says nothing that counts.
pub(super) fn broken(
    table: &'static Table,
    known: &[Cell<'_>],
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    if !sink.wants(table) {
        return Ok(());
    }
    let mut cells = vec![Cell::Null; table.columns.len()];
    cells[..known.len()].copy_from_slice(known);
    cells[known.len()] = Cell::Bool(false);
    sink.row(table, &cells)
}

fn unit(id: &str, unit: &Unit, root: NodeRef<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let plan = unit.integrated_plan.as_ref();
    if sink.wants(&UNITS) {
        let cells = [
            id.into(),
            Cell::Bool(true),
            (&*unit.name).into(),
            (&*unit.short_name).into(),
            cell::text(root, &["category"]),
            Cell::Bool(unit.budget_unit),
            unit.parent.as_deref().into(),
            plan.map(|plan| i64::from(plan.from_year)).into(),
            plan.map(|plan| i64::from(plan.to_year)).into(),
        ];
        sink.row(&UNITS, &cells)?;
    }
    if sink.wants(&UNIT_PLANS) {
        let systems = plan.into_iter().flat_map(|plan| &plan.systems);
        for (at, (system, _)) in systems.enumerate() {
            let cells = [id.into(), cell::position(at), (&**system).into()];
            sink.row(&UNIT_PLANS, &cells)?;
        }
    }
    Ok(())
}

fn system(id: &str, system: &System, root: NodeRef<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    if sink.wants(&SYSTEMS) {
        let cells = [
            id.into(),
            (&*system.unit).into(),
            Cell::Bool(true),
            (&*system.name).into(),
            cell::text(root, &["status"]),
            cell::date(root, &["operating_since"]),
            cell::text(root, &["definition", "funded_by"]),
            cell::text(root, &["network"]),
            cell::text(root, &["hosting", "platform"]),
            cell::int(root, &["security", "mlps_level"]),
            cell::int(root, &["construction", "total_investment"]),
            cell::date(root, &["construction", "completed_on"]),
            cell::text(root, &["summary"]),
        ];
        sink.row(&SYSTEMS, &cells)?;
    }
    if sink.wants(&RESOURCES) {
        let data = root.get("data").and_then(|data| data.get("resources"));
        for (at, resource) in data.into_iter().flat_map(NodeRef::items).enumerate() {
            let cells = [
                id.into(),
                cell::position(at),
                cell::text(resource, &["name"]),
                cell::text(resource, &["catalog_code"]),
                cell::text(resource, &["sharing"]),
                cell::text(resource, &["conditions"]),
                cell::text(resource, &["legal_basis"]),
                cell::text(resource, &["published", "platform_id"]),
                cell::date(resource, &["published", "on"]),
                cell::text(resource, &["update_cycle"]),
            ];
            sink.row(&RESOURCES, &cells)?;
        }
    }
    if sink.wants(&COLLECTED_ELEMENTS) {
        for (element, _) in &system.collects {
            sink.row(&COLLECTED_ELEMENTS, &[id.into(), (&**element).into()])?;
        }
    }
    Ok(())
}
