"""Leads one case of the demo county through the seven steps, by people of five levels, over gRPC."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.cases.entrypoints.story_desk import lay
from services.cases.entrypoints.story_people import Cast, Person
from services.cases.entrypoints.story_pictures import photo
from services.cases.entrypoints.story_words import LINES
from services.kernel.runtime.context import Peers
from services.kernel.types import new_id
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc
from wangge.types.v1 import types_pb2

_CHINA = ZoneInfo("Asia/Shanghai")
_CATEGORY = "component.utility.water_manhole"
_ADDRESS = "九州路与学院路交叉口东北角"

Tell = Callable[[str], None]


def run(
    peers: Peers, token_for: Callable[[Mapping[str, object]], str], tell: Tell, locale: str = "zh"
) -> None:
    """Tell the story of one case, a line a step, and at last the digest of its ledger.

    Args:
        peers: of the running platform; needs ``directory`` and ``cases``.
        token_for: signs the claims of a demo account.
        locale: ``zh`` or ``en``; of the lines told, not of the case.

    Tells no story, and says so, in a county that lacks one of its people.
    """
    words = LINES["en" if locale == "en" else "zh"]
    cast = Cast.assemble(peers, token_for)
    if cast is None:
        tell(words["no_cast"])
        return
    _Story(peers, cast, tell, words).run()


@dataclass(frozen=True)
class _Story:
    peers: Peers
    cast: Cast
    tell: Tell
    words: Mapping[str, str]

    def run(self) -> None:
        laid = lay(self.cast, self._stub)
        if laid:
            self.tell(self.words["desk"].format(count=laid))
        self.tell(self.words["begin"])
        reported = self._report()
        case = self._screen(self._submit(reported))
        case = self._assign(case)
        self._work(case)
        self._feed_back(case)
        self._check_and_verify(case)
        self._rate(reported)
        self._ledger(case)

    def _report(self) -> Any:
        worker = self.cast.worker
        before = self._upload(worker, "", repaired=False)
        case = self._stub(worker).ReportCase(
            pb.ReportCaseRequest(
                request_id=new_id(),
                content="人行道上自来水井盖缺失，已用警示桩围挡，夜间行人有跌落危险。",
                category=_CATEGORY,
                urgency=pb.URGENCY_URGENT,
                channel=pb.CHANNEL_PATROL,
                place=pb.Place(point=self._point, address=_ADDRESS),
                reporter=pb.Reporter(name="赵敏", phone="13903920000", wants_answer=True),
                attachment_ids=[before],
            )
        )
        return self._step(1, worker, "report", case, place=case.grid_name, address=_ADDRESS)

    def _submit(self, case: Any) -> Any:
        worker = self.cast.worker
        request = pb.SubmitCaseRequest(id=case.id, etag=case.etag, reason="网格无力更换井盖")
        return self._step(1, worker, "submit", self._stub(worker).SubmitCase(request))

    def _screen(self, case: Any) -> Any:
        screener = self.cast.screener
        stub = self._stub(screener)
        case = stub.FileCase(pb.FileCaseRequest(id=case.id, etag=case.etag, opinion="情况属实，予以立案"))
        self._step(2, screener, "file", case, file=case.file_number, due=self._time(case.due_time))
        case = stub.EscalateCase(
            pb.EscalateCaseRequest(
                id=case.id, etag=case.etag, reason="社区无专业处置力量", work_done="已设置警示并安排值守"
            )
        )
        return self._step(2, screener, "escalate", case)

    def _assign(self, case: Any) -> Any:
        dispatcher, lead, joint = self.cast.dispatcher, self.cast.lead, self.cast.joint
        stub = self._stub(dispatcher)
        case = stub.FileCase(pb.FileCaseRequest(id=case.id, etag=case.etag, opinion="街道受理"))
        case = stub.AssignCase(
            pb.AssignCaseRequest(
                id=case.id,
                etag=case.etag,
                lead_unit_id=lead.unit,
                joint_unit_ids=[joint.unit],
                requirement="更换井盖并恢复路面，反馈处置后照片",
            )
        )
        names = {"lead": lead.unit_name, "joint": joint.unit_name, "due": self._time(case.due_time)}
        return self._step(3, dispatcher, "assign", case, **names)

    def _work(self, case: Any) -> None:
        lead, joint = self.cast.lead, self.cast.joint
        done = self._stub(lead).SignForCase(pb.SignForCaseRequest(id=case.id, officer=lead.name))
        self._step(4, lead, "sign", done)
        note = pb.AddProgressRequest(id=case.id, note="抢修人员已到场，正在更换同规格井盖")
        self._step(4, lead, "progress", self._stub(lead).AddProgress(note))
        self._stub(joint).SignForCase(pb.SignForCaseRequest(id=case.id, officer=joint.name))
        result = pb.FeedBackRequest(id=case.id, result="周边路面已修复，符合通行要求")
        self._step(4, joint, "joint", self._stub(joint).FeedBack(result))

    def _feed_back(self, case: Any) -> None:
        lead = self.cast.lead
        after = self._upload(lead, case.id, repaired=True)
        request = pb.FeedBackRequest(
            id=case.id,
            result="已更换井盖，经试压牢固",
            attachment_ids=[after],
            cost="680元",
            place=self._point,
        )
        self._step(5, lead, "feed_back", self._stub(lead).FeedBack(request))

    def _check_and_verify(self, case: Any) -> None:
        dispatcher, head = self.cast.dispatcher, self.cast.head
        request = pb.CheckFeedbackRequest(id=case.id, accept=True, opinion="资料齐全，转网格长现场核查")
        self._step(6, dispatcher, "check", self._stub(dispatcher).CheckFeedback(request))
        seen = self._upload(head, case.id, repaired=True)
        visit = pb.VerifyCaseRequest(id=case.id, passed=True, attachment_ids=[seen], place=self._point)
        self._step(6, head, "verify", self._stub(head).VerifyCase(visit))

    def _rate(self, reported: Any) -> None:
        """By number and receipt secret, which only the answer to the report carries."""
        rated: Any = self._anonymous().RateByReceipt(
            pb.RateByReceiptRequest(
                number=reported.number, secret=reported.receipt_secret, score=5, text="处理及时，谢谢"
            )
        )
        who = self.words["reporter"]
        line = self.words["rate"].format(score=rated.evaluation.score)
        self.tell(self._line(7, datetime.now(UTC), who, line))

    def _ledger(self, case: Any) -> None:
        ledger: Any = self._stub(self.cast.dispatcher).GetLedger(pb.GetLedgerRequest(id=case.id))
        state = pb.CaseState.Name(ledger.case.state).removeprefix("CASE_STATE_")
        self.tell(
            self.words["ledger"].format(
                number=case.number, count=len(ledger.entries), state=state, digest=ledger.digest
            )
        )

    @property
    def _point(self) -> types_pb2.Point:
        longitude, latitude = self.cast.place
        return types_pb2.Point(longitude=longitude, latitude=latitude)

    def _upload(self, who: Person, case_id: str, *, repaired: bool) -> str:
        # EXIF keeps whole seconds and drops the rest: rounded up, the picture is later than what it proves.
        taken = datetime.now(UTC) + timedelta(seconds=1)
        request = pb.AddAttachmentRequest(
            case_id=case_id,
            file_name="after.jpg" if repaired else "before.jpg",
            data=photo(taken, self.cast.place, repaired=repaired),
            moment="after" if repaired else "before",
            request_id=new_id(),
        )
        return str(self._stub(who).AddAttachment(request).id)

    def _stub(self, who: Person) -> Any:
        return _Calling(self._anonymous(), self.cast.token(who))

    def _anonymous(self) -> Any:
        return self.peers.stub(cases_pb2_grpc.CaseServiceStub, "cases")

    def _step(self, step: int, who: Person, key: str, case: Any, **values: str) -> Any:
        line = self.words[key].format(number=case.number, holder=case.holder_name, **values)
        self.tell(self._line(step, case.update_time.ToDatetime(tzinfo=UTC), f"{who.title} {who.name}", line))
        return case

    def _line(self, step: int, at: datetime, who: str, line: str) -> str:
        return self.words["step"].format(
            step=step, at=f"{at.astimezone(_CHINA):%m-%d %H:%M:%S}", who=who, line=line
        )

    @staticmethod
    def _time(stamp: Any) -> str:
        return f"{stamp.ToDatetime(tzinfo=UTC).astimezone(_CHINA):%m-%d %H:%M}"


class _Calling:
    """A stub whose every call carries the token of one person."""

    def __init__(self, stub: Any, token: str) -> None:
        self._stub = stub
        self._metadata = (("authorization", f"Bearer {token}"),)

    def __getattr__(self, name: str) -> Callable[[Any], Any]:
        method = getattr(self._stub, name)
        return lambda request: method(request, metadata=self._metadata)
