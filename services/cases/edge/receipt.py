"""What became of a report: for reporters, without signing in, by the number and code of their receipt.

The code never stands in an address: the QR code of the slip brings the number alone, and every step is sent
as a form that carries both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict

from services.cases.edge import receipt_words as words
from services.cases.edge.detail import stub
from services.kernel.errors import Refusal, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

ADDRESS = "/cases/receipt"
_LOOK = (
    Field(
        "number",
        Text("案件编号", "Case number"),
        "code",
        placeholder=Text("如 HB2026-0000123", "Such as HB2026-0000123"),
    ),
    Field(
        "secret",
        Text("查询码", "Code"),
        "code",
        help=Text(
            "回执上的 12 位字母和数字，不分大小写。连续输错 5 次后，要等 1 分钟到 30 分钟才能再查。",
            "The 12 letters and digits on your slip, in capitals or not. After five wrong ones, wait.",
        ),
    ),
)
_CARRIED = (Field("number", Text("", ""), "hidden"), Field("secret", Text("", ""), "hidden"))


@dataclass(frozen=True)
class Deed:
    """Something a reporter may do: its request, its fields, and what is said when it is done."""

    request: Any
    rpc: str
    fields: tuple[Field, ...]
    done: Callable[[pb.Receipt], str]


DEEDS: Mapping[str, Deed] = {
    "rate": Deed(
        pb.RateByReceiptRequest,
        "RateByReceipt",
        (
            Field(
                "score",
                Text("您对办理结果满意吗？", "Are you satisfied with what was done?"),
                "radios",
                options=words.SCORES,
                required=True,
            ),
            Field("text", Text("想说的话（可不填）", "Anything you want to say (optional)"), "area", rows=3),
        ),
        lambda found: t("评价已收到，谢谢您。", "Thank you, your rating has arrived."),
    ),
    "reopen": Deed(
        pb.ReopenByReceiptRequest,
        "ReopenByReceipt",
        (Field("ground", Text("哪里还没有解决？", "What is not settled yet?"), "area", rows=3),),
        lambda found: t(
            "已要求重新办理，承办单位会继续处理。", "The case is open again and will be worked on."
        ),
    ),
    "withdraw": Deed(
        pb.WithdrawByReceiptRequest,
        "WithdrawByReceipt",
        (Field("reason", Text("为什么撤回？", "Why do you withdraw it?"), "area", rows=2),),
        words.withdrawn,
    ),
}


def add(blueprint: Blueprint) -> None:
    """Add the page."""

    @blueprint.route("/receipt", methods=["GET", "POST"])
    def receipt() -> Any:
        if request.method == "GET":
            return _asking(_look(request.args.get("number", "").strip()[:40]))
        sent = _tidied(request.form)
        look = _look()
        if not look.read(sent):
            return _asking(look), 422
        try:
            found = stub().GetReceipt(look.message)
        except Unavailable:
            raise
        except Refusal as refusal:
            look.refused(refusal)
            return _asking(look), 422
        return _acted(found, request.form.get("step", ""), sent)


def _acted(found: pb.Receipt, step: str, sent: MultiDict[str, str]) -> Any:
    """The receipt, after the step that was asked for."""
    deed = DEEDS.get(step)
    if deed is None:
        return _showing(found, sent)
    form = Form(deed.request(), (*_CARRIED, *deed.fields))
    if form.read(sent) and step == "rate" and not form.value("score"):
        form.wrong("score", t("请选择满意程度", "Choose how satisfied you are"))
    if form.ok:
        try:
            found = getattr(stub(), deed.rpc)(form.message)
            return _showing(found, sent, said=deed.done(found))
        except Unavailable:
            raise
        except Refusal as refusal:
            form.refused(refusal)
    # What is not possible any more has no form of its own: the reason stands above.
    lost = form.problem if step not in found.actions else ""
    return _showing(found, sent, tried={step: form}, problem=lost), 422


def _asking(look: Form[Any]) -> str:
    return render_template("cases/receipt.html", look=look, found=None, address=ADDRESS)


def _showing(
    found: pb.Receipt,
    sent: MultiDict[str, str],
    *,
    said: str = "",
    problem: str = "",
    tried: Mapping[str, Form[Any]] | None = None,
) -> str:
    carried = {"number": found.number, "secret": sent.get("secret", "")}
    forms = {
        verb: (tried or {}).get(verb) or Form(deed.request(), (*_CARRIED, *deed.fields), carried)
        for verb, deed in DEEDS.items()
        if verb in found.actions
    }
    return render_template(
        "cases/receipt.html",
        look=None,
        found=found,
        forms=forms,
        steps=words.steps(found),
        stands=words.stands(found),
        rated=words.score(found),
        said=said,
        problem=problem,
        tried=next(iter(tried or {}), ""),
        address=ADDRESS,
    )


def _look(number: str = "") -> Form[pb.GetReceiptRequest]:
    return Form(pb.GetReceiptRequest(), _LOOK, {"number": number} if number else None)


def _tidied(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """Number and code as they are printed: people type blanks, full-width letters and dashes."""
    tidy = MultiDict(sent)
    for name, unwanted in (("number", r"\s"), ("secret", r"[\s\-–—]")):
        tidy[name] = re.sub(unwanted, "", unicodedata.normalize("NFKC", sent.get(name, "")))[:40].upper()
    return tidy
