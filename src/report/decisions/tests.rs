//! Each face on two requests: one in trouble, one in order.

mod world;

use super::*;
use crate::{Language, Localizer, Style};
use insta::assert_snapshot;
use world::{World, decision};

#[test]
fn people_see_a_table_that_fits() {
    let world = World::new();
    assert_snapshot!(world.table(Language::Zh, 120), @"
    武隆区政务信息系统总目录 · 2027 年运维经费 · 判定日期 2026-12-01 · 目录 a1b2c3d · 规则 未提交

    结论      单位          系统                      金额(万元)  主要原因
    ✔ 符合    education     =智慧校园<U+001B>[2J平台     1,234.5
    ✘ 不符合  区卫生健康委  全民健康信息平台                86.0  等级保护测评已过期：最近一次的日期是 2025-10-28（第十七
                                                                  条、第三十二条）  +2

    按申请单位合计
    申请单位                 ✔ 符合  ? 待补证        ✘ 不符合
    education     1 个 1,234.5 万元
    区卫生健康委                               1 个 86.0 万元

    符合 1 个 1,234.5 万元 · 待补证 0 个 0.0 万元 · 不符合 1 个 86.0 万元
    看一个系统为什么：mulu explain health-commission/health-platform --year 2027
    ");
    assert_snapshot!(world.table(Language::En, 120), @"
    武隆区政务信息系统总目录 · O&M funds 2027 · judged for 2026-12-01 · registry a1b2c3d · policy not committed

    Verdict       Unit          System                    Amount (yuan)  Main reason
    ✔ eligible    education     =智慧校园<U+001B>[2J平台     12,345,000
    ✘ ineligible  区卫生健康委  全民健康信息平台                860,000  The MLPS evaluation has lapsed: the last one is of
                                                                         2025-10-28 (Art. 17, Art. 32)  +2

    Totals by applicant
    Applicant             ✔ eligible  ? pending     ✘ ineligible
    education     1: 12,345,000 yuan
    区卫生健康委                                 1: 860,000 yuan

    eligible 1: 12,345,000 yuan · pending 0: 0 yuan · ineligible 1: 860,000 yuan
    Why a system is judged so: mulu explain health-commission/health-platform --year 2027
    ");
    assert_snapshot!(world.table(Language::Zh, 70), @r"
    武隆区政务信息系统总目录 · 2027 年运维经费 · 判定日期 2026-12-01 · 目录 a1b2c3d · 规则 未提交

    结论      单位          系统              金额(万元)  主要原因
    ✔ 符合    education     =智慧校园<U+001B     1,234.5
                            >[2J平台
    ✘ 不符合  区卫生健康委  全民健康信息平台        86.0  等级保护测评已过
                                                          期：最近一次的日
                                                          期是 2025-10-28
                                                          （第十七条、第三
                                                          十二条）  +2

    按申请单位合计
    申请单位                 ✔ 符合  ? 待补证        ✘ 不符合
    education     1 个 1,234.5 万元
    区卫生健康委                               1 个 86.0 万元

    符合 1 个 1,234.5 万元 · 待补证 0 个 0.0 万元 · 不符合 1 个 86.0 万元
    看一个系统为什么：mulu explain health-commission/health-platform --year 2027
    ");
}

#[test]
fn no_requests_are_said_plainly() {
    let mut world = World::new();
    world.decisions.decisions.clear();
    assert_snapshot!(world.table(Language::Zh, 120), @r"
    武隆区政务信息系统总目录 · 2027 年运维经费 · 判定日期 2026-12-01 · 目录 a1b2c3d · 规则 未提交

    没有这样的运维经费申请
    ");
    let parsed: serde_json::Value = serde_json::from_str(&world.json(Language::Zh)).unwrap();
    assert_eq!(parsed["totals"]["pending"]["amount"], 0);
}

#[test]
fn one_decision_is_explained_in_chinese() {
    assert_snapshot!(World::new().explain(Language::Zh, 100), @"
    武隆区政务信息系统总目录 · 2027 年运维经费 · 判定日期 2026-12-01 · 目录 a1b2c3d · 规则 未提交

    =智慧校园<U+001B>[2J平台 (education/smart-campus)
    education 申请 1,234.5 万元 · ✔ 符合

    不需要再做什么。

    ~ 已豁免（1）
    └─ security/mlps-evaluated  等级保护测评在有效期内
          依据：第十七条、第三十二条

    ✔ 符合（1）
    └─ catalog/listed  系统已列入总目录
          依据：第三十一条
          事实：registry/systems/education/smart-campus.yaml:2  status: operating
          事实：registry/systems/education/smart-campus.yaml:1

    - 不适用（1）
    └─ sharing/published  数据资源已发布
          依据：第三十一条、第十四条（第二处）

    全民健康信息平台 (health-commission/health-platform)
    区卫生健康委 申请 86.0 万元 · ✘ 不符合

    ✘ 不符合（1）
    └─ security/mlps-evaluated  等级保护测评已过期：最近一次的日期是 2025-10-28
          依据：第十七条、第三十二条 · 不满足则不安排
          事实：registry/opinions/cybersecurity/health-commission/health-platform.yaml:4
            opinions[1].issued_on: 2025-10-28

    ? 待补证（2）
    ├─ sharing/published  缺少对“电子病历”的不予共享批准意见：由区委机要保密局出具
    │     依据：第三十一条、第十四条（第二处） · 不满足则不安排
    │     · 电子病历: 缺少对“电子病历”的不予共享批准意见：由区委机要保密局出具
    │     应在文件：registry/opinions/cryptography/health-commission/health-platform.yaml
    │     事实：registry/requests/2027/health-commission/health-platform.yaml:4  items[1]: {category:
    │       cloud-rental, amount: 860000}
    │     事实：registry/requests/2027/health-commission/health-platform.yaml:2  need: 全民健康
    │       <U+001B>[31m
    └─ security/crypto-assessed  缺少密码应用安全性评估意见：由区委机要保密局出具；
       registry/systems/health-commission/health-platform.yaml 没有填写 security.mlps_level：由区卫生健
       康委补充
          依据：第十八条 · 不满足则不安排
          应在文件：registry/opinions/cryptography/health-commission/health-platform.yaml

    要符合条件，需要：
     1. 请完成测评，由区委网信办登记结果。
     2. 请发布数据资源。
     3. registry/systems/health-commission/health-platform.yaml 没有填写 security.mlps_level：由区卫生健
        康委补充
     4. 请完成密评。

    ! 提醒（不影响结论）（1）
    └─ security/trusted-products  registry/systems/health-commission/health-platform.yaml 没有填写
       security.trusted_products：由区卫生健康委补充
          依据：第十九条 · 仅提醒

    ✔ 符合（1）
    └─ catalog/listed  系统已列入总目录
          依据：第三十一条
    ");
}

#[test]
fn one_decision_is_explained_in_english() {
    assert_snapshot!(World::new().explain(Language::En, 100), @"
    武隆区政务信息系统总目录 · O&M funds 2027 · judged for 2026-12-01 · registry a1b2c3d · policy not committed

    =智慧校园<U+001B>[2J平台 (education/smart-campus)
    education asks for 12,345,000 yuan · ✔ eligible

    Nothing remains to be done.

    ~ Waived (1)
    └─ security/mlps-evaluated  MLPS evaluation is recent
          Art. 17, Art. 32

    ✔ Met (1)
    └─ catalog/listed  The system is listed
          Art. 31
          fact: registry/systems/education/smart-campus.yaml:2  status: operating
          fact: registry/systems/education/smart-campus.yaml:1

    - Not applicable (1)
    └─ sharing/published  Resources are published
          Art. 31, Art. 14 (second)

    全民健康信息平台 (health-commission/health-platform)
    区卫生健康委 asks for 860,000 yuan · ✘ ineligible

    ✘ Unmet (1)
    └─ security/mlps-evaluated  The MLPS evaluation has lapsed: the last one is of 2025-10-28
          Art. 17, Art. 32 · no funds unless it is met
          fact: registry/opinions/cybersecurity/health-commission/health-platform.yaml:4
            opinions[1].issued_on: 2025-10-28

    ? Unproven (2)
    ├─ sharing/published  no opinion on approval to withhold data for “电子病历”: 区委机要保密局 must
    │  issue it
    │     Art. 31, Art. 14 (second) · no funds unless it is met
    │     · 电子病历: no opinion on approval to withhold data for “电子病历”: 区委机要保密局 must issue
    │       it
    │     belongs in registry/opinions/cryptography/health-commission/health-platform.yaml
    │     fact: registry/requests/2027/health-commission/health-platform.yaml:4  items[1]: {category:
    │       cloud-rental, amount: 860000}
    │     fact: registry/requests/2027/health-commission/health-platform.yaml:2  need: 全民健康
    │       <U+001B>[31m
    └─ security/crypto-assessed  no opinion on cryptography assessment: 区委机要保密局 must issue it;
       registry/systems/health-commission/health-platform.yaml doesn't state security.mlps_level: 区卫生
       健康委 must add it
          Art. 18 · no funds unless it is met
          belongs in registry/opinions/cryptography/health-commission/health-platform.yaml

    To become eligible:
     1. Have it evaluated.
     2. Publish the resources.
     3. registry/systems/health-commission/health-platform.yaml doesn't state security.mlps_level: 区卫
        生健康委 must add it
     4. Have the cryptography assessed.

    ! Reminders (they change nothing) (1)
    └─ security/trusted-products  registry/systems/health-commission/health-platform.yaml doesn't state
       security.trusted_products: 区卫生健康委 must add it
          Art. 19 · reminder only

    ✔ Met (1)
    └─ catalog/listed  The system is listed
          Art. 31
    ");
}

#[test]
fn colour_comes_only_when_asked() {
    let world = World::new();
    let style = Style {
        colour: true,
        width: 100,
    };
    let (words, view) = (Localizer::new(Language::Zh), world.view());
    let mut faces = [Vec::new(), Vec::new()];
    let [one, other] = &mut faces;
    table(one, &view, &world.decisions, &words, style).unwrap();
    let telling = (style, Telling::default());
    explain(other, &view, &world.decisions, &words, telling).unwrap();
    for out in faces {
        let shown = String::from_utf8(out).unwrap();
        assert!(shown.contains('\u{1b}') && !shown.contains("\u{1b}[2J"));
    }
    assert!(!world.table(Language::Zh, 100).contains('\u{1b}'));
    assert!(!world.explain(Language::Zh, 100).contains('\u{1b}'));
}

#[test]
fn machines_get_json() {
    let text = World::new().json(Language::Zh);
    assert_snapshot!(text, @r#"
    {"registry":"武隆区政务信息系统总目录","commit":"a1b2c3d4e5f60718293a4b5c6d7e8f9001122334","policy":null,"on":"2026-12-01","year":2027,"decisions":[
    {"request":"2027/education/smart-campus","system":"education/smart-campus","unit":"education","applicant":"education","amount":12345000,"verdict":"eligible","outcomes":[{"rule":"catalog/listed","articles":["31"],"force":"deny","outcome":"met","subject":"education/smart-campus","message":"系统已列入总目录","remedy":null,"missing":[],"evidence":[{"path":"registry/systems/education/smart-campus.yaml","pointer":"/status","line":2,"column":9},{"path":"registry/systems/education/smart-campus.yaml","pointer":"","line":1,"column":1}]},{"rule":"sharing/published","articles":["31","14-2"],"force":"deny","outcome":"not-applicable","subject":"education/smart-campus","message":"数据资源已发布","remedy":null,"missing":[],"evidence":[]},{"rule":"security/mlps-evaluated","articles":["17","32"],"force":"deny","outcome":"waived","subject":"education/smart-campus","message":"等级保护测评在有效期内","remedy":null,"missing":[],"evidence":[]}]},
    {"request":"2027/health-commission/health-platform","system":"health-commission/health-platform","unit":"health-commission","applicant":"health-commission","amount":860000,"verdict":"ineligible","outcomes":[{"rule":"catalog/listed","articles":["31"],"force":"deny","outcome":"met","subject":"2027/health-commission/health-platform","message":"系统已列入总目录","remedy":null,"missing":[],"evidence":[]},{"rule":"sharing/published","articles":["31","14-2"],"force":"deny","outcome":"unproven","subject":"health-commission/health-platform","message":"缺少对“电子病历”的不予共享批准意见：由区委机要保密局出具","remedy":"请发布数据资源。","missing":[{"kind":"opinion","path":"registry/opinions/cryptography/health-commission/health-platform.yaml","matter":"withholding-approval","scope":"电子病历","supplier":{"authority":"cryptography"}}],"evidence":[{"path":"registry/requests/2027/health-commission/health-platform.yaml","pointer":"/items/0","line":4,"column":5},{"path":"registry/requests/2027/health-commission/health-platform.yaml","pointer":"/need","line":2,"column":7}],"items":[{"rule":"sharing/published","articles":["31","14-2"],"force":"deny","outcome":"met","subject":"health-commission/health-platform#健康档案","message":"数据资源已发布","remedy":null,"missing":[],"evidence":[]},{"rule":"sharing/published","articles":["31","14-2"],"force":"deny","outcome":"unproven","subject":"health-commission/health-platform#电子病历","message":"缺少对“电子病历”的不予共享批准意见：由区委机要保密局出具","remedy":"请发布数据资源。","missing":[{"kind":"opinion","path":"registry/opinions/cryptography/health-commission/health-platform.yaml","matter":"withholding-approval","scope":"电子病历","supplier":{"authority":"cryptography"}}],"evidence":[{"path":"registry/requests/2027/health-commission/health-platform.yaml","pointer":"/items/0","line":4,"column":5},{"path":"registry/requests/2027/health-commission/health-platform.yaml","pointer":"/need","line":2,"column":7}]}]},{"rule":"security/mlps-evaluated","articles":["17","32"],"force":"deny","outcome":"unmet","subject":"health-commission/health-platform","message":"等级保护测评已过期：最近一次的日期是 2025-10-28","remedy":"请完成测评，由区委网信办登记结果。","missing":[],"evidence":[{"path":"registry/opinions/cybersecurity/health-commission/health-platform.yaml","pointer":"/opinions/0/issued_on","line":4,"column":16}]},{"rule":"security/crypto-assessed","articles":["18"],"force":"deny","outcome":"unproven","subject":"health-commission/health-platform","message":"缺少密码应用安全性评估意见：由区委机要保密局出具；registry/systems/health-commission/health-platform.yaml 没有填写 security.mlps_level：由区卫生健康委补充","remedy":"请完成密评。","missing":[{"kind":"opinion","path":"registry/opinions/cryptography/health-commission/health-platform.yaml","matter":"crypto-assessment","supplier":{"authority":"cryptography"}},{"kind":"field","path":"registry/systems/health-commission/health-platform.yaml","pointer":"/security/mlps_level","supplier":{"unit":"health-commission"}}],"evidence":[]},{"rule":"security/trusted-products","articles":["19"],"force":"warn","outcome":"unproven","subject":"health-commission/health-platform","message":"registry/systems/health-commission/health-platform.yaml 没有填写 security.trusted_products：由区卫生健康委补充","remedy":"请填写。","missing":[{"kind":"field","path":"registry/systems/health-commission/health-platform.yaml","pointer":"/security/trusted_products","supplier":{"unit":"health-commission"}}],"evidence":[]}]}
    ],"totals":{"eligible":{"count":1,"amount":12345000},"pending":{"count":0,"amount":0},"ineligible":{"count":1,"amount":860000}},"applicants":[
    {"applicant":"education","eligible":{"count":1,"amount":12345000},"pending":{"count":0,"amount":0},"ineligible":{"count":0,"amount":0}},
    {"applicant":"health-commission","eligible":{"count":0,"amount":0},"pending":{"count":0,"amount":0},"ineligible":{"count":1,"amount":860000}}
    ]}
    "#);
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(parsed["decisions"][1]["verdict"], "ineligible");
    let english: serde_json::Value =
        serde_json::from_str(&World::new().json(Language::En)).unwrap();
    assert_eq!(
        english["decisions"][1]["outcomes"][3]["message"],
        "no opinion on cryptography assessment: 区委机要保密局 must issue it; \
         registry/systems/health-commission/health-platform.yaml doesn't state \
         security.mlps_level: 区卫生健康委 must add it"
    );
}

#[test]
fn many_decisions_are_written_in_order() {
    let mut world = World::new();
    world.decisions.decisions = (0..3000)
        .map(|n| decision(&format!("unit/system-{n:04}"), Some(n), Vec::new()))
        .collect();
    let parsed: serde_json::Value = serde_json::from_str(&world.json(Language::Zh)).unwrap();
    let written = parsed["decisions"].as_array().unwrap();
    assert_eq!(written.len(), 3000);
    assert!(
        (0i64..)
            .zip(written)
            .all(|(n, decision)| decision["amount"] == n)
    );
}

#[test]
fn decisions_in_batches_are_the_same_text() {
    let whole = World::new().json(Language::Zh);
    let mut world = World::new();
    let decisions = std::mem::take(&mut world.decisions.decisions);
    let batches = decisions.into_iter().map(|decision| vec![decision]);
    let mut out = Vec::new();
    json_in_batches(
        &mut out,
        &world.view(),
        world.decisions.year,
        &Localizer::new(Language::Zh),
        batches,
    )
    .unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), whole);
}

#[test]
fn spreadsheets_get_csv_without_formulas() {
    let mut out = Vec::new();
    csv(
        &mut out,
        &World::new().view(),
        &World::new().decisions,
        &Localizer::new(Language::Zh),
    )
    .unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.ends_with("\r\n"));
    assert_snapshot!(text.replace("\r\n", "\n"), @"
    年度,申请,系统标识,系统,单位标识,单位,申请单位,金额（元）,结论,不符合的规则,待补证的规则,主要原因,申请单位名称
    2027,2027/education/smart-campus,education/smart-campus,'=智慧校园<U+001B>[2J平台,education,education,education,12345000,符合,,,,education
    2027,2027/health-commission/health-platform,health-commission/health-platform,全民健康信息平台,health-commission,区卫生健康委,health-commission,860000,不符合,security/mlps-evaluated,sharing/published security/crypto-assessed,等级保护测评已过期：最近一次的日期是 2025-10-28,区卫生健康委
    ");
}

#[test]
fn absurd_widths_do_no_harm() {
    for width in [0, 1, 7, usize::MAX] {
        let world = World::new();
        assert!(world.table(Language::Zh, width).contains('✘'));
        assert!(world.explain(Language::En, width).contains('✘'));
    }
}
