"""What no record may ask or say: belief, ethnicity, "key persons", reproduction, offences, drugs, diagnoses.

Sens-3, Sens-4, Sens-5, Sens-6, Sens-11, SEN-01 to SEN-03, SEN-12. Words are looked for as written, again
without blanks and signs between characters; English ones at the beginning of a word.
"""

from __future__ import annotations

import re
import unicodedata

_PLACE = r"(?!东|西|南|北|中|大|小|路|街|村|园|广场|团结)"
_CHINESE: tuple[tuple[str, str], ...] = (
    (
        "religion",
        r"宗教|信仰|(?<!诚)信教(?!育)|教徒|信众|礼拜|穆斯林|伊斯兰|基督|天主教|佛教|(?<!街)道教|邪教|清真寺|教会|极端思想|宗敎",
    ),
    (
        "ethnicity",
        rf"民族{_PLACE}|族别|族裔|种族|[汉回藏苗彝壮满侗瑶白傣黎畲羌]族|维吾尔|哈萨克|蒙古族|朝鲜族|柯尔克孜",
    ),
    (
        "key_person",
        r"重点(?:人员|人口|对象|群体|管控|关注人)|特别对象|特殊对象|稳控|维稳|社会稳定|不稳定|不放心人|管控|"
        r"列管|高危人|危险等级|风险等级|上访|信访人|闹访|缠访|可疑|嫌疑|黑名单|思想动态|政治面貌|党员|政治倾向",
    ),
    (
        "reproduction",
        r"怀孕|孕期|孕检|孕情|孕妇|妊娠|避孕|节育|放环|取环|查环|结扎|流产|堕胎|月经|生育|计生|独生子女|二胎|三胎|"
        r"妇检|不孕|未育|育龄",
    ),
    (
        "offence",
        r"刑释|刑满|释放人员|社区矫正|矫正人员|矫正对象|前科|犯罪|罪名|服刑|违法(?:人员|犯罪|记录|行为人)|案底|劳教|劳改|缓刑|假释|取保|拘留",
    ),
    ("drugs", r"吸毒|戒毒|涉毒|毒品|尿检|禁毒|瘾君子|美沙酮"),
    (
        "diagnosis",
        r"精神病|精神障碍|精神疾病|肇事肇祸|诊断|病种|病名|病史|病情|病历|确诊|传染病|艾滋|乙肝|梅毒|癌|"
        r"抑郁|精神分裂",
    ),
)
_ENGLISH: tuple[tuple[str, str], ...] = (
    (
        "religion",
        r"religio|faith|belief|worship|muslim|islam|christian|catholic|buddhis|taois|zongjiao|xinyang|sect\b",
    ),
    ("ethnicity", r"ethnic|race\b|racial|nationality group|minority|uyghur|kazakh|tibetan|minzu"),
    (
        "key_person",
        r"key (?:person|people|population|individual)|target (?:person|people)|special object|"
        r"stability (?:maint|target|control)|social stability|"
        r"wei ?wen|"
        r"watch ?list|black ?list|risk (?:level|grade|score)|suspect|suspicio|petitioner|political|"
        r"party member|dangerous person|zhongdian ?ren",
    ),
    (
        "reproduction",
        r"pregnan|contracep|fertility|abortion|menstru|birth control|family planning|sterili[sz]|"
        r"reproducti|childless|shengyu|jisheng|iud\b",
    ),
    (
        "offence",
        r"offen[cd]|crimin|crime|convict|prison|parole|probation|felon|ex-?con|arrest|detention|"
        r"released person|"
        r"community correction",
    ),
    ("drugs", r"drugs?\b|narcotic|addict|methadone|detox"),
    (
        "diagnosis",
        r"diagnos|psychiatr|mental(?:ly)? (?:ill|disorder|disease)|hiv|disease|illness|medical history|"
        r"schizo|depressi|infectious|cancer",
    ),
)
_WORDS = tuple((cause, re.compile(words)) for cause, words in _CHINESE) + tuple(
    (cause, re.compile(rf"(?<![a-z])(?:{words})")) for cause, words in _ENGLISH
)
_SIGNS = re.compile(r"[\W_]+")


def denied(text: str) -> str:
    """What the text is about that must not be kept; empty when nothing."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    spaced, squeezed = _SIGNS.sub(" ", plain), _SIGNS.sub("", plain)
    for cause, words in _WORDS:
        if words.search(spaced) or (not words.pattern.isascii() and words.search(squeezed)):
            return cause
    return ""
