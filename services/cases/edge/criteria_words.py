"""What the list may be asked for, in words: choices of its form, and what was chosen as chips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.cases.edge import lookups, words
from services.cases.edge.criteria import STATES, Criteria, names
from services.kernel.web.texts import Text, t

VIEW_TITLES: Mapping[str, Text] = {
    "all": Text("我能看到的全部", "All I may see"),
    "mine": Text("我经手的", "I took part in"),
    "reported_by_me": Text("我上报的", "I reported"),
    "first_receipts": Text("我首接的", "I received first"),
    "followed": Text("我关注的", "I follow"),
}
ORDER_TITLES: Mapping[str, Text] = {
    "create_time desc": Text("最新上报在前", "Newest first"),
    "create_time": Text("最早上报在前", "Oldest first"),
    "due_time": Text("先到期在前", "Due first"),
    "update_time desc": Text("最近变动在前", "Changed last first"),
}
FIELD_TITLES: Mapping[str, Text] = {
    "first": Text("开始日期", "From"),
    "last": Text("结束日期", "To"),
    "area": Text("区域", "Area"),
    "category": Text("类别", "Category"),
    "unit": Text("承办单位", "Unit"),
    "open": Text("办理情况", "Progress"),
    "late": Text("超时情况", "Lateness"),
    "channel": Text("来源", "Channel"),
    "urgency": Text("紧急程度", "Urgency"),
    "light": Text("时限", "Limit"),
    "level": Text("层级", "Level"),
}


def choices() -> Mapping[str, Sequence[tuple[str, object]]]:
    """Values and titles of the form's drop-downs."""

    def of(field: str, titles: Mapping[int, Text]) -> list[tuple[str, object]]:
        return [(name, titles[number]) for name, number in names(field).items() if number in titles]

    return {
        "states": [(name, words.STATES[number]) for name, number in STATES.items()],
        "channel": of("channel", words.CHANNELS),
        "urgency": of("urgency", words.URGENCIES),
        "light": of("light", words.LIGHTS),
        "level": of("level", words.LEVELS),
        "open": [("true", Text("办理中", "Open")), ("false", Text("已结束", "Ended"))],
        "late": [("true", Text("曾经超时", "Was overdue")), ("false", Text("从未超时", "Never overdue"))],
        "order": list(ORDER_TITLES.items()),
        "view": list(VIEW_TITLES.items()),
    }


def chips_of(asked: Criteria) -> list[tuple[str, str]]:
    """What is asked for in words, each with the address of the list without it."""
    known = choices()
    chips: list[tuple[str, str]] = []

    def chip(name: str, text: object, value: str = "") -> None:
        chips.append((str(text), asked.without(name, value).address()))

    if asked.view:
        chip("view", VIEW_TITLES[asked.view])
    if asked.q:
        chip("q", t("含“{q}”", 'with "{q}"', q=asked.q))
    if asked.area:
        chip("area", lookups.territory_title(asked.area))
    if asked.category:
        chip("category", lookups.category_title(asked.category))
    for state in asked.states:
        chip("states", words.STATES[STATES[state]], state)
    for name in ("light", "urgency", "channel", "level", "open", "late"):
        if value := getattr(asked, name):
            chip(name, dict(known[name]).get(value, value))
    if asked.unit:
        chip("unit", t("承办：{unit}", "by {unit}", unit=lookups.unit_title(asked.unit)))
    if asked.first:
        chip("first", t("{day} 起", "from {day}", day=asked.first))
    if asked.last:
        chip("last", t("到 {day}", "to {day}", day=asked.last))
    if asked.rest:
        chip("rest", t("统计条件", "condition of a statistic"))
    return chips


def problems_of(asked: Criteria) -> str:
    """Values of the address that could not be used."""
    if not asked.problems:
        return ""
    titles = t("、", ", ").join(str(FIELD_TITLES.get(each, each)) for each in asked.problems)
    return t(
        "这些条件填写不正确，没有使用：{titles}", "Not used, since not understood: {titles}", titles=titles
    )
