"""The document that a centre hands to the competent body: facts in order, no judgement (CASE-36)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.cases.domain.case import Case
from services.cases.domain.clocks import SECONDARY
from services.cases.domain.supervision import Order
from services.kernel.worktime import SHANGHAI

HANDOVERS = {
    "assign": "派遣",
    "send_back": "退回",
    "transfer": "改派",
    "escalate": "上报",
    "push_down": "下派",
    "verify": "核查",
    "overdue": "超时",
    "supervise": "督办",
    "urge": "催办",
}
_STEPS = {
    "report": "上报案件",
    "import": "导入",
    "settle": "就地处置",
    "confirm": "确认就地处置",
    "submit": "向上提交",
    "file": "立案",
    "return": "退回补充",
    "resubmit": "补充后重报",
    "reject": "不予受理",
    "merge": "并案",
    "take": "本级自办",
    "sign": "签收",
    "feed_back": "处置反馈",
    "check": "审核反馈",
    "suspend": "挂起",
    "resume": "恢复办理",
    "rate": "评价",
    "reopen": "重新办理",
    "archive": "归档",
    "withdraw": "撤回",
}
_STAGES = {
    "screening": "受理",
    "assigning": "派遣",
    "signing": "签收",
    "handling": "处置",
    "checking": "审核",
    "verifying": "核查",
}
_DETAILS = {
    "unit": "单位",
    "lead": "主办",
    "from": "自",
    "to": "至",
    "stage": "环节",
    "limit": "时限",
    "suggested": "建议单位",
}
_UNITS = (("wh", "工作小时"), ("wd", "个工作日"), ("m", "分钟"), ("d", "天"))
Say = Callable[[str], str]
_PHONE = re.compile(r"(?<![0-9])(?:\+?86)?1[3-9][0-9]{9}(?![0-9])|(?<![0-9])0[0-9]{2,3}-?[0-9]{7,8}(?![0-9])")
_IDENTITY = re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9Xx])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case's history."""

    at: datetime
    action: str
    unit_name: str
    post_title: str
    from_state: str
    to_state: str
    opinion: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A compiled document. ``digest`` is the SHA-256 of its text."""

    id: str
    case_id: str
    text: str
    to_body: str
    reason: str
    compiled_by: str
    compiled_at: datetime
    digest: str


def digest_of(text: str) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def compile_text(
    case: Case,
    history: Sequence[Entry],
    orders: Sequence[Order],
    *,
    to_body: str,
    reason: str,
    unit: str,
    at: datetime,
    state: Say,
    place: Say,
) -> str:
    """The document. Units and posts are named as they acted; reporters and other persons are not.

    ``state`` says a state, ``place`` the path of a territory, as people call them.

    It states what happened, decides nothing and proposes no measure.
    """
    late = [
        c
        for c in case.clocks
        if c.stage not in SECONDARY and (c.stopped_at or at) > c.due_at and not c.paused_at
    ]
    lines = [
        "案件办理情况材料",
        f"送：{to_body}",
        f"编制：{unit or '—'}    编制时间：{_moment(at)}",
        f"事由：{without_personal_data(reason)}",
        "",
        f"一、案件：{case.number}  {case.category_title or case.category}  现状态：{state(case.state.value)}",
        f"    受理时间：{_moment(case.created_at)}  所在网格：{case.grid_name or place(case.grid_path)}",
        f"    退回 {case.send_backs} 次，改派 {case.transfers} 次，"
        f"层级流转 {case.hops} 次，返工 {case.reworks} 次",
        "",
        "二、流转经过",
    ]
    moved = [entry for entry in history if entry.action in HANDOVERS or entry.from_state != entry.to_state]
    lines += [f"    {i}. {_line(entry, state, place)}" for i, entry in enumerate(moved, 1)] or ["    （无）"]
    lines += ["", "三、超时环节"]
    lines += [
        f"    {_STAGES.get(c.stage, c.stage)}（时限 {_limit(c.limit)}）：应于 {_moment(c.due_at)} 前完成，"
        + (f"实际完成 {_moment(c.stopped_at)}" if c.stopped_at else "至今未完成")
        for c in late
    ] or ["    （无）"]
    lines += ["", "四、督办"]
    lines += [
        f"    {o.number}（{o.unit_name}，第 {o.level} 级）："
        f"签发 {_moment(o.issued_at)}，答复 {len(o.replies)} 次" + ("，逾期未答复" if o.missed else "")
        for o in orders
    ] or ["    （无）"]
    lines += ["", "本材料由系统依据办理记录汇编，只陈述事实，不作责任认定。"]
    return "\n".join(lines)


def without_personal_data(text: str) -> str:
    """Free text without telephone and identity numbers."""
    return _PHONE.sub("***", _IDENTITY.sub("***", text))


def _line(entry: Entry, state: Say, place: Say) -> str:
    what = HANDOVERS.get(entry.action) or _STEPS.get(entry.action, entry.action)
    who = " ".join(part for part in (entry.unit_name, entry.post_title) if part) or "系统"
    before, after = state(entry.from_state) if entry.from_state else "", state(entry.to_state)
    moved = f"{before}→{after}" if before and before != after else after
    parts = [
        f"{title}：{_detail(name, str(entry.details[name]), place)}"
        for name, title in _DETAILS.items()
        if entry.details.get(name)
    ]
    words = without_personal_data(entry.opinion)
    return "，".join(part for part in (f"{_moment(entry.at)} {who} {what} {moved}", *parts, words) if part)


def _detail(name: str, value: str, place: Say) -> str:
    if name in ("from", "to"):
        return place(value) if value.isdigit() else value
    if name == "stage":
        return _STAGES.get(value, value)
    return _limit(value) if name == "limit" else value


def _limit(text: str) -> str:
    for suffix, words in _UNITS:
        if text.endswith(suffix) and text.removesuffix(suffix).isdigit():
            return f"{text.removesuffix(suffix)} {words}"
    return text


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
