"""One of everything in a township, and people who have no business there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from services.cases.entrypoints.story_pictures import photo
from services.kernel.types import new_id
from tests.scenarios.county import COUNTY, VACANT_COMMUNITY, VACANT_TOWNSHIP, County, middle
from tests.services.population.county import promise
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import records_pb2, records_pb2_grpc, supervision_pb2, supervision_pb2_grpc
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc
from wangge.directory.v1 import records_pb2 as directory_records_pb2
from wangge.directory.v1 import records_pb2_grpc as directory_records_pb2_grpc
from wangge.field.v1 import field_pb2, field_pb2_grpc, fieldhelp_pb2, fieldhelp_pb2_grpc
from wangge.population.v1 import register_pb2, register_pb2_grpc

HERE, THERE = "410611002", "410611001"
"""The intruder's own township, and the one where everything is."""
SECRET = "绝密标记"  # in every text of the other township: in no answer to the intruder


@dataclass
class World:
    """Ids by kind, and every text that the other township's people alone may read."""

    county: County
    ids: dict[str, str] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)

    def token(self, permissions: Iterable[str], territory: str, **more: Any) -> str:
        """A token of an account that takes part in nothing."""
        platform: Any = self.county.platform
        account = more.pop("account", "intruder")
        # Without it every answer of the register would be the same refusal, and prove nothing.
        promise(platform.contexts["population"], account)
        return str(platform.token_of(account, permissions, territory, **more))

    def as_stub(self, stub_class: Callable[[Any], Any], token: str, **more: Any) -> Any:
        """A stub that calls with this token."""
        return self.county.platform.stub(stub_class, token, **more)


def build_world(county: County) -> World:
    """A township with a case, an order, a comment, a board item, an export, an import and accounts."""
    world = World(county)
    platform = county.platform
    case = county.report(
        "head3",
        grid=2,
        content=f"{SECRET}人行道井盖破损",
        title=f"{SECRET}标题",
        submit=True,
        reporter=pb.Reporter(name=f"{SECRET}张", phone="13812345678", wants_answer=True),
    )
    request = pb.AddAttachmentRequest(
        case_id=case.id,
        file_name=f"{SECRET}.jpg",
        data=photo(datetime(2026, 11, 23, 0, 30, tzinfo=UTC), middle(2)),
        moment="before",
    )
    attachment = county.cases("head3").AddAttachment(request)
    super_cases = _all(county, supervision_pb2_grpc.SupervisionServiceStub)
    order = super_cases.IssueOrder(
        supervision_pb2.IssueOrderRequest(case_id=case.id, requirement=f"{SECRET}限期", limit="2wd")
    )
    comment = super_cases.AddComment(
        supervision_pb2.AddCommentRequest(case_id=case.id, type="advice", text=f"{SECRET}批示")
    )
    due = Timestamp()
    due.FromJsonString("2026-12-20T00:00:00Z")
    item = super_cases.PutOnBoard(
        supervision_pb2.PutOnBoardRequest(
            title=f"{SECRET}挂牌",
            case_id=case.id,
            territory_code=VACANT_TOWNSHIP,
            listing_unit_id=county.units["QX"],
            owner_unit_id=county.units["JD2"],
            measures=f"{SECRET}措施",
            due_time=due,
        )
    )
    dossier = super_cases.CompileDossier(
        supervision_pb2.CompileDossierRequest(case_id=case.id, reason=f"{SECRET}移交", to_body="纪委")
    )
    records = _all(county, records_pb2_grpc.CaseRecordServiceStub)
    export = records.RequestExport(records_pb2.RequestExportRequest(purpose=f"{SECRET}导出"))
    staged = records.StageCaseImport(
        records_pb2.StageCaseImportRequest(
            file_name=f"{SECRET}.csv",
            data="编号,上报时间,类别,状态,内容\nA1,2026-11-01 09:00:00,没有,SCREENING,x\n".encode(),
            mapping="",
            territory_code=VACANT_TOWNSHIP,
        )
    )
    accounts: Any = county.directory(accounts_pb2_grpc.AccountServiceStub)
    account = accounts.CreateAccount(
        accounts_pb2.CreateAccountRequest(
            account=accounts_pb2.Account(
                login="secret.there",
                name=f"{SECRET}员",
                realm="staff",
                home_territory_code=VACANT_COMMUNITY,
                private_phone="13900001111",
            )
        )
    )
    grant = accounts.ProposeGrant(
        accounts_pb2.ProposeGrantRequest(
            grant=accounts_pb2.Grant(
                account_id=account.id,
                role="screener",
                territory_code=VACANT_COMMUNITY,
                reason=f"{SECRET}理由",
            )
        )
    )
    pictures: Any = county.directory(directory_records_pb2_grpc.RecordServiceStub)
    picture = pictures.AddPicture(
        directory_records_pb2.AddPictureRequest(
            record_type="territory",
            record_id=county.vacant_township_grid,
            file_name="p.jpg",
            data=photo(datetime(2026, 11, 23, 0, 30, tzinfo=UTC), middle(2)),
            caption=f"{SECRET}图",
        )
    )
    of_field = _field_records(county)
    world.ids = {
        **of_field,
        **_register_records(county),
        "case": case.id,
        "number": case.number,
        "attachment": attachment.id,
        "order": order.id,
        "comment": comment.id,
        "board": item.id,
        "dossier": dossier.id,
        "export": export.id,
        "import": getattr(staged, "import").id,
        "account": account.id,
        "grant": grant.id,
        "picture": picture.id,
    }
    world.secrets = {*(v for v in world.ids.values() if v), case.receipt_secret, SECRET, "secret.there"}
    platform.settle()
    return world


def _field_records(county: County) -> dict[str, str]:
    """A guide, a campaign with a sheet, and a place that patrols call at."""
    guides = _all(county, fieldhelp_pb2_grpc.GuideServiceStub)
    guide = guides.PutGuide(
        fieldhelp_pb2.PutGuideRequest(
            guide=fieldhelp_pb2.Guide(
                territory_code=VACANT_COMMUNITY,
                category=fieldhelp_pb2.GUIDE_CATEGORY_OTHER,
                zh=fieldhelp_pb2.GuideWords(title=f"{SECRET}指南", text=f"{SECRET}说明"),
                published=True,
            )
        )
    )
    campaigns = _all(county, fieldhelp_pb2_grpc.ChecklistServiceStub)
    item = fieldhelp_pb2.ChecklistItem(text=f"{SECRET}项目", kind=fieldhelp_pb2.ITEM_KIND_TEXT)
    planned = campaigns.PutChecklist(
        fieldhelp_pb2.PutChecklistRequest(
            checklist=fieldhelp_pb2.Checklist(
                title=f"{SECRET}排查",
                territory_code=VACANT_COMMUNITY,
                mechanism=fieldhelp_pb2.MECHANISM_PROBLEMS,
                first_day="2026-11-01",
                last_day="2026-12-31",
                items=[item],
            )
        )
    )
    running = campaigns.StartChecklist(fieldhelp_pb2.ChecklistVerbRequest(id=planned.id, etag=planned.etag))
    sheet = campaigns.AddChecklistResult(
        fieldhelp_pb2.AddChecklistResultRequest(
            checklist_id=running.id,
            id=new_id(),
            territory_code=county.vacant_township_grid,
            object=f"{SECRET}对象",
            answers=[fieldhelp_pb2.ChecklistAnswer(item_id=running.items[0].id, value=f"{SECRET}答案")],
        )
    )
    patrols = _all(county, field_pb2_grpc.PatrolServiceStub)
    place = patrols.PutCheckpoint(
        field_pb2.PutCheckpointRequest(
            checkpoint=field_pb2.Checkpoint(
                code="SECRET-1", name=f"{SECRET}点位", territory_code=county.vacant_township_grid
            )
        )
    )
    return {"guide": guide.id, "checklist": running.id, "sheet": sheet.id, "checkpoint": place.id}


def _register_records(county: County) -> dict[str, str]:
    """A family in a dwelling, with what was recorded of it."""
    county.platform.settle()  # the register has to have heard of the grid
    promise(county.platform.contexts["population"], "official")
    stub = _all(county, register_pb2_grpc.RegisterServiceStub)
    dwelling = stub.CreateDwelling(
        register_pb2.CreateDwellingRequest(
            dwelling=register_pb2.Dwelling(
                territory_code=county.vacant_township_grid, address=f"{SECRET}路9号", room=f"{SECRET}室"
            )
        )
    )
    person = stub.RegisterPerson(
        register_pb2.RegisterPersonRequest(
            details=register_pb2.PersonDetails(name=f"{SECRET}居民", born_on="1980-05-03"),
            residence=register_pb2.ResidenceDetails(
                dwelling_id=dwelling.id, kind=register_pb2.RESIDENCE_KIND_PERMANENT
            ),
        )
    )
    asked = register_pb2.ListChangesRequest(record_type="person", record_id=person.id)
    return {
        "dwelling": dwelling.id,
        "person": person.id,
        "household": person.residence.household_id,
        "residence": person.residence.id,
        "change": stub.ListChanges(asked).changes[0].id,
    }


def _all(county: County, stub_class: Callable[[Any], Any]) -> Any:
    """A stub of a county official who may do everything and belongs to the county's centre."""
    platform: Any = county.platform
    claims = {
        "sub": "official",
        "name": "区领导",
        "realm": "staff",
        "roles": {"all": ["*"]},
        "grants": [["all", COUNTY[:6], "", "", ""]],
        "posts": [],
        "units": [county.units["QX"]],
    }
    return platform.stub(stub_class, platform.token_for(claims))


__all__ = ["HERE", "SECRET", "THERE", "World", "build_world", "new_id"]
