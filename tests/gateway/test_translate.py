"""Our encoder writes what json_format writes; requests name what is wrong with them."""

from __future__ import annotations

import time
from typing import Any

import orjson
import pytest
from google.protobuf import json_format, struct_pb2, wrappers_pb2
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message_factory import GetMessageClass
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.bindings import rpcs
from gateway.encoder import to_json
from gateway.translate import MalformedJson, NotAnObject, json_path, read_json, write_json
from services.kernel.errors import Invalid
from tests.gateway.fake import manifests
from wangge.cases.v1 import cases_pb2
from wangge.directory.v1 import records_pb2

RESPONSES = sorted({rpc.response.DESCRIPTOR.full_name: rpc.response for rpc in rpcs(manifests())}.items())
F = FieldDescriptor
INTEGERS = {
    F.CPPTYPE_INT32: (-(1 << 31), (1 << 31) - 1),
    F.CPPTYPE_INT64: (-(1 << 63), (1 << 63) - 1),
    F.CPPTYPE_UINT32: (0, (1 << 32) - 1),
    F.CPPTYPE_UINT64: (0, (1 << 64) - 1),
}


def value_of(field: Any, depth: int) -> st.SearchStrategy[Any]:
    if field.message_type is not None:
        return message_of(field.message_type, depth - 1)
    if field.enum_type is not None:
        return st.sampled_from([*field.enum_type.values_by_number, 9999])
    if field.cpp_type in INTEGERS:
        return st.integers(*INTEGERS[field.cpp_type])
    if field.type == F.TYPE_BOOL:
        return st.booleans()
    if field.type == F.TYPE_BYTES:
        return st.binary(max_size=20)
    if field.type == F.TYPE_STRING:
        return st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
    return st.floats(width=32 if field.cpp_type == F.CPPTYPE_FLOAT else 64)


@st.composite
def message_of(draw: Any, kind: Any, depth: int) -> Any:
    message: Any = GetMessageClass(kind)()
    if kind.full_name == "google.protobuf.Timestamp":
        message.seconds = draw(st.integers(-62_135_596_800, 253_402_300_799))
        message.nanos = draw(
            st.one_of(
                st.just(0), st.integers(0, 999_999_999), st.integers(0, 999).map(lambda n: n * 1_000_000)
            )
        )
        return message
    for field in kind.fields:
        if not draw(st.booleans()) or (field.message_type is not None and depth <= 0):
            continue
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            entry = field.message_type.fields_by_name
            pairs = draw(st.dictionaries(value_of(entry["key"], 0), value_of(entry["value"], 0), max_size=2))
            getattr(message, field.name).update(pairs)
        elif field.is_repeated:
            getattr(message, field.name).extend(draw(st.lists(value_of(field, depth), max_size=2)))
        elif field.message_type is not None:
            getattr(message, field.name).CopyFrom(draw(value_of(field, depth)))
        else:
            setattr(message, field.name, draw(value_of(field, depth)))
    return message


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.data())
def test_the_encoder_equals_json_format(data: st.DataObject) -> None:
    _, kind = data.draw(st.sampled_from(RESPONSES))
    message = data.draw(message_of(kind.DESCRIPTOR, 3))

    expected = json_format.MessageToDict(message, always_print_fields_with_no_presence=True)

    assert orjson.loads(write_json(message)) == orjson.loads(orjson.dumps(expected))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.data())
def test_what_is_written_reads_back_as_it_was(data: st.DataObject) -> None:
    message = data.draw(message_of(cases_pb2.Case.DESCRIPTOR, 2))
    written = write_json(message)

    read = cases_pb2.Case()
    if b"\\u0000" in written:
        with pytest.raises(Invalid):
            read_json(read, written)
    else:
        read_json(read, written)
        assert orjson.loads(write_json(read)) == orjson.loads(written)


def test_well_known_types_keep_their_own_forms() -> None:
    assert to_json(wrappers_pb2.StringValue(value="x")) == "x"
    struct = struct_pb2.Struct()
    struct.update({"a": [1, None, "b"]})
    assert to_json(struct) == {"a": [1, None, "b"]}


def test_zeros_are_written_and_unset_messages_are_not() -> None:
    written = to_json(cases_pb2.CaseSummary())

    assert written["reworks"] == 0
    assert written["title"] == ""
    assert written["state"].endswith("UNSPECIFIED")
    assert "dueTime" not in written


def test_a_list_of_fifty_takes_less_than_a_millisecond() -> None:
    answer = cases_pb2.ListCasesResponse()
    for n in range(50):
        each = answer.cases.add(
            id=f"id-{n}", number="HB2026-0000123", title="占道经营影响通行", category="city.street"
        )
        each.create_time.seconds = each.due_time.seconds = 1_790_000_000
        each.point.longitude = 114.29
    write_json(answer)

    best = min(_timed(answer) for _ in range(30))

    assert best < 0.001


def _timed(message: Any) -> float:
    began = time.perf_counter()
    write_json(message)
    return time.perf_counter() - began


def problems(kind: Any, body: bytes) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        read_json(kind(), body)
    return {each.field: each.code for each in refused.value.problems}


def test_every_wrong_field_is_named() -> None:
    body = orjson.dumps(
        {
            "title": 5,
            "place": {"point": {"longitude": "east"}, "colour": 1},
            "attachmentIds": ["a", 7],
            "occurredTime": "yesterday",
            "urgency": "VERY",
            "nothing": 1,
        }
    )

    found = problems(cases_pb2.ReportCaseRequest, body)

    assert found["title"] == "gateway.malformed_value"
    assert found["attachmentIds[1]"] == "gateway.malformed_value"
    assert found["occurredTime"] == "gateway.malformed_value"
    assert found["urgency"] == "gateway.malformed_value"
    assert found["nothing"] == found["place.colour"] == "gateway.unknown_field"


def test_elements_of_lists_are_named_by_their_number() -> None:
    body = b'{"blur": [{"left": 1}, {"left": "x"}]}'

    assert problems(records_pb2.ClearPictureRequest, body) == {"blur[1].left": "gateway.malformed_value"}


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe{}", b"{} {}", b'"\xed\xa0\x80"', b"[" * 5000])
def test_what_is_not_json_is_refused(body: bytes) -> None:
    with pytest.raises((MalformedJson, NotAnObject)):
        read_json(cases_pb2.ReportCaseRequest(), body)


@pytest.mark.parametrize("body", [b"[]", b"null", b"3", b'"x"'])
def test_json_of_another_kind_is_refused(body: bytes) -> None:
    with pytest.raises(NotAnObject):
        read_json(cases_pb2.ReportCaseRequest(), body)


def test_nul_in_a_text_is_refused_by_its_path() -> None:
    assert problems(cases_pb2.ReportCaseRequest, b'{"place": {"address": "a\\u0000b"}}') == {
        "place.address": "gateway.nul"
    }


def test_paths_of_services_are_shown_as_json_has_them() -> None:
    assert json_path("taken_where.longitude") == "takenWhere.longitude"
    assert json_path("columns[work_phone]") == "columns[work_phone]"
    assert json_path("blur[2].top_left") == "blur[2].topLeft"
