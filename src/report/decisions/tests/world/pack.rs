//! The rules that the decisions of these tests were made by.

use super::*;

pub(super) fn text(zh: &str, en: &str) -> Localized {
    Localized::new([("zh", zh), ("en", en)])
}

/// A rule's id, articles, force, title and remedy, each of both in Chinese and English.
type Said = (
    &'static str,
    &'static [&'static str],
    Force,
    [&'static str; 2],
    [&'static str; 2],
);

const RULES: [Said; 5] = [
    (
        "catalog/listed",
        &["31"],
        Force::Deny,
        ["系统已列入总目录", "The system is listed"],
        ["请先登记系统。", "Register the system."],
    ),
    (
        "sharing/published",
        &["31", "14-2"],
        Force::Deny,
        ["数据资源已发布", "Resources are published"],
        ["请发布数据资源。", "Publish the resources."],
    ),
    (
        "security/mlps-evaluated",
        &["17", "32"],
        Force::Deny,
        ["等级保护测评在有效期内", "MLPS evaluation is recent"],
        ["请完成测评，由区委网信办登记结果。", "Have it evaluated."],
    ),
    (
        "security/crypto-assessed",
        &["18"],
        Force::Deny,
        [
            "密码应用安全性评估在有效期内",
            "Crypto assessment is recent",
        ],
        ["请完成密评。", "Have the cryptography assessed."],
    ),
    (
        "security/trusted-products",
        &["19"],
        Force::Warn,
        ["已说明安全可信产品", "Trusted products are stated"],
        ["请填写。", "State them."],
    ),
];

fn rule((id, articles, force, title, remedy): &Said) -> Rule {
    let both = |[zh, en]: &[&'static str; 2]| text(zh, en);
    Rule {
        id: (*id).into(),
        articles: articles.iter().map(|article| (*article).into()).collect(),
        subject: Subject::System,
        forces: Forces::only(Purpose::Maintenance, Some(*force)),
        kinds: Default::default(),
        title: both(title),
        duty: Localized::default(),
        remedy: both(remedy),
        remedy_unproven: Localized::default(),
        place: Label::new("registry/policy/rules/security.yaml", Span::default()),
        each: None,
        item: None,
        applies: Vec::new(),
        require: Vec::new(),
        waiver: None,
        unmet: Default::default(),
        tests: Vec::new(),
    }
}

fn matter(id: &str, title: Localized) -> (Arc<str>, Matter) {
    let matter = Matter {
        title,
        ..Matter::default()
    };
    (id.into(), matter)
}

pub(super) fn pack() -> Pack {
    Pack {
        title: text("运维经费规则", "O&M rules"),
        source: "武隆府办发〔2022〕47号".into(),
        articles: vec![Article {
            id: "14-2".into(),
            title: text("设计文件", "design documents"),
            citation: text("第十四条（第二处）", "Art. 14 (second)"),
            not_implemented: None,
            sentences: Vec::new(),
            place: Label::new("registry/policy/pack.yaml", Span::default()),
        }],
        matters: BTreeMap::from([
            matter(
                "withholding-approval",
                text("不予共享批准", "approval to withhold data"),
            ),
            matter(
                "crypto-assessment",
                text("密码应用安全性评估", "cryptography assessment"),
            ),
        ]),
        rules: RULES.iter().map(rule).collect(),
        ..Pack::default()
    }
}
