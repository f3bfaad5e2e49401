"""An account with one grid learns nothing of anybody outside it, by whatever RPC or refusal (DIR-25).

Two registers are asked the same by a grid worker. They differ in one family that lives in the next grid: it
is in one of them and not in the other. Every answer has to be the same in both.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from google.protobuf.descriptor import FieldDescriptor, MethodDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from services.population.application import sight
from tests.services.population.county import (
    BUILDING,
    COMMUNITY,
    FAR_GRID,
    GRID,
    NEXT_GRID,
    TOWNSHIP,
)
from tests.services.population.worlds import OUTSIDER, SECOND, World, made, methods
from wangge.population.v1 import register_pb2 as pb

NOWHERE = "00000000-0000-7000-8000-000000000000"
WORDS = [*OUTSIDER.values(), "ouyangjingyi", "oyjy", "欧阳", "王建国", "wjg", "静怡 远山路", "501"]
CODES = ["", GRID, GRID, NEXT_GRID, FAR_GRID, COMMUNITY, f"{TOWNSHIP}000", "410602000000"]
DAYS = ["", "", "2024-05-01", "2026-11-23", "2019-01-01"]
# The texts of a field, by what its name says; the others get something harmless.
TEXTS = {
    "territory_code": CODES,
    "grid_code": CODES,
    "query": WORDS,
    "name": [OUTSIDER["name"], "王建国", "李四"],
    "document_number": [OUTSIDER["document"], ""],
    "phone": [OUTSIDER["phone"], ""],
    "etag": ["", "1", "2"],
    "record_type": ["person", "household", "dwelling"],
    "purpose": ["上门走访"],
    "reason": ["核实", ""],
    "building_id": [BUILDING, ""],
    "address": [OUTSIDER["address"], OUTSIDER["door"]],
    "fields": ["phone", "address"],
}


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World]]:
    folder = tmp_path_factory.mktemp("worlds")
    with_somebody = made(folder / "with", with_outsider=True)
    without = made(folder / "without", with_outsider=False)
    yield with_somebody, without
    with_somebody.platform.__exit__(None, None, None)
    without.platform.__exit__(None, None, None)


def subject_of(field: FieldDescriptor) -> str:
    """What an id is of: by its own name, else by what its request is about."""
    about = field.name + (field.containing_type.name if field.name == "id" else "")
    for word, what in _SUBJECTS:
        if word in about:
            return what
    return "person"


_SUBJECTS = (
    ("dwelling", "dwelling"),
    ("Dwelling", "dwelling"),
    ("from_id", "household"),
    ("household", "household"),
    ("Household", "household"),
    ("ChangeHead", "household"),
    ("ReverseChange", "change"),
    ("change_id", "change"),
    ("residence_id", "residence"),
)


def text_of(field: FieldDescriptor) -> st.SearchStrategy[str]:
    """Ids as ``@own.person``, replaced in each world by its own; everything else as it is sent."""
    if field.name in TEXTS:
        return st.sampled_from(TEXTS[field.name])
    if field.name == "id" or field.name.endswith(("_id", "_ids")):
        what = subject_of(field)
        return st.sampled_from([f"@own.{what}", f"@other.{what}", f"@own.{what}", "", NOWHERE])
    if "day" in field.name or field.name.endswith("_on") or field.name == "as_of":
        return st.sampled_from(DAYS)
    return st.sampled_from(["", "1", "甲"])


def value_of(field: FieldDescriptor, depth: int) -> st.SearchStrategy[Any]:
    """One value of a field."""
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        return fields_of(field.message_type.name, field.message_type, depth + 1)
    if field.type == FieldDescriptor.TYPE_ENUM:
        return st.sampled_from([each.number for each in field.enum_type.values][:4])
    if field.type == FieldDescriptor.TYPE_STRING:
        return text_of(field)
    if field.type == FieldDescriptor.TYPE_BOOL:
        return st.booleans()
    if field.type == FieldDescriptor.TYPE_BYTES:
        return st.sampled_from([b"", b"\x00\x01"])
    return st.sampled_from([0, 1, 5])


def fields_of(name: str, descriptor: Any, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Values of a message by field; ids, codes and what is searched for are mostly there."""
    made_of = {}
    for each in descriptor.fields:
        if each.name in ("request_id", "page_token") or (
            each.message_type is not None and (each.message_type.GetOptions().map_entry or depth > 2)
        ):
            continue
        value = value_of(each, depth)
        made_of[each.name] = st.lists(value, max_size=2) if each.is_repeated else value
    return st.fixed_dictionaries({}, optional=made_of) if depth > 1 else st.fixed_dictionaries(made_of)


def filled(
    world: World, other: World, method: MethodDescriptor, values: dict[str, Any], number: int
) -> Message:
    """The request as this world's caller sends it; ids of nobody here are those of the other world."""

    def real(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: real(each) for key, each in value.items()}
        if isinstance(value, list):
            return [real(each) for each in value]
        if isinstance(value, str) and value.startswith("@"):
            return world.known.get(value[1:]) or other.known[value[1:]]
        return value

    request = GetMessageClass(method.input_type)(**real(values))
    if "request_id" in method.input_type.fields_by_name:
        request.request_id = f"request-{number}"
    return request


@cache
def questions() -> st.SearchStrategy[tuple[MethodDescriptor, dict[str, Any]]]:
    """An RPC and what it is asked; making the ways to ask takes longer than asking."""
    asked = {
        each.full_name: st.tuples(st.just(each), fields_of(each.input_type.name, each.input_type))
        for each in methods()
        if not each.client_streaming
    }
    return st.sampled_from(list(asked)).flatmap(asked.__getitem__)


def compare(worlds: tuple[World, World], examples: int, numbers: Iterator[int]) -> None:
    """Ask both the same, many times. AssertionError where the answers differ."""
    with_somebody, without = worlds

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(questions())
    def same(question: tuple[MethodDescriptor, dict[str, Any]]) -> None:
        method, values = question
        number = next(numbers)
        said = with_somebody.call(method, filled(with_somebody, without, method, values, number))
        also = without.call(method, filled(without, with_somebody, method, values, number))
        assert said == also, f"{method.full_name} {values}"
        for secret in (OUTSIDER["phone"], OUTSIDER["document"], with_somebody.known["other.household"]):
            assert secret not in said

    same()


@pytest.mark.slow
def test_no_answer_depends_on_who_lives_beyond_the_grid(worlds: tuple[World, World]) -> None:
    compare(worlds, 1500, itertools.count())


@pytest.mark.slow
def test_whoever_registers_somebody_known_elsewhere_is_told_nothing(worlds: tuple[World, World]) -> None:
    said = []
    for world in worlds:
        request = pb.RegisterPersonRequest(
            details=pb.PersonDetails(name=SECOND["name"], document_number=SECOND["document"]),
            residence=pb.ResidenceDetails(
                dwelling_id=world.known["spare.dwelling"],
                kind=pb.RESIDENCE_KIND_PERMANENT,
                from_day="2025-01-01",
            ),
            request_id="known-elsewhere",
        )
        said.append(world.call(register("RegisterPerson"), request))

    assert said[0] == said[1]
    assert '"etag"' in said[0]


@pytest.mark.slow
def test_the_comparison_finds_a_door_left_open(
    worlds: tuple[World, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sight, "sees", lambda call, permission, path: True)

    with pytest.raises(AssertionError):
        compare(worlds, 300, itertools.count(10_000))


def register(name: str) -> MethodDescriptor:
    """An RPC of the register."""
    return next(each for each in methods() if each.name == name)
