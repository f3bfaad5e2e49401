"""Reporting a case in few taps; every part works without scripts, which only make it quick (CASE-04)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from services.cases.edge import lookups, places, report_form, uploads, words
from services.cases.edge.actions import outcome
from services.cases.edge.detail import stub
from services.kernel.errors import Invalid, Refusal, Unauthenticated, Unavailable
from services.kernel.web import qr
from services.kernel.web.forms import Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import t
from wangge.cases.v1 import cases_pb2 as pb

REPORT = "cases.case.report"


def add(blueprint: Blueprint) -> None:
    """Add the pages."""

    @blueprint.route("/report", methods=["GET", "POST"])
    @needs(REPORT)
    def report() -> Any:
        form = report_form.form()
        if request.method == "GET":
            return _page(form, "")
        category = _category()
        # Taken first, so that nothing has to be chosen again when a word is missing.
        photos = uploads.take(form, "", "before", "photos")
        after = uploads.take(form, "", "after", "after")
        form.read(_with_place(photos))
        if request.form.get("look"):
            return _page(form, category, photos, after, looked=True)
        if report_form.completed(form, category):
            try:
                form.message.attachment_ids.extend(each.id for each in photos)
                case = stub().ReportCase(form.message)
                return _reported(form, case, after)
            except (Unauthenticated, Unavailable):
                raise
            except Refusal as refusal:
                form.refused(refusal)
        return _page(form, category, photos, after, looked=True), 422

    @blueprint.post("/report/category")
    @needs(REPORT)
    def report_category() -> str:
        return render_template(
            "cases/report_category.html", **_kinds(request.form.get("content", ""), _category())
        )

    @blueprint.post("/report/place")
    @needs(REPORT)
    def report_place() -> str:
        return render_template("cases/report_place.html", chain=_chain(_sent_point()))

    @blueprint.post("/report/similar")
    @needs(REPORT)
    def report_similar() -> str:
        return render_template("cases/report_similar.html", similar=_similar(_category(), _sent_point()))

    @blueprint.post("/report/follow")
    @needs(REPORT)
    def report_follow() -> Any:
        """The case that is there already gets one more reporter, with the words of this form."""
        followed = stub().FollowCase(
            pb.FollowCaseRequest(
                id=request.form.get("follow", "")[:40],
                request_id=request.form.get("request_id", "")[:64],
                reporter_name=request.form.get("reporter.name", "").strip()[:60],
                reporter_phone=request.form.get("reporter.phone", "").strip()[:30],
                words=request.form.get("content", "").strip()[:2000],
            )
        )
        # Whoever follows a case out of their sight is told of its progress and cannot open it.
        onward = f"/cases/case/{followed.id}" if followed.title else "/cases/list?view=followed"
        text = t(
            "已关注案件 {number}（{state}），没有重复上报。",
            "You follow {number} now ({state}); nothing was reported twice.",
            number=followed.number,
            state=words.STATES.get(followed.state, ""),
        )
        return done(onward, text)

    @blueprint.get("/report/sent/<case>")
    @needs(REPORT)
    def report_sent(case: str) -> str:
        return _receipt(stub().GetCase(pb.GetCaseRequest(id=case)))


def _with_place(photos: Sequence[uploads.Kept]) -> MultiDict[str, str]:
    """What was sent, with the position of the first picture that says one, where nobody gave another."""
    sent = MultiDict(request.form)
    where = next((each.where for each in photos if each.where), "")
    if where and not sent.get("place.point", "").strip():
        sent["place.point"] = where
    return sent


def _reported(form: Form[Any], case: pb.Case, after: Sequence[uploads.Kept]) -> Any:
    """Settles it at once where asked. The secret of the receipt is gone with the first change."""
    if not form.value("settled"):
        return done(f"/cases/report/sent/{case.id}")
    asked = pb.SettleOnSpotRequest(
        id=case.id, measures=form.value("measures"), attachment_ids=[a.id for a in after]
    )
    if form.message.place.HasField("point"):
        asked.place.CopyFrom(form.message.place.point)
    asked.request_id = f"{form.value('request_id')}-settle"[:64]
    try:
        settled = stub().SettleOnSpot(asked)
        return _receipt(case, outcome("settle", settled), settled)
    except (Unauthenticated, Unavailable):
        raise
    except Refusal as refusal:
        problems = refusal.problems if isinstance(refusal, Invalid) else ()
        said = " ".join(each.details.get("description", "") for each in problems) or refusal.said
        warning = t(
            "案件已上报，但就地处置没有登记：{why}", "Reported, but not recorded as settled: {why}", why=said
        )
        return _receipt(case, warning=warning)


def _page(
    form: Form[Any],
    category: str,
    photos: Sequence[uploads.Kept] = (),
    after: Sequence[uploads.Kept] = (),
    *,
    looked: bool = False,
) -> str:
    shown = {each.name: each for each in form.fields}
    return render_template(
        "cases/report.html",
        form=form,
        f=shown,
        photos=photos,
        after=after,
        chain=_chain(_point(form)) if looked else None,
        similar=_similar(category, _point(form)) if looked else None,
        **_kinds(form.value("content") if looked else "", category),
    )


def _kinds(said: str, chosen: str) -> dict[str, Any]:
    found = report_form.suggestions(said, stub())
    offered = [(each.category, lookups.category_title(each.category)) for each in found]
    if chosen and chosen not in dict(offered):
        offered.append((chosen, lookups.category_title(chosen)))
    return {"offered": offered, "chosen": chosen, "asked": bool(said.strip())}


def _category() -> str:
    """The kind picked by name, else the one chosen among the suggestions."""
    picked = request.form.get("category_other", "").strip() or request.form.get("category", "").strip()
    return picked[:80]


def _sent_point() -> tuple[float, float] | None:
    form = report_form.form()
    form.read()
    return _point(form)


def _point(form: Form[Any]) -> tuple[float, float] | None:
    point = form.message.place.point
    return (point.longitude, point.latitude) if form.message.place.HasField("point") else None


def _chain(point: tuple[float, float] | None) -> list[str] | None:
    """Names down to the grid at the pin; None without a pin, empty outside all grids."""
    return [each.name for each in places.chain_at(*point)] if point else None


def _similar(category: str, point: tuple[float, float] | None) -> Sequence[pb.SimilarCase]:
    if not category or point is None:
        return ()
    try:
        found: Sequence[pb.SimilarCase] = (
            stub()
            .FindSimilar(pb.FindSimilarRequest(category=category, longitude=point[0], latitude=point[1]))
            .cases
        )
    except Invalid:
        return ()
    return found[:5]


def _receipt(case: pb.Case, said: str = "", settled: pb.Case | None = None, warning: str = "") -> str:
    code = Markup()
    if case.receipt_secret:
        # The number alone: an address is kept in histories and logs, so the code is typed.
        address = f"{request.host_url}cases/receipt?{urlencode({'number': case.number})}"
        code = qr.drawing(address, scale=None, margin=qr.MARGIN)
    shown = settled or case
    return render_template(
        "cases/report_sent.html",
        case=shown,
        pb=pb,
        secret=case.receipt_secret,
        code=code,
        receipt_address=f"{request.host_url}cases/receipt",
        said=said,
        warning=warning,
    )
