"""What stands beside a line of a case's history: its further facts in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from services.cases.edge import words
from services.kernel.web.showing import limit, when
from services.kernel.web.texts import Text, t

Named = Callable[[str], str]
"""Gives a territory's name for its path."""

CAUSES: Mapping[str, Text] = {
    "WAITING_OTHER_UNIT": Text("等待其他单位", "Waiting for another unit"),
    "MATERIALS": Text("缺少材料或设备", "Materials or equipment missing"),
    "WEATHER": Text("天气原因", "Weather"),
    "DISPUTE": Text("存在争议", "Disputed"),
    "WORKLOAD": Text("任务繁重", "Workload"),
    "OTHER": Text("其他原因", "Another cause"),
}
"""What held a stage up (CASE-23), by the contract's names without their prefix."""


def notes(action: str, known: Mapping[str, Any], named: Named) -> Iterator[str]:
    """Facts beside an entry; what has no words yet is left out rather than shown as codes."""
    if known.get("automatic"):
        yield (
            t("到时限由系统自动上报", "Sent on by the platform when time ran out")
            if action
            in (
                "escalate",
                "submit",
            )
            else t("系统自动办理", "Done by the platform")
        )
    if known.get("direct"):
        yield t("直报指挥中心", "Reported directly to the command centre")
    for key, zh, en in (
        ("skipped", "跳过暂时无人在岗的中心：{names}", "Passed over, as nobody is in post there: {names}"),
        ("vacant", "网格暂无网格长：{names}", "No head of the grid: {names}"),
        ("copied_to", "已抄告：{names}", "Copied to: {names}"),
    ):
        paths = known.get(key)
        if isinstance(paths, list) and paths:
            yield t(zh, en, names=t("、", ", ").join(named(str(each)) for each in paths))
    if action in ("escalate", "push_down", "move") and known.get("to"):
        yield t("{a} → {b}", "{a} → {b}", a=named(str(known.get("from", ""))), b=named(str(known["to"])))
    elif known.get("from") and known.get("to"):
        yield f"{known['from']} → {known['to']}"
    elif known.get("to"):
        yield t("移交给：{to}", "To: {to}", to=known["to"])
    yield from _plain(known)
    if known.get("late"):
        yield t("超过处置时限一半后才上报", "Sent up after half of the limit had passed")
    if known.get("binding"):
        yield t("两次退件后的派遣，不得再退", "Binding after two send-backs")
    if known.get("continues"):
        yield t("涉及安全，案件继续办理", "Concerns safety: the case goes on")
    if known.get("stage") and action in ("warn", "overdue"):
        due = _moment(known.get("due"))
        yield t("{stage}时限 {due}", "{stage}, due {due}", stage=words.stage(str(known["stage"])), due=due)
    elif known.get("until"):
        yield t("至 {until}", "until {until}", until=_moment(known["until"]))
    elif known.get("due"):
        yield t("新时限 {due}", "now due {due}", due=_moment(known["due"]))
    if known.get("overrun_cause"):
        cause = CAUSES.get(str(known["overrun_cause"]), Text("", ""))
        yield t(
            "超时原因：{cause} {more}",
            "Why it is late: {cause} {more}",
            cause=cause,
            more=known.get("overrun_words", ""),
        ).strip()


def _plain(known: Mapping[str, Any]) -> Iterator[str]:
    for key, zh, en in (
        ("file_number", "案卷号 {x}", "File {x}"),
        ("lead", "主办：{x}", "Lead: {x}"),
        ("unit", "单位：{x}", "Unit: {x}"),
        ("officer", "经办人：{x}", "Officer: {x}"),
        ("suggested", "建议派遣：{x}", "Suggests: {x}"),
        ("work_done", "已做工作：{x}", "Done so far: {x}"),
        ("cost", "费用：{x}", "Cost: {x}"),
        ("step_done", "完成环节：{x}", "Step done: {x}"),
        ("answer", "答复：{x}", "Answer: {x}"),
        ("into", "并入 {x}", "Merged into {x}"),
        ("order", "督办单 {x}", "Order {x}"),
        ("number", "督办单 {x}", "Order {x}"),
    ):
        if known.get(key):
            yield t(zh, en, x=known[key])
    joint = known.get("joint")
    if isinstance(joint, list) and joint:
        yield t("协办：{x}", "Joint: {x}", x=t("、", ", ").join(map(str, joint)))
    if known.get("extra"):
        yield t("延长 {x}", "{x} more", x=limit(str(known["extra"])))
    if known.get("score"):
        yield t("{x} 分（满分 5 分）", "{x} of 5", x=known["score"])


def _moment(text: object) -> str:
    try:
        return when(datetime.fromisoformat(str(text)))
    except ValueError:
        return str(text)
