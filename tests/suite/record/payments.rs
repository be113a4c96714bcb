//! Finance's ledger against what was decided: as offices keep it, and some hundred payments
//! made from known truth.

use super::certify;
use super::dice::Dice;
use crate::district::{District, ON};
use crate::support::Folder;
use mulu_ledger::Place;
use mulu_record::payments::{
    Claim, Claims, Grade, Ledger, Payment, Words, claim::Decided, name, reconcile,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A ledger as offices keep it.
const LEDGER: &str = "\
2027年信息化运行维护经费支付台账,,,,,
单位：万元,,,,,
支付日期,付款单位,系统名称,经费类别,金额,凭证号
2027-03-05,示例卫健委,示例健康平台（二期）运维费,云资源租用,10,P-1
2027.04.02,示例卫健委,示例健康平太,应用系统维护,５０．５,P-2
2027-05-01,示例医院,示例健康平台,,2,P-3
2027-05-02,示例卫健委,示例健康平台,,-1.5,P-4
小计,,,,61,
2027-06-01,示例教委,示例校园平台,差旅费,5,P-5
2027-06-01,示例教委,示例校园平台,差旅费,5,P-5
2028-01-10,示例教委,某某照明工程,,0.000001,P-6
2027-07-01,示例教委,示例校园平台,,约3,P-7
合计,,,,71.000002,
";

fn told(district: &District, more: &[&str]) -> Value {
    let args = ["reconcile", "支付.csv", "--year", "2027", "--on", ON];
    let ran = district.mulu(&[&args[..], more, &["--format", "json"]].concat());
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    serde_json::from_str(&ran.out).unwrap()
}

/// The codes of what differs, with their amounts.
fn differences(told: &Value) -> Vec<(&str, &str)> {
    let all = told["differences"].as_array().unwrap().iter();
    let all = all.map(|one| {
        (
            one["code"].as_str().unwrap(),
            one["amount"].as_str().unwrap(),
        )
    });
    all.collect()
}

fn district() -> District {
    let district = District::with(|folder| {
        folder.write(crate::district::REQUEST_PATH, crate::district::REQUEST);
    });
    district.folder().write("支付.csv", LEDGER);
    district
}

#[test]
fn a_ledger_is_held_against_the_decision_of_record() {
    let district = district();
    certify(&district, None);
    let told = told(&district, &[]);
    assert_eq!(told["record"], super::PLACE);
    assert_eq!(told["total"], "710000.01");
    let sums = told["sums"].as_object().unwrap().values();
    let hundredths = |text: &str| text.replace('.', "").parse::<i64>().unwrap();
    let sum: i64 = sums.map(|sum| hundredths(sum.as_str().unwrap())).sum();
    assert_eq!(sum, 71_000_001, "{}", told["sums"]);
    insta::assert_snapshot!(format!("{:#?}", differences(&told)), @r#"
    [
        (
            "payment/unknown",
            "0.01",
        ),
        (
            "payment/payers",
            "610000.00",
        ),
        (
            "payment/category",
            "50000.00",
        ),
        (
            "payment/category",
            "50000.00",
        ),
        (
            "payment/twice",
            "100000.00",
        ),
        (
            "ledger/sum",
            "0.00",
        ),
        (
            "ledger/unread",
            "0.00",
        ),
        (
            "payment/refund",
            "-15000.00",
        ),
        (
            "payment/other-year",
            "0.01",
        ),
    ]
    "#);
}

#[test]
fn what_differs_is_said_in_both_languages() {
    let district = district();
    certify(&district, None);
    for lang in ["zh", "en"] {
        let args = [
            "reconcile",
            "支付.csv",
            "--year",
            "2027",
            "--on",
            ON,
            "--lang",
            lang,
        ];
        let ran = district.mulu(&args);
        assert_eq!(ran.code, Some(1), "{ran:#?}");
        insta::assert_snapshot!(format!("payments-{lang}"), ran.out);
    }
    for file in ["out.csv", "out.xlsx"] {
        let args = ["reconcile", "支付.csv", "--year", "2027", "-o", file];
        let ran = district.mulu(&args);
        assert_eq!(ran.code, Some(1), "{ran:#?}");
    }
    let rows = std::fs::read_to_string(district.folder().join("out.csv")).unwrap();
    assert_eq!(rows.lines().count(), 8, "{rows}");
}

#[test]
fn without_a_decision_of_record_that_is_said() {
    let district = district();
    let args = [
        "reconcile",
        "支付.csv",
        "--year",
        "2027",
        "--on",
        ON,
        "--lang",
        "en",
    ];
    let ran = district.mulu(&args);
    assert!(ran.out.contains("no decision of record"), "{ran:#?}");
}

#[test]
fn a_decision_of_record_that_was_tampered_with_is_none() {
    let district = district();
    let bytes = certify(&district, None);
    let text = String::from_utf8(bytes).unwrap();
    let more = text.replace("\"amount\":800000", "\"amount\":900000");
    assert_ne!(text, more);
    district.folder().write(super::PLACE, more);
    let args = ["reconcile", "支付.csv", "--year", "2027", "--on", ON];
    let ran = district.mulu(&args);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.err.contains("mulu verify"), "{ran:#?}");
    let fund = district.mulu(&["fund", "2027", "--on", ON]);
    assert!(fund.out.contains("mulu verify"), "{fund:#?}");
}

#[test]
fn what_a_person_decided_stands_in_a_mapping() {
    let district = district();
    certify(&district, None);
    let text = "names:\n  某某照明工程: ~\n  示例健康平太: health/platform\n";
    district.folder().write("map.yaml", text);
    let told = told(&district, &["--map", "map.yaml"]);
    let payments = told["payments"].as_array().unwrap();
    let stated = payments
        .iter()
        .find(|one| one["name"] == "示例健康平太")
        .unwrap();
    assert_eq!(stated["match"]["grade"], "sure", "{stated}");
    district.folder().write("map.yaml", "nams: {}\n");
    let args = [
        "reconcile",
        "支付.csv",
        "--year",
        "2027",
        "--map",
        "map.yaml",
    ];
    let ran = district.mulu(&args);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.err.contains("nams"), "{ran:#?}");
}

#[test]
fn a_ledger_in_gb18030_and_one_that_is_none() {
    let district = district();
    let (bytes, _, _) = encoding_rs::GB18030.encode(LEDGER);
    let folder: &Folder = district.folder();
    std::fs::write(folder.join("支付.csv"), &bytes).unwrap();
    assert_eq!(told(&district, &[])["total"], "710000.01");
    folder.write("支付.csv", "日期,天气\n2027-01-01,晴\n");
    let ran = district.mulu(&["reconcile", "支付.csv", "--year", "2027"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.err.contains("--map"), "{ran:#?}");
}

/// What systems are about, of which names are made.
const ABOUT: [&str; 24] = [
    "健康档案",
    "预防接种",
    "学籍",
    "名师课堂",
    "河道水位",
    "森林防火",
    "婚姻登记",
    "养老服务",
    "不动产登记",
    "项目审批",
    "信用信息",
    "空气质量",
    "噪声监测",
    "应急指挥",
    "地质灾害",
    "农机补贴",
    "土地承包",
    "公共文化",
    "旅游预约",
    "停车诱导",
    "排水管网",
    "残疾人服务",
    "档案查阅",
    "审计分析",
];
const KINDS: [&str; 5] = ["管理系统", "综合平台", "信息系统", "监测网络", "服务系统"];
const OFFICES: [&str; 6] = ["甲局", "乙局", "丙委", "丁局", "戊中心", "己局"];
/// Characters that are typed for others.
const TYPOS: [char; 5] = ['挡', '按', '幼', '侯', '籍'];

fn claims() -> Claims {
    let mut claims = Vec::new();
    for (at, about) in ABOUT.iter().enumerate() {
        for (nth, kind) in KINDS.iter().enumerate().take(2 + at % 3) {
            let extra = ["", "移动", "数据", "智能"][nth % 4];
            let unit: Arc<str> = format!("office-{}", (at + nth) % OFFICES.len()).into();
            claims.push(Claim {
                id: format!("{unit}/s{at}-{nth}").into(),
                name: format!("{about}{extra}{kind}").into(),
                units: vec![unit],
                decided: Some(Decided {
                    eligible: true,
                    amount: Some(1_000_000),
                    ..Decided::default()
                }),
            });
        }
    }
    let names = OFFICES.map(|office| format!("某某区{office}"));
    let units = names
        .iter()
        .zip(0..)
        .map(|(name, at)| (name::plain(name), Arc::from(format!("office-{at}"))));
    Claims {
        expenses: Vec::new(),
        claims,
        units: units.collect(),
        places: name::places(names.iter().map(String::as_str)),
    }
}

/// A name as somebody who pays writes it.
fn misspelt(name: &str, dice: &mut Dice) -> String {
    let mut signs: Vec<char> = name.chars().collect();
    match dice.below(8) {
        0 => format!("某某区{name}"),
        1 => format!("{name}2027年度运维费"),
        2 => format!("支付{name}（运行维护费）"),
        3 => name.chars().flat_map(|sign| [sign, ' ']).collect(),
        4 => {
            let at = dice.below(signs.len());
            signs[at] = TYPOS[dice.below(TYPOS.len())];
            signs.into_iter().collect()
        }
        5 => {
            signs.swap(1, 2);
            signs.into_iter().collect()
        }
        6 => name.replace("系统", "平台"),
        _ => name.to_owned(),
    }
}

/// 600 payments of known truth, one in twelve for something that is in no catalog.
#[test]
fn matching_is_precise_and_leaves_doubts_to_a_person() {
    let claims = claims();
    let words = Words::common();
    let mut dice = Dice(20_270_101);
    let strange = [
        "照明工程",
        "办公用品采购",
        "会议费",
        "公务用车",
        "绿化养护",
        "房屋租赁",
    ];
    let mut truth: Vec<Option<usize>> = Vec::new();
    let mut ledger = Ledger::default();
    for at in 0..600_u32 {
        let known = (at % 12 != 0).then(|| dice.below(claims.claims.len()));
        let (name, payer) = match known {
            Some(at) => {
                let claim = &claims.claims[at];
                let office: usize = claim.units[0].rsplit('-').next().unwrap().parse().unwrap();
                let payer = format!("某某区{}", OFFICES[office]);
                (misspelt(&claim.name, &mut dice), payer)
            }
            None => (strange[dice.below(strange.len())].to_owned(), String::new()),
        };
        truth.push(known);
        ledger.payments.push(Payment {
            place: Place {
                sheet: "".into(),
                row: at,
                column: 0,
            },
            day: None,
            payer,
            name,
            summary: String::new(),
            category: String::new(),
            voucher: format!("V{at}"),
            amount: i64::from(at) * 101 - 50,
        });
    }
    let done = reconcile(&ledger, &claims, &words, 2027);
    let (mut right, mut wrong, mut sure_wrong, mut wanted) = (0_u32, 0_u32, 0_u32, 0_u32);
    let mut missed: BTreeMap<&str, u32> = BTreeMap::new();
    for ((found, truth), payment) in done.matches.iter().zip(&truth).zip(&ledger.payments) {
        wanted += u32::from(truth.is_some());
        match (found.claim(), truth) {
            (Some(claim), Some(known)) if claim == *known => right += 1,
            (Some(_), _) => {
                wrong += 1;
                sure_wrong += u32::from(found.grade == Grade::Sure);
            }
            (None, Some(_)) => *missed.entry(&payment.name).or_default() += 1,
            (None, None) => {}
        }
    }
    let precision = f64::from(right) / f64::from(right + wrong);
    let recall = f64::from(right) / f64::from(wanted);
    assert_eq!(sure_wrong, 0);
    assert!(precision >= 0.99, "precision {precision}");
    assert!(recall >= 0.97, "recall {recall}: {missed:#?}");
    // To the last hundredth.
    assert_eq!(done.sums.values().sum::<i128>(), ledger.total());
}
