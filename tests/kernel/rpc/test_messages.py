"""Texts put coded details into words of the reader's language, and programs get them as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from google.rpc import error_details_pb2

from services.kernel.call import PermissionDenied
from services.kernel.errors import Conflict, FieldProblem, Invalid
from services.kernel.rpc.failures import status_message
from services.kernel.rpc.messages import MessageFileBroken, Messages
from services.kernel.runtime.discovery import discover

FOLDERS = [manifest.folder for manifest in discover().values()]


class CaseBusy(Conflict):
    code = "cases.not_allowed"


@pytest.fixture(scope="module")
def messages() -> Messages:
    return Messages.load(FOLDERS)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh", "案件当前状态为“已立案”，不能执行此操作"),
        ("en", "The case is filed; this is not possible now"),
    ],
)
def test_states_are_words_to_people_and_codes_to_programs(messages: Messages, locale: str, said: str) -> None:
    refusal = CaseBusy(state="FILED", verb="assign")

    status = status_message(refusal, messages, locale=locale, domain="cases", trace_id="")

    info = error_details_pb2.ErrorInfo()
    status.details[0].Unpack(info)
    assert status.message == said
    assert (info.reason, dict(info.metadata)) == ("cases.not_allowed", {"state": "FILED", "verb": "assign"})


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("cases.case.assign", "您没有“派遣案件”权限", 'You lack the permission "Assign cases"'),
        ("operations.parked.decide", "您没有“处置积压事件”权限", None),
        ("else.thing.do", "您没有“else.thing.do”权限", None),
    ],
)
def test_permissions_are_called_what_the_manifests_call_them(
    messages: Messages, name: str, zh: str, en: str | None
) -> None:
    refusal = PermissionDenied(permission=name)

    assert messages.text(refusal.code, refusal.details, "zh") == zh
    if en:
        assert messages.text(refusal.code, refusal.details, "en") == en
    assert refusal.details == {"permission": name}


def test_levels_at_a_field_are_words_too(messages: Messages) -> None:
    problem = FieldProblem(
        "territory.parent_code", "directory.wrong_parent", {"level": "grid", "parent": "county"}
    )

    status = status_message(Invalid(problem), messages, locale="zh", domain="directory", trace_id="")

    bad = error_details_pb2.BadRequest()
    status.details[1].Unpack(bad)
    assert bad.field_violations[0].description.startswith("网格不能直接建在县（区）之下")
    assert messages.text(problem.code, problem.details, "en").startswith(
        "A grid may not stand directly under a county"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('["x.a"]\nzh = "x"\nen = "x"\nvalues = { state = "x.none" }\n', "x.none"),
        ('["x.a"]\nzh = "x"\nen = "x"\nvalues = "state"\n', "values must name"),
        ('["value.x.state"]\nA = { zh = "甲" }\n', "needs a zh and an en word"),
        ('["value.cases.case_state"]\nA = { zh = "甲", en = "a" }\n', "already somewhere else"),
    ],
)
def test_words_that_are_missing_or_twice_are_found_at_start(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "messages.toml").write_text(content, "utf-8")

    with pytest.raises(MessageFileBroken, match=told):
        Messages.load([*FOLDERS, tmp_path])


def test_every_state_a_refusal_can_name_has_words(messages: Messages) -> None:
    from services.cases.domain.board import BoardState
    from services.cases.domain.screening import ScreeningState
    from services.cases.domain.states import State
    from services.cases.domain.supervision import OrderState
    from services.directory.domain.accounts import State as AccountState
    from services.directory.domain.grants import GrantState
    from services.directory.domain.levels import Level

    for code, values in (
        ("cases.not_allowed", list(State)),
        ("cases.board_not_allowed", list(BoardState)),
        ("cases.screening_not_allowed", list(ScreeningState)),
        ("cases.order_not_allowed", list(OrderState)),
        ("directory.account_state", list(AccountState)),
        ("directory.grant_state", list(GrantState)),
    ):
        for value in values:
            assert value.value not in messages.text(code, {"state": value.value}, "zh")
    for level in Level:
        assert level.name.lower() not in messages.text(
            "directory.code_shape", {"level": level.name.lower()}, "zh"
        )
