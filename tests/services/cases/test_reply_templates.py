"""Texts to start from: own ones, shared ones, blanks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from services.cases.domain.refusals import (
    CaseNotFound,
    TemplateNotFound,
    TemplateStale,
    TemplateTitleTaken,
    TooManyTemplates,
)
from services.cases.domain.reply_template import MOST_OWN, ReplyTemplate
from services.cases.entrypoints import rpc_replies
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.persistence.database import Database
from services.kernel.persistence.migrate import upgrade
from services.kernel.runtime.manifest import read_manifest
from tests.services.cases.county import COMMUNITY, COUNTY, OTHER_TOWNSHIP, TOWNSHIP, Town, with_request
from wangge.cases.v1 import replies_pb2 as pb

MANIFEST = read_manifest(Path(__file__).parents[3] / "services/cases/service.toml")
SEEN = ReplyTemplate("", "已受理", "您反映的“{标题}”（{编号}）已转{单位}，{期限}前答复", verbs=("file",))


def titles(town: Town, call: object, **asked: str) -> list[str]:
    found = town.application.oversight.list_reply_templates(call, **asked)
    return [each.template.title for each in found]


def test_ones_own_texts_are_ones_own_and_change_under_their_version(any_town: Town) -> None:
    do = any_town.application.oversight

    kept = do.put_reply_template(any_town.head, replace(SEEN, title=" 已受理 ")).template

    assert (kept.title, kept.version, kept.updated_by, kept.personal) == ("已受理", 1, "网格长", True)
    assert titles(any_town, any_town.head) == ["已受理"]
    assert titles(any_town, any_town.worker) == []
    for wrong in (any_town.worker, any_town.community):
        with pytest.raises(TemplateNotFound):
            do.get_reply_template(wrong, kept.id)
        with pytest.raises(TemplateNotFound):
            do.delete_reply_template(wrong, kept.id)
    changed = do.put_reply_template(any_town.head, replace(kept, text="改"), "1").template
    assert (changed.id, changed.version, changed.text) == (kept.id, 2, "改")
    with pytest.raises(TemplateStale):
        do.put_reply_template(any_town.head, replace(kept, text="旧"), "1")
    with pytest.raises(TemplateTitleTaken):
        do.put_reply_template(any_town.head, SEEN)
    do.delete_reply_template(any_town.head, kept.id)
    assert titles(any_town, any_town.head) == []
    assert any_town.audits().count("cases.reply.put") == 2
    assert any_town.audits().count("cases.reply.delete") == 1


def test_a_centre_shares_with_everybody_below_and_alone_changes_what_it_shares(any_town: Town) -> None:
    do = any_town.application.oversight
    shared = do.put_reply_template(any_town.township, replace(SEEN, path=TOWNSHIP), personal=False).template

    assert (shared.personal, shared.path) == (False, TOWNSHIP)
    for below in (any_town.community, any_town.head):
        assert [each.editable for each in do.list_reply_templates(below)] == [False]
        with pytest.raises(PermissionDenied):
            do.put_reply_template(below, replace(shared, text="改"), "1", personal=False)
        with pytest.raises(PermissionDenied):
            do.delete_reply_template(below, shared.id)
        with pytest.raises(PermissionDenied):  # nor taken for oneself
            do.put_reply_template(below, replace(shared, text="改"), "1", personal=True)
    assert titles(any_town, any_town.other_township) == []
    # The county may look after it, but is not offered a township's words for its own cases.
    assert titles(any_town, any_town.county) == ["已受理"]
    assert titles(any_town, any_town.county, verb="file") == []
    for place in (OTHER_TOWNSHIP, COUNTY, ""):
        with pytest.raises(PermissionDenied):
            do.put_reply_template(any_town.township, replace(SEEN, path=place), personal=False)


def test_only_what_fits_the_verb_and_category_is_offered_and_the_nearest_first(any_town: Town) -> None:
    do = any_town.application.oversight
    for call, path, title in (
        (any_town.county, COUNTY, "县"),
        (any_town.township, TOWNSHIP, "乡"),
        (any_town.community, COMMUNITY, "村"),
    ):
        do.put_reply_template(call, replace(SEEN, title=title, path=path), personal=False)
    do.put_reply_template(any_town.community, replace(SEEN, title="井盖", category="event.water", verbs=()))

    assert titles(any_town, any_town.community, verb="file") == ["井盖", "村", "乡", "县"]
    assert titles(any_town, any_town.community, verb="assign") == ["井盖"]
    assert titles(any_town, any_town.community, verb="assign", category="event.waterway") == []
    assert titles(any_town, any_town.community, verb="assign", category="event.water.leak") == ["井盖"]


def test_blanks_are_filled_from_the_case_and_an_empty_one_stays(town: Town) -> None:
    do = town.application.oversight
    do.put_reply_template(town.community, SEEN)
    case_id = town.in_work()
    case = town.loop.get(town.community, case_id).case

    filled = do.list_reply_templates(town.county, case_id=case_id)
    mine = do.list_reply_templates(town.community, case_id=case_id)

    assert filled == []
    assert case.number in mine[0].filled
    assert case.title in mine[0].filled
    assert "{" not in mine[0].filled
    assert "年" in mine[0].filled
    assert SEEN.filled({"编号": "HB1"}).startswith("您反映的“{标题}”（HB1）")
    with pytest.raises(CaseNotFound):
        do.list_reply_templates(town.other_township, case_id=case_id)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "请于{日期}前"}, "reply_template.text"),
        ({"text": "  "}, "reply_template.text"),
        ({"title": " "}, "reply_template.title"),
        ({"verbs": ("fly",)}, "reply_template.verbs"),
    ],
)
def test_what_cannot_be_used_is_not_kept(town: Town, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        town.application.oversight.put_reply_template(town.head, replace(SEEN, **wrong))  # type: ignore[arg-type]

    assert [problem.field for problem in refused.value.problems] == [field]


def test_an_account_keeps_fifty_and_the_same_request_keeps_one(town: Town) -> None:
    do = town.application.oversight
    first = do.put_reply_template(with_request(town.head, "r1"), SEEN)
    assert do.put_reply_template(with_request(town.head, "r1"), SEEN) == first
    for number in range(1, MOST_OWN):
        do.put_reply_template(town.head, replace(SEEN, title=str(number)))

    with pytest.raises(TooManyTemplates):
        do.put_reply_template(town.head, replace(SEEN, title="又一个"))


def test_residents_read_no_templates(town: Town) -> None:
    with pytest.raises(PermissionDenied):
        town.application.oversight.list_reply_templates(town.resident)


def test_the_messages_carry_it_all(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rpc_replies, "call_of", lambda context: town.township)
    service = rpc_replies.ReplyServicer(SimpleNamespace(**vars(town.application.oversight)))
    wanted = pb.ReplyTemplate(
        title="派遣", text="请{单位}办理", verbs=["assign"], territory_code="410602001000"
    )

    made = service.PutReplyTemplate(pb.PutReplyTemplateRequest(reply_template=wanted), None)

    assert (made.territory_code, made.personal, list(made.actions)) == (
        "410602001000",
        False,
        ["edit", "delete"],
    )
    assert service.GetReplyTemplate(pb.GetReplyTemplateRequest(id=made.id), None) == made
    asked = pb.ListReplyTemplatesRequest(verb="assign", case_id=town.in_work())
    assert "{" not in service.ListReplyTemplates(asked, None).reply_templates[0].filled
    service.DeleteReplyTemplate(pb.DeleteReplyTemplateRequest(id=made.id), None)
    assert service.ListReplyTemplates(pb.ListReplyTemplatesRequest(), None).reply_templates == []


def test_a_new_platform_starts_with_eight_texts_that_can_be_filled(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/cases.sqlite3", "cases")
    upgrade(database, MANIFEST)

    with database.read() as connection:
        rows = connection.execute(sa.text("SELECT title, text, path, owner FROM reply_template")).all()

    assert len(rows) == 8
    for title, text, path, owner in rows:
        assert (path, owner) == ("", "")
        ReplyTemplate("1", title, text).check()
    database.dispose()
