"""The guides of the demo county: examples, as an office would write them."""

from __future__ import annotations

from services.field.domain.guide import Category, Words

NOTE_ZH = "【示例】材料、时限和电话以办理单位最新公布为准。"
NOTE_EN = "Example. What the office itself announces holds. The steps are given in Chinese."
_HALL = "街道便民服务中心综合窗口"
_HOURS = "工作日 8:30–12:00、14:30–18:00（冬季 14:00–17:30）"
_FREE = "免费"

GUIDES: tuple[tuple[Category, str, Words, str], ...] = (
    (
        Category.RESIDENCE,
        "0392-3310001",
        Words(
            "居住证办理（示例）",
            "离开户籍地到本市居住半年以上，有合法稳定就业、住所或连续就读的人",
            ("居民身份证", "房屋租赁合同或房产证明，或单位出具的住宿证明", "近期证件照一张"),
            "居住地派出所户籍窗口",
            _HOURS,
            _FREE,
            "15 个工作日",
            "居住证每年签注一次，到期前一个月内办理。",
        ),
        "Residence permit (example)",
    ),
    (
        Category.RESIDENCE,
        "0392-3310001",
        Words(
            "新生儿落户（示例）",
            "父母一方为本市户籍的新生儿",
            ("出生医学证明", "父母双方居民身份证、户口簿", "结婚证（未婚生育按派出所告知提交）"),
            "父亲或母亲户籍所在地派出所",
            _HOURS,
            _FREE,
            "当场办结",
            "出生后一个月内申报最方便，超过也可以办理。",
        ),
        "Registering a newborn (example)",
    ),
    (
        Category.ELDERLY,
        "0392-3310002",
        Words(
            "老年人优待证（示例）",
            "年满 60 周岁的老年人",
            ("居民身份证", "近期一寸照片两张"),
            "户籍地或居住地社区居民委员会",
            _HOURS,
            _FREE,
            "10 个工作日",
            "行动不便的，可以由家人或网格员代办。",
        ),
        "Card for the elderly (example)",
    ),
    (
        Category.ELDERLY,
        "0392-3310002",
        Words(
            "高龄津贴申请（示例）",
            "年满 80 周岁的本地户籍老年人",
            ("居民身份证", "户口簿", "本人银行卡（社保卡）"),
            "户籍地社区居民委员会",
            _HOURS,
            _FREE,
            "20 个工作日，从批准的下个月起发放",
            "每年确认一次；家人搬家、换卡请及时告知社区。",
        ),
        "Allowance at great age (example)",
    ),
    (
        Category.ASSISTANCE,
        "0392-3310003",
        Words(
            "最低生活保障申请（示例）",
            "家庭人均收入低于当地低保标准、财产符合规定的家庭",
            (
                "家庭成员居民身份证、户口簿",
                "收入和财产情况声明、核对授权书（窗口提供）",
                "患重病的：诊断证明；有残疾的：残疾人证",
            ),
            _HALL,
            _HOURS,
            _FREE,
            "30 个工作日（含入户调查和公示）",
            "可以委托社区代为申请。对结果有异议，可在公示期内提出。",
        ),
        "Minimum living allowance (example)",
    ),
    (
        Category.ASSISTANCE,
        "0392-3310003",
        Words(
            "临时救助申请（示例）",
            "因火灾、交通事故、重病等突发情况，基本生活暂时困难的家庭或个人",
            ("居民身份证", "说明困难原因的材料（如诊断证明、事故认定书）"),
            _HALL,
            _HOURS,
            _FREE,
            "10 个工作日；紧急的 24 小时内先行救助",
            "情况紧急时先打电话，材料可以事后补交。",
        ),
        "Emergency assistance (example)",
    ),
    (
        Category.DISABILITY,
        "0392-3310004",
        Words(
            "残疾人证办理（示例）",
            "视力、听力、言语、肢体、智力、精神和多重残疾人",
            ("居民身份证", "户口簿", "近期两寸白底照片三张"),
            "户籍地街道残联窗口申请，到指定医院评定",
            _HOURS,
            "办证免费，评定费用按当地规定减免",
            "评定后 15 个工作日",
            "行动特别困难的，可以申请上门评定。",
        ),
        "Disability certificate (example)",
    ),
    (
        Category.HEALTH,
        "12393",
        Words(
            "城乡居民医保参保缴费（示例）",
            "没有参加职工医保的居民、学生和儿童",
            ("居民身份证或户口簿", "银行卡"),
            "社区居民委员会，或税务部门公布的网上渠道",
            "每年 9 月至次年 2 月集中缴费",
            "按当年公布的标准",
            "当场办结",
            "低保对象、特困人员等由政府按规定资助，不要重复缴费。",
        ),
        "Medical insurance for residents (example)",
    ),
    (
        Category.EMPLOYMENT,
        "12333",
        Words(
            "失业登记（示例）",
            "法定劳动年龄内、有劳动能力、有就业要求而没有工作的人",
            ("居民身份证", "社会保障卡", "解除劳动关系证明（有的带上）"),
            _HALL,
            _HOURS,
            _FREE,
            "当场办结",
            "登记后可以享受免费职业介绍和培训；符合条件的可以申领失业保险金。",
        ),
        "Registering as unemployed (example)",
    ),
    (
        Category.HOUSING,
        "0392-3310005",
        Words(
            "公共租赁住房申请（示例）",
            "符合收入、住房条件的城镇住房困难家庭、新就业职工和稳定就业的外来务工人员",
            ("家庭成员居民身份证、户口簿", "收入证明", "婚姻状况证明", "现住房情况说明"),
            _HALL,
            _HOURS,
            _FREE,
            "受理后 60 日内审核公示，按顺序轮候",
            "家庭情况变化要在 30 日内申报。",
        ),
        "Public rental housing (example)",
    ),
    (
        Category.VETERANS,
        "0392-3310006",
        Words(
            "退役军人优待证（示例）",
            "退役军人；烈士、因公牺牲和病故军人遗属",
            ("居民身份证", "退役证件", "近期白底证件照"),
            "街道退役军人服务站",
            _HOURS,
            _FREE,
            "按发放批次通知领取",
            "优待证只限本人使用，丢失请到服务站挂失补办。",
        ),
        "Veterans' card (example)",
    ),
)
