"""Dispute screening (矛盾排查): who has reported, the report with "nothing found", the check (CASE-31)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from services.cases.edge import oversight_words
from services.cases.edge.action_form import yes_or_no
from services.cases.edge.criteria import quoted
from services.cases.edge.orders import stub
from services.cases.edge.oversight_forms import answered, undecided
from services.kernel.errors import Refusal
from services.kernel.territory_codes import path_of
from services.kernel.types import utc_now
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from services.kernel.worktime import SHANGHAI
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc
from wangge.cases.v1 import supervision_pb2 as pb

HOME = "/cases/screenings"
VIEW = "cases.screening.view"
_STATES: Mapping[str, pb.ScreeningState] = {
    "reported": pb.SCREENING_STATE_REPORTED,
    "returned": pb.SCREENING_STATE_RETURNED,
    "accepted": pb.SCREENING_STATE_ACCEPTED,
}
SHOWS: Mapping[str, Text] = {
    "": Text("全部", "All"),
    "waiting": Text("尚未报送", "Not reported yet"),
    "overdue": Text("超期", "Late"),
    "reported": oversight_words.SCREENING_STATES[pb.SCREENING_STATE_REPORTED],
    "returned": oversight_words.SCREENING_STATES[pb.SCREENING_STATE_RETURNED],
    "accepted": oversight_words.SCREENING_STATES[pb.SCREENING_STATE_ACCEPTED],
}
_WEEKS, _HALVES = 6, 4
_ETAG = Field("etag", Text("", ""), "hidden")
_NOTHING = yes_or_no(
    "nil",
    Text("本期排查结果", "What was found"),
    Text("未发现矛盾纠纷（零报告）", "No dispute (nil report)"),
    Text("发现矛盾纠纷", "Disputes were found"),
)
_NUMBERS = (
    Field("places", Text("排查户（处）数", "Places looked at"), "number", required=True),
    Field("found", Text("发现纠纷件数", "Disputes found"), "number"),
    Field("settled", Text("其中已化解件数", "Of these settled"), "number"),
)
_WORDS = Field(
    "text",
    Text("排查情况", "In words"),
    "area",
    rows=5,
    help=Text(
        "写明重点事项和化解措施；当事人请勿写全名和电话。",
        "Main points and what was done; no full names or phone numbers of parties.",
    ),
)
_DECISION = (
    yes_or_no(
        "accept",
        Text("审核结果", "Decision"),
        Text("审核通过", "Accept"),
        Text("退回重报", "Return"),
    ),
    Field("opinion", Text("审核意见", "Opinion"), "area", rows=3),
    _ETAG,
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/screenings", view_func=screenings)
    blueprint.add_url_rule("/screenings/<screening>", view_func=screening)
    blueprint.add_url_rule("/screenings/<screening>/start", view_func=start_screening, methods=["POST"])
    blueprint.add_url_rule(
        "/screenings/<screening>/report", view_func=report_screening, methods=["GET", "POST"]
    )
    blueprint.add_url_rule(
        "/screenings/<screening>/decide", view_func=decide_screening, methods=["GET", "POST"]
    )


@needs(VIEW)
def screenings() -> str:
    """Whose report is there and whose is not."""
    show = request.args.get("show", "")
    show = show if show in SHOWS else ""
    today = utc_now().astimezone(SHANGHAI).date()
    known = periods(today)
    period = request.args.get("period", known[0])
    period = period if period in known else ""
    token = request.args.get("page_token", "")
    asked = pb.ListScreeningsRequest(page_size=100, page_token=token, period=period)
    asked.only_overdue, asked.only_waiting = show == "overdue", show == "waiting"
    if show in _STATES:
        asked.state = _STATES[show]
    found = stub().ListScreenings(asked)
    counts = {each.state: each.count for each in found.counts}
    waiting = sum(
        counts.get(state, 0)
        for state in (
            pb.SCREENING_STATE_DUE,
            pb.SCREENING_STATE_IN_PROGRESS,
            pb.SCREENING_STATE_RETURNED,
        )
    )
    return render_template(
        "cases/screenings.html",
        screenings=found.screenings,
        show=show,
        shows=SHOWS,
        period=period,
        periods=known,
        total=sum(counts.values()),
        waiting=waiting,
        to_check=counts.get(pb.SCREENING_STATE_REPORTED, 0),
        accepted=counts.get(pb.SCREENING_STATE_ACCEPTED, 0),
        address=address,
        next_address=address(show, period, found.next_page_token) if found.next_page_token else "",
        first_address=address(show, period) if token else "",
    )


def address(show: str, period: str, token: str = "") -> str:
    """The list of one period; the empty period is all of them."""
    pairs = [("show", show), ("page_token", token)]
    return f"{HOME}?{urlencode([('period', period), *(each for each in pairs if each[1])])}"


def periods(today: date) -> list[str]:
    """The present week, the weeks before it, the present half month and those before it."""
    weeks = []
    for back in range(_WEEKS):
        year, week, _ = (today - timedelta(weeks=back)).isocalendar()
        weeks.append(f"{year}-W{week:02d}")
    halves, day = [], today
    for _ in range(_HALVES):
        halves.append(f"{day:%Y-%m}-{'A' if day.day <= 15 else 'B'}")
        day = day.replace(day=1) - timedelta(days=1) if day.day <= 15 else day.replace(day=15)
    return [weeks[0], halves[0], *weeks[1:], *halves[1:]]


@needs(VIEW)
def screening(screening: str) -> str:
    """One report."""
    return _page(stub().GetScreening(pb.GetScreeningRequest(id=screening)))


def _page(found: pb.Screening, *, problem: str = "") -> str:
    return render_template(
        "cases/screening.html", screening=found, cases=_cases_of(list(found.case_ids)), problem=problem
    )


def _cases_of(ids: list[str]) -> list[cases_pb2.Case]:
    """The cases of a report that the reader may see."""
    cases = peer(cases_pb2_grpc.CaseServiceStub, "cases")
    found = []
    for each in ids[:50]:
        try:
            found.append(cases.GetCase(cases_pb2.GetCaseRequest(id=each)))
        except Refusal:
            continue
    return found


@needs("cases.screening.report")
def start_screening(screening: str) -> Any:
    """People are out looking."""
    asked = pb.StartScreeningRequest(id=screening, etag=request.form.get("etag", "")[:40])
    try:
        stub().StartScreening(asked)
    except Refusal as refusal:
        if request.form.get("etag"):
            found = stub().GetScreening(pb.GetScreeningRequest(id=screening))
            return Response(_page(found, problem=refusal.said or refusal.code), 409)
        raise
    return done(f"{HOME}/{screening}", t("已开始排查", "Screening has begun"))


@needs("cases.screening.report")
def report_screening(screening: str) -> Any:
    """The report; "nothing found" is one, too."""
    found = stub().GetScreening(pb.GetScreeningRequest(id=screening))
    if request.method == "GET" and "report" not in found.actions:
        return _over(found)
    disputes = _disputes(found)
    linked = Field(
        "case_ids",
        Text("关联的纠纷案件", "Cases of disputes"),
        "choices",
        disputes,
        help=Text("本期本区域登记的纠纷案件。", "Disputes recorded here in this period."),
    )
    fields = (_NOTHING, *_NUMBERS, _WORDS, *((linked,) if disputes else ()), _ETAG)
    given: dict[str, Any] = {"etag": found.etag}
    if found.state == pb.SCREENING_STATE_RETURNED:
        given |= {
            "nil": "true" if found.nil else "false",
            "places": found.places,
            "found": found.found,
            "settled": found.settled,
            "text": found.text,
            "case_ids": list(found.case_ids),
        }
    return answered(
        Form(pb.ReportScreeningRequest(id=screening), fields, given),
        stub().ReportScreening,
        lambda answer: f"{HOME}/{answer.id}",
        title=t("报送排查情况", "Report"),
        told=t(
            "没有发现纠纷也要报送（零报告）。报送后由上一级审核；逾期仍可补报，但会记为超期。",
            "Report even when nothing was found. The level above checks it; late reports count as late.",
        ),
        said=t("已报送，等待上级审核", "Reported; the level above checks it"),
        back=f"{HOME}/{screening}",
        about=f"{found.territory_name} · {oversight_words.period(found.period)}",
        check=_agrees,
    )


def _agrees(form: Form[Any]) -> None:
    """A nil report has no numbers; any other has some."""
    undecided(form)
    message = form.message
    if not form.value("places"):
        form.wrong("places", t("请填写排查户（处）数", "Say how many places were looked at"))
    if form.value("nil") == "true" and message.found:
        form.wrong("found", t("零报告的发现件数应为 0", "A nil report has found none"))
    if form.value("nil") == "false" and not message.found:
        form.wrong("found", t("请填写发现件数，没有发现请选零报告", "Say how many; choose nil if none"))


def _disputes(found: pb.Screening) -> list[tuple[str, str]]:
    """Disputes that were recorded in the territory during the period, as choices."""
    first = found.period_start.ToDatetime(UTC).astimezone(SHANGHAI).date()
    last = found.period_end.ToDatetime(UTC).astimezone(SHANGHAI).date()
    terms = (
        f"category:{quoted('dispute')}",
        f"territory_code:{quoted(path_of(found.territory_code))}",
        f"create_time >= {first}",
        f"create_time <= {last}",
    )
    asked = cases_pb2.ListCasesRequest(filter=" AND ".join(terms), page_size=50)
    try:
        cases = peer(cases_pb2_grpc.CaseServiceStub, "cases").ListCases(asked).cases
    except Refusal:
        return []
    return [(each.id, f"{each.number} {each.title or each.category_title}") for each in cases]


@needs("cases.screening.decide")
def decide_screening(screening: str) -> Any:
    """The level above accepts the report or returns it."""
    found = stub().GetScreening(pb.GetScreeningRequest(id=screening))
    if request.method == "GET" and "decide" not in found.actions:
        return _over(found)
    return answered(
        Form(pb.DecideScreeningRequest(id=screening), _DECISION, {"etag": found.etag}),
        stub().DecideScreening,
        lambda answer: f"{HOME}/{answer.id}",
        title=t("审核排查报告", "Check the report"),
        told=t("退回后须重新报送，期限不变。", "Returned, it has to be reported anew by the same deadline."),
        said=t("审核结果已记录", "Your decision is on record"),
        back=f"{HOME}/{screening}",
        about=f"{found.territory_name} · {oversight_words.period(found.period)}",
    )


def _over(found: pb.Screening) -> tuple[str, int]:
    text = t(
        "这一步现在不能办理：报告现为“{state}”，或者不由您办理。",
        "This step is not possible now: the report is “{state}”, or it is not yours to take.",
        state=oversight_words.SCREENING_STATES.get(found.state, ""),
    )
    return _page(found, problem=text), 409
