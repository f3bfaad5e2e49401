"""The document that a centre hands to the competent body: facts in order, no judgement (CASE-36)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
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
) -> str:
    """The document. Units and posts are named as they acted; reporters and other persons are not.

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
        f"一、案件：{case.number}  {case.category_title or case.category}  现状态：{case.state.value}",
        f"    受理时间：{_moment(case.created_at)}  所在网格：{case.grid_name or case.grid_path}",
        f"    退回 {case.send_backs} 次，改派 {case.transfers} 次，"
        f"层级流转 {case.hops} 次，返工 {case.reworks} 次",
        "",
        "二、流转经过",
    ]
    moved = [entry for entry in history if entry.action in HANDOVERS or entry.from_state != entry.to_state]
    lines += [f"    {i}. {_line(entry)}" for i, entry in enumerate(moved, 1)] or ["    （无）"]
    lines += ["", "三、超时环节"]
    lines += [
        f"    {c.stage}（时限 {c.limit}）：应于 {_moment(c.due_at)} 前完成，"
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


def _line(entry: Entry) -> str:
    what = HANDOVERS.get(entry.action, entry.action)
    who = " ".join(part for part in (entry.unit_name, entry.post_title) if part) or "系统"
    moved = f"{entry.from_state}→{entry.to_state}" if entry.from_state != entry.to_state else entry.to_state
    known = ("unit", "lead", "from", "to", "stage", "limit", "suggested")
    parts = [f"{name}={entry.details[name]}" for name in known if entry.details.get(name)]
    words = without_personal_data(entry.opinion)
    return "，".join(part for part in (f"{_moment(entry.at)} {who} {what} {moved}", *parts, words) if part)


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
