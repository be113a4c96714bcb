//! The words that generated documents are made of: departments with the data
//! they hold, the bodies under them, and phrases that fit all of them.
//!
//! Tables only. No real person, place or telephone number occurs.

/// A kind of department, of which every district has one.
#[derive(Debug)]
pub(super) struct Field {
    /// Slug of the department.
    pub(super) slug: &'static str,
    /// Its name behind the district's.
    pub(super) name: &'static str,
    /// Its short name behind `区`.
    pub(super) short: &'static str,
    /// Whether it is a people's organization (Art. 2, item 2).
    pub(super) organization: bool,
    /// The law by which it may withhold data.
    pub(super) law: &'static str,
    /// What its data are about, with the slug that stands in identifiers.
    pub(super) subjects: [(&'static str, &'static str); 6],
    /// Bodies under it.
    pub(super) bodies: [(&'static str, &'static str); 4],
}

macro_rules! field {
    ($slug:literal $name:literal $short:literal $organization:literal $law:literal
     $($subject:literal $text:literal),* ; $($body:literal $called:literal),*) => {
        Field {
            slug: $slug,
            name: $name,
            short: $short,
            organization: $organization,
            law: $law,
            subjects: [$(($subject, $text)),*],
            bodies: [$(($body, $called)),*],
        }
    };
}

/// The departments; the authorities come first.
pub(super) const FIELDS: [Field; 20] = [
    field!("big-data-bureau" "大数据发展局" "大数据发展局" false "《中华人民共和国数据安全法》第二十一条"
        "data-catalog" "数据资源目录", "cloud-resource" "政务云资源", "exchange-log" "数据交换记录",
        "service-item" "政务服务事项", "video-point" "公共视频点位", "grid-code" "统一地址编码";
        "data-centre" "数据资源管理中心", "cloud-centre" "政务云运行中心",
        "service-hall" "政务服务中心", "smart-city-centre" "智慧城市运行中心"),
    field!("cyberspace-office" "委网络安全和信息化委员会办公室" "委网信办" false "《中华人民共和国网络安全法》第三十九条"
        "website" "网站备案", "security-event" "网络安全事件", "asset" "信息资产",
        "public-opinion" "网络舆情", "emergency-drill" "应急演练", "platform-account" "政务新媒体账号";
        "security-centre" "网络安全应急指挥中心", "monitoring-station" "网络舆情监测站",
        "training-centre" "网络安全教育中心", "news-centre" "融媒体中心"),
    field!("secrecy-bureau" "委机要保密局" "委机要保密局" false "《中华人民共和国密码法》第二十七条"
        "crypto-device" "密码设备台账", "certificate" "电子印章证书", "official-post" "公文交换登记",
        "inspection" "保密检查记录", "crypto-project" "密码应用项目", "key-duty" "值守登记";
        "crypto-centre" "密码技术服务中心", "exchange-station" "公文交换站",
        "inspection-team" "保密技术检查队", "communication-station" "机要通信站"),
    field!("development-commission" "发展和改革委员会" "发展改革委" false "《中华人民共和国统计法》第九条"
        "investment-project" "投资项目", "price-point" "价格监测点", "credit-record" "信用信息",
        "energy-use" "重点单位能耗", "grain-reserve" "储备粮库存", "major-project" "重大项目进度";
        "credit-centre" "信用信息中心", "price-centre" "价格监测中心",
        "grain-station" "粮食储备站", "project-centre" "项目服务中心"),
    field!("finance-bureau" "财政局" "财政局" false "《中华人民共和国预算法》第十四条"
        "budget-item" "预算指标", "payment" "国库支付", "asset-card" "国有资产卡片",
        "procurement" "政府采购项目", "subsidy" "惠民补贴发放", "invoice" "财政电子票据";
        "treasury-centre" "国库集中支付中心", "review-centre" "财政投资评审中心",
        "bill-centre" "财政票据管理中心", "asset-centre" "国有资产事务中心"),
    field!("government-office" "人民政府办公室" "政府办公室" false "《中华人民共和国政府信息公开条例》第十五条"
        "official-document" "公文流转", "duty-report" "值班信息", "hotline" "热线工单",
        "supervision-item" "督查事项", "disclosure" "政府信息公开", "meeting" "会议纪要";
        "hotline-centre" "政务服务热线中心", "duty-office" "总值班室",
        "supervision-office" "政府督查室", "affairs-centre" "机关事务服务中心"),
    field!("audit-bureau" "审计局" "审计局" false "《中华人民共和国审计法》第四十条"
        "audit-project" "审计项目", "audit-issue" "审计发现问题", "audit-evidence" "审计取证单",
        "rectification" "整改台账", "engineering-audit" "工程结算审核", "audit-plan" "年度审计计划";
        "audit-centre" "电子数据审计中心", "engineering-centre" "政府投资审计中心",
        "first-office" "派出第一审计办", "second-office" "派出第二审计办"),
    field!("health-commission" "卫生健康委员会" "卫生健康委" false "《中华人民共和国传染病防治法》第十二条"
        "health-record" "居民健康档案", "outpatient-visit" "门诊诊疗", "infectious-case" "传染病个案",
        "vaccination" "预防接种", "birth-certificate" "出生医学证明", "doctor-licence" "医师执业注册";
        "peoples-hospital" "人民医院", "disease-control-centre" "疾病预防控制中心",
        "maternity-hospital" "妇幼保健医院", "blood-station" "采供血站"),
    field!("education-commission" "教育委员会" "教委" false "《中华人民共和国未成年人保护法》第七十二条"
        "school-enrolment" "学籍", "teacher-file" "教师档案", "exam-result" "学业水平考试成绩",
        "campus-safety" "校园安防点位", "school-meal" "学校食堂采购", "student-aid" "学生资助";
        "first-middle-school" "第一中学", "vocational-centre" "职业教育中心",
        "experimental-primary-school" "实验小学", "exam-centre" "教育考试中心"),
    field!("public-security-bureau" "公安局" "公安局" false "《中华人民共和国居民身份证法》第十九条"
        "household-register" "常住人口", "residence-permit" "居住证", "vehicle" "机动车登记",
        "lodging" "旅馆业住宿", "incident" "警情", "road-violation" "交通违法";
        "traffic-police" "交通巡逻警察支队", "fire-brigade" "消防救援支队",
        "household-centre" "出入境管理大队", "command-centre" "指挥中心"),
    field!("civil-affairs-bureau" "民政局" "民政局" false "《中华人民共和国个人信息保护法》第二十八条"
        "marriage" "婚姻登记", "minimum-living" "最低生活保障对象", "elderly-care" "养老服务机构",
        "place-name" "地名地址", "social-organization" "社会组织", "funeral" "殡葬服务";
        "welfare-home" "社会福利院", "relief-centre" "社会救助中心",
        "marriage-office" "婚姻登记处", "funeral-home" "殡仪馆"),
    field!("natural-resources-bureau" "规划和自然资源局" "规划自然资源局" false "《中华人民共和国测绘法》第四十七条"
        "parcel" "宗地", "real-estate" "不动产登记", "land-use" "土地利用现状",
        "mining-right" "矿业权", "geological-hazard" "地质灾害隐患点", "planning-permit" "规划许可";
        "registration-centre" "不动产登记中心", "survey-institute" "规划测绘院",
        "land-reserve-centre" "土地储备中心", "geology-station" "地质环境监测站"),
    field!("ecology-bureau" "生态环境局" "生态环境局" false "《排污许可管理条例》第五条"
        "air-station" "空气质量监测站", "water-section" "水质断面", "pollution-source" "固定污染源",
        "hazardous-waste" "危险废物转移", "noise-point" "噪声监测点", "discharge-permit" "排污许可";
        "monitoring-station" "生态环境监测站", "law-team" "生态环境执法支队",
        "waste-centre" "固体废物管理中心", "emergency-centre" "环境应急中心"),
    field!("housing-commission" "住房和城乡建设委员会" "住房城乡建委" false "《中华人民共和国城市房地产管理法》第五十九条"
        "house-unit" "房屋楼盘表", "construction-site" "在建工地", "house-contract" "房屋网签合同",
        "gas-user" "燃气用户", "elevator" "住宅电梯", "public-rental" "公租房承租";
        "housing-centre" "住房保障中心", "quality-station" "工程质量监督站",
        "archive" "城市建设档案馆", "gas-office" "燃气事务中心"),
    field!("transport-bureau" "交通运输委员会" "交通运输委" false "《中华人民共和国道路运输条例》第七十六条"
        "bus-line" "公交线路", "road-section" "公路路段", "bridge" "桥梁隧道",
        "taxi" "出租汽车", "freight-vehicle" "货运车辆", "ferry" "渡口船舶";
        "road-centre" "公路事务中心", "law-team" "交通运输执法支队",
        "port-centre" "港航海事中心", "coach-station" "公共客运中心"),
    field!("agriculture-commission" "农业农村委员会" "农业农村委" false "《中华人民共和国农业法》第六十条"
        "farm-plot" "承包地块", "livestock" "畜禽养殖场", "farm-machine" "农机购置补贴",
        "pesticide" "农药经营", "village-asset" "村集体资产", "crop-pest" "作物病虫害";
        "technology-station" "农业技术推广站", "animal-centre" "动物疫病预防控制中心",
        "machine-station" "农业机械化技术站", "village-centre" "农村经营管理站"),
    field!("water-bureau" "水利局" "水利局" false "《中华人民共和国水法》第四十八条"
        "reservoir" "水库", "river-chief" "河长巡河", "rain-gauge" "雨量站",
        "water-permit" "取水许可", "flood-warning" "山洪预警", "rural-water" "农村供水工程";
        "reservoir-office" "水库管理所", "flood-centre" "防汛抗旱中心",
        "river-office" "河道管理站", "water-station" "水文监测站"),
    field!("human-resources-bureau" "人力资源和社会保障局" "人力社保局" false "《中华人民共和国社会保险法》第八十一条"
        "insured-person" "社会保险参保", "job-vacancy" "用工岗位", "skill-certificate" "职业技能证书",
        "labour-dispute" "劳动争议案件", "pension" "养老待遇", "wage-account" "农民工工资专户";
        "insurance-centre" "社会保险事务中心", "employment-centre" "就业和人才服务中心",
        "arbitration-court" "劳动人事争议仲裁院", "technician-school" "技工学校"),
    field!("market-bureau" "市场监督管理局" "市场监管局" false "《中华人民共和国反不正当竞争法》第十五条"
        "business-licence" "营业执照", "food-permit" "食品经营许可", "special-equipment" "特种设备",
        "complaint" "消费投诉举报", "sampling" "食品抽检", "penalty" "行政处罚";
        "inspection-institute" "食品药品检验所", "equipment-institute" "特种设备检测所",
        "metrology-institute" "计量质量检测中心", "complaint-centre" "消费者权益保护中心"),
    field!("federation-of-unions" "总工会" "总工会" true "《中华人民共和国个人信息保护法》第二十八条"
        "member" "工会会员", "difficult-worker" "困难职工", "model-worker" "劳动模范",
        "union-fund" "工会经费", "legal-aid" "职工法律援助", "workers-home" "职工之家";
        "workers-palace" "工人文化宫", "service-centre" "职工服务中心",
        "mutual-aid" "职工互助保障办事处", "sanatorium" "职工疗休养中心"),
];

/// What kinds of systems there are.
pub(super) const KINDS: [(&str, &str); 10] = [
    ("platform", "综合管理平台"),
    ("management", "管理信息系统"),
    ("monitoring", "监测预警系统"),
    ("service", "公共服务系统"),
    ("map", "一张图系统"),
    ("database", "专题数据库"),
    ("supervision", "监督管理系统"),
    ("collaboration", "业务协同系统"),
    ("statistics", "统计分析系统"),
    ("archive", "电子档案系统"),
];
