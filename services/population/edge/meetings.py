"""Weekly meetings and huddles: minutes, decisions, reporting, taking note (POP-26)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, g, render_template, request

from services.kernel.errors import Conflict, Invalid, NotFound
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, week_sheet
from services.population.edge import need_words as titles
from services.population.edge.people import single_places
from services.population.edge.saving import saved
from services.population.edge.weeks import HOLD, SEE, address, own_code, stub
from wangge.population.v1 import summaries_pb2 as pb

NOTE = "population.summary.note"
MEETING = "/population/statistics/meeting"
HUDDLES = "/population/statistics/meetings"
_SIZE = 50
_PRIVACY = Text(
    "写工作、问题和需求；不写居民姓名、证件号、电话，不写个人观点、信仰。",
    "Work, problems and needs; no names, identity or phone numbers of residents, no opinions or beliefs.",
)
_MINUTES = (
    Field("held_on", Text("会议日期", "Day"), "date", help=Text("不填为今天。", "Today when left empty.")),
    Field(
        "chair",
        Text("主持（岗位）", "Chair (post)"),
        required=True,
        placeholder=Text("如：社区党组织书记", "such as: community secretary"),
    ),
    Field(
        "participants",
        Text("参加（每行一个岗位）", "Participants (a post a line)"),
        "lines",
        required=True,
        rows=4,
        placeholder=Text("网格长\n网格员 3 人\n社区民警", "grid head\n3 grid workers\ncommunity police"),
    ),
    Field("minutes", Text("会议纪要", "Minutes"), "area", required=True, rows=8, help=_PRIVACY),
    replace(
        acts.EVIDENCE,
        label=Text("附件（可选）", "Files (if any)"),
        help=Text("会议照片、签到表或扫描件；每个不超过 10 MB。", "Pictures or scans; 10 MB each at most."),
    ),
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/statistics/meetings", view_func=meetings)
    blueprint.add_url_rule("/statistics/huddles/new", view_func=new_huddle, methods=both)
    blueprint.add_url_rule("/statistics/meeting/<meeting>", view_func=show_meeting)
    blueprint.add_url_rule("/statistics/meeting/<meeting>/record", view_func=record_meeting, methods=both)
    blueprint.add_url_rule("/statistics/meeting/<meeting>/decide", view_func=add_decision, methods=both)
    blueprint.add_url_rule("/statistics/meeting/<meeting>/report", view_func=report_meeting, methods=["POST"])
    blueprint.add_url_rule("/statistics/meeting/<meeting>/add", view_func=add_to_minutes, methods=both)
    blueprint.add_url_rule("/statistics/meeting/<meeting>/note", view_func=note_meeting, methods=both)
    blueprint.add_url_rule("/statistics/meeting/<meeting>/file/<file>", view_func=meeting_file)


@needs(SEE)
def meetings() -> str:
    """Minutes of a territory, newest first."""
    code, huddles = own_code(), bool(request.args.get("huddles"))
    asked = pb.ListMeetingsRequest(
        territory_code=code,
        huddles=huddles,
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
    )
    found = stub().ListMeetings(asked)
    more = {"territory": code, "huddles": "1" if huddles else ""}
    onward = address(HUDDLES, **more, page_token=found.next_page_token) if found.next_page_token else ""
    return render_template(
        "population/meetings.html",
        found=found.meetings,
        code=code,
        huddles=huddles,
        places=single_places(code, SEE),
        titles=titles,
        next_address=onward,
        first_address=address(HUDDLES, **more) if asked.page_token else "",
    )


@needs(HOLD)
def new_huddle() -> Any:
    """Minutes of a huddle."""
    where = Field(
        "territory_code",
        Text("网格或社区（村）", "Grid or community"),
        "choice",
        lambda: single_places(own_code(), HOLD),
        required=True,
    )
    return acts.answered(
        Form(pb.RecordHuddleRequest(), [where, *_MINUTES], {"territory_code": own_code()}),
        stub().RecordHuddle,
        lambda made: f"{MEETING}/{made.id}",
        title=t("记录碰头会", "Record a huddle"),
        said=t("碰头会已记录", "The huddle was recorded"),
        told=t("保存后可以继续补充决定事项，再上报。", "Decisions can be added afterwards, then report it."),
        submit=t("保存", "Save"),
        back=f"{HUDDLES}?huddles=1",
    )


@needs(SEE)
def show_meeting(meeting: str) -> str:
    """Minutes, decisions, additions, files, and the figures as they were reported."""
    return _page(meeting)


@needs(HOLD)
def record_meeting(meeting: str) -> Any:
    """Day, chair, participants and minutes."""
    found = _found(meeting)
    given: dict[str, Any] = {
        "etag": found.etag,
        "held_on": found.held_on,
        "chair": found.chair,
        "participants": list(found.participants),
        "minutes": found.minutes,
    }
    return acts.answered(
        Form(pb.RecordMeetingRequest(id=meeting), [acts.ETAG, *_MINUTES], given),
        stub().RecordMeeting,
        lambda made: f"{MEETING}/{made.id}",
        title=t("填写会议纪要", "Write the minutes"),
        said=t("会议纪要已保存", "The minutes were saved"),
        told=t("上报以前可以反复修改；上报以后只能补充。", "They can be changed until they are reported."),
        submit=t("保存", "Save"),
        back=f"{MEETING}/{meeting}",
        about=_about(found),
    )


@needs(HOLD)
def add_decision(meeting: str) -> Any:
    """What is to be done, who does it, until when."""
    found = _found(meeting)
    fields = [
        acts.ETAG,
        Field("text", Text("决定事项", "What is to be done"), "area", rows=3),
        Field("who", Text("责任岗位", "Post that does it")),
        Field("until", Text("完成期限", "Until"), "date"),
    ]
    return acts.answered(
        Form(pb.AddDecisionRequest(id=meeting), fields, {"etag": found.etag}),
        stub().AddDecision,
        lambda made: f"{MEETING}/{made.id}",
        title=t("添加决定事项", "Add a decision"),
        said=t("已添加", "Added"),
        back=f"{MEETING}/{meeting}",
        about=_about(found),
    )


@needs(HOLD)
def report_meeting(meeting: str) -> Any:
    """To the township."""
    asked = pb.ReportMeetingRequest(id=meeting, etag=request.form.get("etag", "")[:40])
    try:
        stub().ReportMeeting(asked)
    except (Conflict, Invalid) as refusal:
        return _page(meeting, refusal.said or refusal.code), 409
    return done(f"{MEETING}/{meeting}", t("已上报街道（乡镇）", "Reported to the township"))


@needs(HOLD)
def add_to_minutes(meeting: str) -> Any:
    """A correction, after reporting."""
    found = _found(meeting)
    text = Field("text", Text("补充内容", "What is added"), "area", rows=4, help=_PRIVACY)
    return acts.answered(
        Form(pb.AddToMinutesRequest(id=meeting), [text]),
        stub().AddToMinutes,
        lambda made: f"{MEETING}/{made.id}",
        title=t("补充纪要", "Add to the minutes"),
        said=t("已补充", "Added"),
        told=t(
            "已上报的纪要不改动，更正写在这里，附上姓名和时间。",
            "What was reported stays; corrections are added.",
        ),
        back=f"{MEETING}/{meeting}",
        about=_about(found),
    )


@needs(NOTE)
def note_meeting(meeting: str) -> Any:
    """The township has read it."""
    found = _found(meeting)
    remark = Field("remark", Text("批示、意见（可选）", "Remark (if any)"), "area", rows=3)
    return acts.answered(
        Form(pb.NoteMeetingRequest(id=meeting), [acts.ETAG, remark], {"etag": found.etag}),
        stub().NoteMeeting,
        lambda made: f"{MEETING}/{made.id}",
        title=t("阅知", "Take note"),
        said=t("已阅知", "Noted"),
        back=f"{MEETING}/{meeting}",
        about=_about(found),
    )


@needs(SEE)
def meeting_file(meeting: str, file: str) -> Response:
    """A file attached to minutes."""
    found = stub().GetMeetingFile(pb.GetMeetingFileRequest(id=meeting, file_id=file))
    return saved(found.data, found.content_type, found.file_name)


def _page(meeting: str, problem: str = "") -> str:
    found = _found(meeting)
    sections = week_sheet.sections(found.report) if found.HasField("report") else []
    return render_template(
        "population/meeting.html",
        found=found,
        here=f"{MEETING}/{meeting}",
        sections=sections,
        problem=problem,
        titles=titles,
        may=g.may,
        week_page=address("/population/statistics/weeks", territory=found.territory_code, week=found.week),
    )


def _found(meeting: str) -> pb.Meeting:
    if len(meeting) > 40:
        raise NotFound()
    return stub().GetMeeting(pb.GetMeetingRequest(id=meeting))


def _about(found: pb.Meeting) -> str:
    return f"{found.territory_name} · {titles.week_name(found.week)}"
