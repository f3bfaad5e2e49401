"""What waits on the desks of the demo county: cases at every stage, left there by the people of the story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from services.cases.entrypoints.story_people import Cast, Person
from services.cases.entrypoints.story_pictures import photo
from services.cases.entrypoints.story_video import film
from services.kernel.types import new_id
from wangge.cases.v1 import cases_pb2 as pb
from wangge.types.v1 import types_pb2


@dataclass(frozen=True)
class Matter:
    """A case to be: its words, leaf and urgency, and how far it is led."""

    words: str
    category: str
    address: str
    stage: str
    urgent: bool = False


MATTERS = (
    Matter("楼道口堆放旧沙发和纸箱，影响通行", "event.street.piled_goods", "学院路小区3号楼", "reported"),
    Matter("路灯不亮，晚上散步看不清路", "component.utility.street_light", "学院路中段", "reported"),
    Matter("垃圾箱满溢，周边有异味", "component.appearance.litter_bin", "九州路菜市场东门", "settled"),
    Matter("墙面被张贴小广告", "event.advertising.small_ads", "学院路公交站", "settled"),
    Matter("门口广场舞音响声音大，老人无法午休", "event.noise.park", "桂鹤游园", "screening"),
    Matter("下水道堵塞，污水漫到路面", "event.emergency.drain_blocked", "九州路18号院", "screening", True),
    Matter("电动车在楼道内飞线充电", "event.street.ebike_charging", "学院路小区5号楼", "screening", True),
    Matter("沿街店铺占道经营，行人被迫走机动车道", "event.street.shop_overflow", "九州路商业街", "filed"),
    Matter("绿化带内有大量白色垃圾", "event.appearance.dirty_green", "学院路与淇水路口", "filed"),
    Matter("工地夜间施工，噪声扰民", "event.construction.noise", "九州路北段工地", "escalated", True),
    Matter("人行道地砖破损，多人绊倒", "event.appearance.road_damage", "学院路南侧", "assigned"),
    Matter("护栏被撞坏，断口外露", "component.traffic.barrier", "九州路高架下", "assigned", True),
    Matter("占道废品收购，堆放杂乱", "event.street.scrap_buying", "淇水路口", "in_work"),
    Matter("广告牌松动，有坠落危险", "component.appearance.billboard", "九州路百货楼", "in_work", True),
    Matter("道路积水超过十厘米", "event.emergency.flooding", "学院路铁路桥下", "extension"),
    Matter("露天烧烤油烟扰民", "event.street.barbecue", "九州路夜市", "feedback"),
    Matter("非机动车乱停放，堵住盲道", "event.street.bicycle_parking", "学院路地铁口", "feedback"),
    Matter("宣传栏玻璃破碎", "component.other.notice_board", "桂鹤社区服务站", "verifying"),
    Matter("健身器材螺丝松动", "component.utility.fitness", "桂鹤游园西侧", "verifying"),
)  # fmt: skip
Calling = Callable[[Person], Any]


def lay(cast: Cast, calling: Calling) -> int:
    """Lead every matter to its stage; how many there are now. Nothing where the desks have work already."""
    waiting: Any = calling(cast.dispatcher).ListPending(pb.ListPendingRequest(page_size=1))
    if waiting.total:
        return 0
    for number, matter in enumerate(MATTERS):
        for _ in _led(cast, calling, matter, number):
            continue
    return len(MATTERS)


def _led(cast: Cast, calling: Calling, matter: Matter, number: int) -> Iterator[str]:
    """Step by step; what is yielded is where the case stands."""
    worker, screener, dispatcher, lead = cast.worker, cast.screener, cast.dispatcher, cast.joint
    point = _beside(cast.place, number)
    seen = [_picture(calling(worker), "", point, matter)]
    if "漫到" in matter.words:
        seen.append(_film(calling(worker), point))
    case = calling(worker).ReportCase(_report(matter, point, seen))
    yield "reported"
    if matter.stage == "reported":
        return
    if matter.stage == "settled":
        after = _picture(calling(worker), case.id, point, matter)
        settle = pb.SettleOnSpotRequest(id=case.id, measures="已当场清理", attachment_ids=[after])
        calling(worker).SettleOnSpot(settle)
        yield "settled"
        return
    calling(worker).SubmitCase(pb.SubmitCaseRequest(id=case.id, reason="需要专业部门处置"))
    yield "screening"
    if matter.stage == "screening":
        return
    calling(screener).FileCase(pb.FileCaseRequest(id=case.id, opinion="情况属实，予以立案"))
    if matter.stage == "filed":
        return
    escalate = pb.EscalateCaseRequest(id=case.id, reason="社区无处置力量", work_done="已现场核实")
    calling(screener).EscalateCase(escalate)
    yield "escalated"
    if matter.stage == "escalated":
        return
    calling(dispatcher).FileCase(pb.FileCaseRequest(id=case.id, opinion="街道受理"))
    assign = pb.AssignCaseRequest(id=case.id, lead_unit_id=lead.unit, requirement="按时限处置并反馈照片")
    calling(dispatcher).AssignCase(assign)
    yield "assigned"
    if matter.stage == "assigned":
        return
    calling(lead).SignForCase(pb.SignForCaseRequest(id=case.id, officer=lead.name))
    yield "in_work"
    if matter.stage == "in_work":
        calling(lead).AddProgress(pb.AddProgressRequest(id=case.id, note="已到现场，正在处置"))
        return
    if matter.stage == "extension":
        ask = pb.RequestExtensionRequest(id=case.id, reason="排水泵配件需外地调运", extra="1wd")
        calling(lead).RequestExtension(ask)
        return
    after = _picture(calling(lead), case.id, point, matter)
    result = pb.FeedBackRequest(
        id=case.id, result="已处置完毕，见处置后照片", attachment_ids=[after], place=point
    )
    calling(lead).FeedBack(result)
    yield "feedback"
    if matter.stage == "feedback":
        return
    check = pb.CheckFeedbackRequest(id=case.id, accept=True, opinion="资料齐全，请网格长现场核查")
    calling(dispatcher).CheckFeedback(check)
    yield "verifying"


def _report(matter: Matter, point: types_pb2.Point, seen: list[str]) -> pb.ReportCaseRequest:
    return pb.ReportCaseRequest(
        request_id=new_id(),
        content=matter.words,
        category=matter.category,
        urgency=pb.URGENCY_URGENT if matter.urgent else pb.URGENCY_NORMAL,
        channel=pb.CHANNEL_PATROL,
        place=pb.Place(point=point, address=matter.address),
        attachment_ids=seen,
    )


def _film(stub: Any, point: types_pb2.Point) -> str:
    """What a picture does not show: that it goes on."""
    taken = datetime.now(UTC)
    request = pb.AddAttachmentRequest(
        file_name="before.webm", data=film(taken), taken_where=point, moment="before", request_id=new_id()
    )
    request.taken_at.FromDatetime(taken)
    return str(stub.AddAttachment(request).id)


def _picture(stub: Any, case_id: str, point: types_pb2.Point, matter: Matter) -> str:
    """Of the place as it was found, or of a case that is there already: as it was left."""
    moment = "after" if case_id else "before"
    # EXIF keeps whole seconds and drops the rest: rounded up, the picture is later than what it proves.
    taken = datetime.now(UTC) + timedelta(seconds=1)
    where = (point.longitude, point.latitude)
    request = pb.AddAttachmentRequest(
        case_id=case_id,
        file_name=f"{moment}.jpg",
        data=photo(taken, where, repaired=bool(case_id), scene=matter.words),
        moment=moment,
        request_id=new_id(),
    )
    return str(stub.AddAttachment(request).id)


def _beside(place: tuple[float, float], number: int) -> types_pb2.Point:
    """Some tens of metres from the middle of the grid, each matter at another spot."""
    longitude, latitude = place
    east, north = number % 5 - 2, number // 5 % 4 - 2
    return types_pb2.Point(longitude=longitude + east * 0.0002, latitude=latitude + north * 0.0002)
