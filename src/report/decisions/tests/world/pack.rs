//! The rules that the decisions of these tests were made by.

use super::*;

pub(super) fn text(zh: &str, en: &str) -> Localized {
    Localized::new([("zh", zh), ("en", en)])
}

fn rule(id: &str, articles: &[&str], force: Force, title: Localized, remedy: Localized) -> Rule {
    Rule {
        id: id.into(),
        articles: articles.iter().map(|article| (*article).into()).collect(),
        subject: Subject::System,
        forces: Forces::only(Purpose::Maintenance, Some(force)),
        kinds: Default::default(),
        title,
        duty: Localized::default(),
        remedy,
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
        rules: vec![
            rule(
                "catalog/listed",
                &["31"],
                Force::Deny,
                text("系统已列入总目录", "The system is listed"),
                text("请先登记系统。", "Register the system."),
            ),
            rule(
                "sharing/published",
                &["31", "14-2"],
                Force::Deny,
                text("数据资源已发布", "Resources are published"),
                text("请发布数据资源。", "Publish the resources."),
            ),
            rule(
                "security/mlps-evaluated",
                &["17", "32"],
                Force::Deny,
                text("等级保护测评在有效期内", "MLPS evaluation is recent"),
                text("请完成测评，由区委网信办登记结果。", "Have it evaluated."),
            ),
            rule(
                "security/crypto-assessed",
                &["18"],
                Force::Deny,
                text(
                    "密码应用安全性评估在有效期内",
                    "Crypto assessment is recent",
                ),
                text("请完成密评。", "Have the cryptography assessed."),
            ),
            rule(
                "security/trusted-products",
                &["19"],
                Force::Warn,
                text("已说明安全可信产品", "Trusted products are stated"),
                text("请填写。", "State them."),
            ),
        ],
        ..Pack::default()
    }
}
