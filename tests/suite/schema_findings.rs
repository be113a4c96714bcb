//! Documents against the real schemas and against small ones of our own.

use mulu_core::diagnostic::{Diagnostic, Message};
use mulu_core::document::{self, Document};
use mulu_core::schema::{Kind, Schemas};
use mulu_core::tree::Tree;
use mulu_report::{Language, Localizer};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| {
    let (schemas, findings) = Schemas::load(&Tree::default());
    assert_eq!(findings, []);
    schemas.expect("the built-in schemas compile")
});

fn document(text: &str) -> Document {
    document::read(&Arc::from("registry/x.yaml"), &Arc::from(text.as_bytes()))
        .0
        .expect("the text is a mapping")
}

/// The findings as people read them: place, sentence, advice.
fn say(text: &str, findings: &[Diagnostic]) -> String {
    let words = Localizer::new(Language::Zh);
    let mut out = String::new();
    for finding in findings {
        let span = finding.primary.span;
        let marked = &text[span.start as usize..span.end as usize];
        let line = text[..span.start as usize].matches('\n').count() + 1;
        let _ = writeln!(
            out,
            "{} {line} {marked:?} at '{}'\n  {}",
            finding.code.id,
            finding.primary.pointer,
            words.say(&finding.message)
        );
        for help in &finding.help {
            let _ = writeln!(out, "  = {}", words.say(help));
        }
    }
    assert_eq!(words_missing(findings), Vec::<String>::new());
    out
}

fn words_missing(findings: &[Diagnostic]) -> Vec<String> {
    fn unworded(words: &Localizer, message: &Message) -> bool {
        words.try_word(&message.key).is_none()
    }
    let mut missing = Vec::new();
    for language in [Language::Zh, Language::En] {
        let words = Localizer::new(language);
        let messages = findings
            .iter()
            .flat_map(|finding| std::iter::once(&finding.message).chain(&finding.help));
        missing.extend(
            messages
                .filter(|m| unworded(&words, m))
                .map(|m| m.key.to_string()),
        );
    }
    missing
}

fn check(kind: Kind, text: &str) -> String {
    say(text, &SCHEMAS.validate(kind, &document(text)))
}

/// The findings for a text under a schema for units made for one test.
fn check_with(schema: &str, text: &str) -> String {
    let tree = Tree::from_texts([("schema/unit.schema.json", schema)]);
    let (schemas, findings) = Schemas::load(&tree);
    assert_eq!(findings, []);
    say(
        text,
        &schemas
            .expect("it compiles")
            .validate(Kind::Unit, &document(text)),
    )
}

#[test]
fn every_schema_is_there_and_its_examples_hold() {
    for kind in Kind::all() {
        for example in SCHEMAS.json(kind)["examples"].as_array().unwrap() {
            let text = serde_yaml::to_string(example).unwrap();
            assert_eq!(check(kind, &text), "", "{kind:?}\n{text}");
        }
    }
}

#[test]
fn keys() {
    insta::assert_snapshot!(check(Kind::Unit, "nmae: 甲\n类别: school\nbudget_unit: true\nfoo: 1\nx-note: 可以\n"), @r#"
    schema/unknown-key 1 "nmae" at '/nmae'
      单位文件中没有 `nmae` 这个字段
      = 是不是“单位名称”（name）？
    schema/unknown-key 2 "类别" at '/类别'
      单位文件中没有 `类别` 这个字段
      = 是不是“单位类别”（category）？
    schema/unknown-key 4 "foo" at '/foo'
      单位文件中没有 `foo` 这个字段
      = 还可以填写：“简称”（short_name）、“别名”（aliases）、“上级单位”（parent）、“统一社会信用代码”（credit_code）、“维护人账号”（maintainers）、“签名公钥”（signing_keys）、“整合建设总体方案”（integrated_plan）、“联系方式”（contact）
    "#);
    insta::assert_snapshot!(check(Kind::Unit, "name: 甲\ncategory: school\n"), @r#"
    schema/required 1 "" at ''
      单位文件缺少“区级预算单位”（budget_unit）
      = 请补上“区级预算单位”（budget_unit）：是否为区级预算单位（不含部门管理机构、派出机构）。只有区级预算单位才能牵头申报（附件）。
    "#);
    insta::assert_snapshot!(check(Kind::Unit, "name: 甲\nname: 乙\ncategory: school\nbudget_unit: false\ncontact:\n  tel: 1\n"), @r#"
    schema/unknown-key 6 "tel" at '/contact/tel'
      “联系方式”（contact）中没有 `tel` 这个字段
      = 还可以填写：“办公室”（office）、“办公电话”（phone）
    "#);
}

#[test]
fn conditions() {
    let text = "name: 平台\nstatus: operating\nhosting:\n  platform: own\ndata:\n  none_because: 无\n  resources:\n    - name: 甲\n      sharing: conditional\n    - name: 乙\n      sharing: unconditional\n      legal_basis: 法\n";
    insta::assert_snapshot!(check(Kind::System, text), @r#"
    schema/required 3 "hosting" at '/hosting'
      “部署”（hosting）缺少“未上云原因”（reason）：platform 不是 wulong-cloud 时必须填写
      = 请补上“未上云原因”（reason）：未部署在“武隆云”的原因。
    schema/size 7 "resources" at '/data/resources'
      “数据资源”（resources）必须为空
      = 适用条件：填写了 none_because 时
    schema/required 8 "name" at '/data/resources/0'
      “数据资源”（resources）第 1 项缺少“共享条件”（conditions）：sharing 为 conditional 时必须填写
      = 请补上“共享条件”（conditions）：有条件共享的条件。
    schema/forbidden 12 "legal_basis" at '/data/resources/1/legal_basis'
      sharing 为 unconditional 或 conditional 时不应填写“不予共享依据”（legal_basis）
    "#);
    let text = "opinions:\n  - matter: acceptance\n    issued_on: 2026-02-30\n    result: pass\n    organizer: bureau\n  - matter: integration-order\n    issued_on: 2026-02-01\n    result: pass\n";
    insta::assert_snapshot!(check(Kind::Opinions, text), @r#"
    schema/format 3 "2026-02-30" at '/opinions/0/issued_on'
      “出具日期”（issued_on）：没有 2026-02-30 这一天
      = 这个月的最后一天是 `2026-02-28`
    "#);
}

#[test]
fn types() {
    let text = "applicant: 86\nneed:\nitems:\n  - category: 互联网\n    amount: 86万元\n  - category: internt\n    amount: \"480\"\n  - category: cameras\n    amount: 010\n  - 说明：x\nupgrade:\n  amount: 1.5\n  main_function_changed: 否\n";
    insta::assert_snapshot!(check(Kind::Request, text), @r#"
    schema/type 1 "86" at '/applicant'
      “申请单位”（applicant）应为文字，实际是整数
      = 如果是文字，请加引号：`"86"`
    schema/type 2 "need" at '/need'
      “需求说明”（need）应为文字，实际是空值
      = 请填写；没有内容的字段请删去整行
    schema/type 5 "86万元" at '/items/0/amount'
      “金额”（amount）应为整数，实际是文字
      = 请写成不加引号的整数：`860000`
    schema/type 7 "\"480\"" at '/items/1/amount'
      “金额”（amount）应为整数，实际是文字
      = 请写成不加引号的整数：`480`
    schema/type 9 "010" at '/items/2/amount'
      “金额”（amount）应为整数，实际是文字
      = 请写成不加引号的整数：`10`
    schema/type 10 "说明：x" at '/items/3'
      “费用明细”（items）第 4 项应为“字段: 值”的结构，实际是文字
      = 请改为半角冒号加空格：`说明: …`
    schema/type 12 "1.5" at '/upgrade/amount'
      “升级改造金额”（amount）应为整数，实际是数值
      = 写成不加引号、不带单位的整数，没有小数
    schema/type 13 "否" at '/upgrade/main_function_changed'
      “主体功能改变”（main_function_changed）应为真假值（true 或 false），实际是文字
      = 请写成 `false`
    "#);
    insta::assert_snapshot!(check(Kind::List, "projects: {}\n"), @r#"
    schema/type 1 "projects" at '/projects'
      “项目”（projects）应为列表，实际是“字段: 值”的结构
      = 列表每项一行，以“- ”开头
    "#);
}

#[test]
fn forms() {
    let text = "name: ''\ncategory: 学校\nbudget_unit: yes\nparent: Health_Commission\ncredit_code: abc\nmaintainers: [a, b, a]\nintegrated_plan:\n  from_year: 1999\n  to_year: 2030\n  filed_on: 2026年12月1日\n  systems: [systems/a/b.yaml, 平台]\n";
    insta::assert_snapshot!(check(Kind::Unit, text), @r#"
    schema/size 1 "''" at '/name'
      “单位名称”（name）不能为空
    schema/enum 2 "学校" at '/category'
      “单位类别”（category）的值 `学校` 不在可选范围内
      = 可选的值：`department`（党政部门及下属单位（第二条第一项））、`organization`（民主党派、工商联、人民团体（第二条第二项））、`school`（部门管理的中职学校、院校（第二条第三项））、`school-or-hospital`（承担公共管理职能项目的学校、医院（第二条第四项））
    schema/type 3 "yes" at '/budget_unit'
      “区级预算单位”（budget_unit）应为真假值（true 或 false），实际是文字
      = 请写成 `true`
    schema/pattern 4 "Health_Commission" at '/parent'
      “上级单位”（parent）的值 `Health_Commission` 格式不对
      = 是不是`health-commission`？
      = 标识只能由小写字母、数字和中间的连字符组成，最长 64 个字符
    schema/pattern 5 "abc" at '/credit_code'
      “统一社会信用代码”（credit_code）的值 `abc` 格式不对
      = 18 位统一社会信用代码（GB 32100），最后一位是校验码。全为数字时请加引号。
      = 例如 `11500156MB0000000U`
    schema/unique 6 "a" at '/maintainers/2'
      “维护人账号”（maintainers）中 `a` 重复
    schema/range 8 "1999" at '/integrated_plan/from_year'
      “起始年度”（from_year）应不小于 2000
      = 可以是 2000 到 2100
    schema/format 10 "2026年12月1日" at '/integrated_plan/filed_on'
      “报备日期”（filed_on）的值 `2026年12月1日` 格式不对
      = 请写成 `2026-12-01`
    schema/pattern 11 "systems/a/b.yaml" at '/integrated_plan/systems/0'
      “列入的系统”（systems）第 1 项的值 `systems/a/b.yaml` 格式不对
      = 是不是`a/b`？
      = 系统写作 `单位/系统`，不带目录和扩展名，例如 `road-office/road-works`
    schema/pattern 11 "平台" at '/integrated_plan/systems/1'
      “列入的系统”（systems）第 2 项的值 `平台` 格式不对
      = 系统写作 `单位/系统`，不带目录和扩展名，例如 `road-office/road-works`
    "#);
    insta::assert_snapshot!(check(Kind::System, "name: 甲\nstatus: operating\nclassified: true\n"), @r#"
    schema/enum 3 "true" at '/classified'
      “涉密”（classified）只能是 `false`
    "#);
    insta::assert_snapshot!(check(Kind::Elements, "elements:\n  Bad_Slug: {name: 甲}\n"), @r#"
    schema/pattern 2 "Bad_Slug" at '/elements/Bad_Slug'
      “数据元”（elements）中的名称 `Bad_Slug` 格式不对
      = 是不是`bad-slug`？
      = 标识只能由小写字母、数字和中间的连字符组成，最长 64 个字符
    "#);
}

#[test]
fn branches() {
    let schema = r#"{"type": "object", "properties": {
        "a": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        "b": {"oneOf": [{"type": "string"}, {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}, "additionalProperties": false}]},
        "c": {"not": {"const": "x"}},
        "d": {"minItems": 2, "maxItems": 3}
    }}"#;
    insta::assert_snapshot!(check_with(schema, "a: []\nb: {x: y}\nc: x\nd: [1]\n"), @r#"
    schema/type 1 "a" at '/a'
      `a`应为文字或整数，实际是列表
      = 写成一段文字：`字段: 文字`
    schema/type 2 "y" at '/b/x'
      `x`应为整数，实际是文字
      = 写成不加引号、不带单位的整数
    schema/other 3 "x" at '/c'
      `c`不符合数据规范（not）
    schema/size 4 "d" at '/d'
      `d`至少要有 2 项
    "#);
}

#[test]
fn a_document_broken_off_lacks_nothing() {
    let text = "name: 1\nshrot_name: x\ncontact: {office: 'x\n";
    insta::assert_snapshot!(check(Kind::Unit, text), @r#"
    schema/type 1 "1" at '/name'
      “单位名称”（name）应为文字，实际是整数
      = 如果是文字，请加引号：`"1"`
    schema/unknown-key 2 "shrot_name" at '/shrot_name'
      单位文件中没有 `shrot_name` 这个字段
      = 是不是“简称”（short_name）？
    "#);
    assert_eq!(
        check(
            Kind::Unit,
            "name: *a\ncategory: school\nbudget_unit: true\n"
        ),
        ""
    );
}

#[test]
fn broken_schemas_are_findings() {
    for (schema, offset, pointer) in [
        ("{\n\"type\": }", 10, ""),
        ("[]", 0, ""),
        ("", 0, ""),
        (r#"{"type": "strin"}"#, 0, "/type"),
        (
            r#"{"properties": {"a": {"pattern": "("}}}"#,
            0,
            "/properties/a/pattern",
        ),
        (r#"{"$ref": "https://example.invalid/x"}"#, 0, ""),
    ] {
        let tree = Tree::from_texts([("schema/system.schema.json", schema)]);
        let (schemas, findings) = Schemas::load(&tree);
        assert!(schemas.is_none(), "{schema}");
        assert_eq!(findings.len(), 1, "{schema}");
        let primary = &findings[0].primary;
        assert_eq!(&*primary.path, "schema/system.schema.json");
        assert_eq!(
            (primary.span.start, &*primary.pointer),
            (offset, pointer),
            "{schema}"
        );
        assert_eq!(words_missing(&findings), Vec::<String>::new());
    }
}

#[test]
fn schemas_that_refer_to_themselves_are_refused() {
    let schema =
        r##"{"$ref": "#", "properties": {"a": {"$ref": "#"}}, "additionalProperties": false}"##;
    let tree = Tree::from_texts([("schema/unit.schema.json", schema)]);
    let (schemas, findings) = Schemas::load(&tree);
    assert!(schemas.is_none());
    assert_eq!(findings.len(), 1);
}

#[test]
fn findings_are_bounded() {
    let mut text = "projects:\n".to_owned();
    for _ in 0..20_000 {
        text.push_str("- {systm: 1, kind: x}\n");
    }
    let findings = SCHEMAS.validate(Kind::List, &document(&text));
    assert!(findings.len() <= 200, "{}", findings.len());
}
