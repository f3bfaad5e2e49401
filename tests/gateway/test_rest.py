"""HTTP in, RPC out, and back: translation, refusals and limits over a real socket."""

from __future__ import annotations

import base64
from typing import Any

import grpc
import pytest

from services.kernel.rpc.callers import ORIGIN
from tests.gateway.fake import Client, Platform, multipart, refuse
from wangge.cases.v1 import cases_pb2
from wangge.cases.v1 import records_pb2 as case_records
from wangge.directory.v1 import records_pb2


def test_a_get_fills_the_request_from_its_path_and_answers_json(fake: Platform, client: Client) -> None:
    fake.services.answers["GetCase"] = lambda request, context: cases_pb2.Case(id=request.id, title="占道")

    answer = client("GET", "/api/v1/cases/a%2Fb%3Ac")

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert (answer.json["id"], answer.json["title"], answer.json["reworks"]) == ("a/b:c", "占道", 0)


def test_the_service_learns_token_language_trace_and_address(fake: Platform, client: Client) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    answer = client(
        "GET", "/api/v1/cases/1", accept_language="en-GB", traceparent=f"00-{trace}-00f067aa0ba902b7-01"
    )

    metadata = fake.services.last[2]
    assert answer.headers["x-trace-id"] == trace
    assert trace in metadata["traceparent"]
    assert metadata["authorization"] == f"Bearer {client.token}"
    assert (metadata["accept-language"], metadata[ORIGIN]) == ("en", "127.0.0.1")


def test_a_query_fills_numbers_texts_enums_and_moments(fake: Platform, client: Client) -> None:
    client("GET", "/api/v1/cases?pageSize=20&order_by=create_time%20desc&query=%E7%BD%91%E6%A0%BC&filter=")
    request = fake.services.last[1]
    assert (request.page_size, request.order_by, request.query) == (20, "create_time desc", "网格")

    client("GET", "/api/v1/directory/log?from=2026-11-23T01:00:00Z&pageSize=")
    assert getattr(fake.services.last[1], "from").seconds == 1_795_395_600

    client("GET", "/api/v1/accounts?state=ACCOUNT_STATE_DISABLED")
    assert fake.services.last[1].state == 2


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("colour=red", "colour", "gateway.unknown_parameter"),
        ("pageSize=many", "pageSize", "gateway.malformed_value"),
        ("pageSize=99999999999", "pageSize", "gateway.malformed_value"),
        ("pageSize=1&pageSize=2", "pageSize", "gateway.repeated_parameter"),
        ("query=a%00b", "query", "gateway.malformed_value"),
        ("query=%ff", "", "gateway.malformed_query"),
    ],
)
def test_a_wrong_parameter_is_named(client: Client, query: str, field: str, code: str) -> None:
    answer = client("GET", f"/api/v1/cases?{query}")

    assert answer.status == 400
    assert [(each["field"], each["code"]) for each in answer.json["errors"]] == [(field, code)]
    assert answer.json["errors"][0]["message"]


def test_a_path_variable_cannot_be_given_as_a_parameter_too(client: Client) -> None:
    assert client("GET", "/api/v1/cases/1?id=2").status == 400


def test_a_body_and_a_nested_path_variable_fill_one_request(fake: Platform, client: Client) -> None:
    body = {"organisation": {"name": "街道办", "id": "ignored"}}

    answer = client("PATCH", "/api/v1/organisations/o-7", body)

    assert answer.status == 200
    request = fake.services.last[1]
    assert (request.organisation.id, request.organisation.name) == ("o-7", "街道办")


def test_a_custom_verb_without_a_body_is_an_empty_request(fake: Platform, client: Client) -> None:
    answer = client("POST", "/api/v1/operations/cases/audit:verify")

    assert answer.status == 200
    assert fake.services.last[1].service == "cases"


def test_operations_of_a_service_that_is_not_here_are_not_found(client: Client) -> None:
    assert client("GET", "/api/v1/operations/weather/status").status == 404


def test_a_body_with_parameters_beside_it_is_refused(client: Client) -> None:
    answer = client("POST", "/api/v1/cases?title=x", {})

    assert answer.status == 400
    assert answer.json["errors"][0]["field"] == "title"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (grpc.StatusCode.NOT_FOUND, 404),
        (grpc.StatusCode.INVALID_ARGUMENT, 400),
        (grpc.StatusCode.ABORTED, 409),
        (grpc.StatusCode.FAILED_PRECONDITION, 409),
        (grpc.StatusCode.PERMISSION_DENIED, 403),
        (grpc.StatusCode.UNAUTHENTICATED, 401),
        (grpc.StatusCode.RESOURCE_EXHAUSTED, 429),
        (grpc.StatusCode.UNAVAILABLE, 503),
    ],
)
def test_a_refusal_keeps_its_code_and_text(fake: Platform, client: Client, code: Any, status: int) -> None:
    fake.services.answers["GetCase"] = lambda request, context: refuse(
        context, code, "cases.some_code", "说明"
    )

    answer = client("GET", "/api/v1/cases/1")

    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json["code"], answer.json["detail"]) == ("cases.some_code", "说明")
    assert answer.json["type"] == "urn:wangge:problem:cases.some_code"
    assert answer.json["traceId"] == answer.headers["x-trace-id"]
    assert ("retry-after" in answer.headers) == (status in (429, 503))


def test_a_bug_in_a_service_shows_its_number_and_nothing_else(fake: Platform, client: Client) -> None:
    def bug(request: Any, context: Any) -> Any:
        raise RuntimeError("secret 410602199001011234")

    fake.services.answers["GetCase"] = bug

    answer = client("GET", "/api/v1/cases/1")

    assert answer.status == 500
    assert b"secret" not in answer.body
    assert b"RuntimeError" not in answer.body
    assert answer.json["traceId"] in answer.json["detail"]


def test_problems_speak_the_readers_language(client: Client) -> None:
    assert client("GET", "/api/v1/nothing").json["title"] == "未找到"
    assert client("GET", "/api/v1/nothing", accept_language="en").json["title"] == "Not found"
    assert client("GET", "/api/v1/nothing", cookie="wangge_language=en").json["title"] == "Not found"


def test_another_method_is_refused_with_those_that_work(client: Client) -> None:
    answer = client("PUT", "/api/v1/cases/1", {})

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_head_answers_without_a_body(client: Client) -> None:
    answer = client("HEAD", "/api/v1/cases/1")

    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


def test_an_answer_nobody_accepts_is_406(client: Client) -> None:
    assert client("GET", "/api/v1/cases/1", accept="text/html").status == 406
    assert client("GET", "/api/v1/cases/1", accept="text/html, */*;q=0.1").status == 200
    assert client("GET", "/api/v1/cases/1", accept="application/json;q=0").status == 406


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "", "multipart/form-data; boundary=x"])
def test_another_body_type_is_415(client: Client, kind: str) -> None:
    assert client("POST", "/api/v1/cases", b"{}", content_type=kind).status == 415


def test_malformed_json_is_400(client: Client) -> None:
    answer = client("POST", "/api/v1/cases", b"{", content_type="application/json")

    assert (answer.status, answer.json["code"]) == (400, "gateway.malformed_json")


def test_a_json_body_over_the_limit_is_refused_before_it_is_read(fake: Platform, client: Client) -> None:
    answer = client(
        "POST", "/api/v1/cases", b'{"title": "' + b"x" * (1 << 20) + b'"}', content_type="application/json"
    )

    assert (answer.status, answer.json["code"]) == (413, "gateway.too_large")
    assert fake.services.seen == []


def test_a_body_without_length_is_counted_as_it_comes(fake: Platform, client: Client) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=20)
    headers = {"authorization": f"Bearer {client.token}", "content-type": "application/json"}
    try:
        connection.request(
            "POST", "/api/v1/cases", iter([b'"' + b"x" * 65536] * 40), headers, encode_chunked=True
        )
    except (BrokenPipeError, ConnectionResetError):
        pass
    else:
        assert connection.getresponse().status == 413
    connection.close()
    assert fake.services.seen == []


def test_a_form_uploads_a_file_with_its_fields(fake: Platform, client: Client) -> None:
    content = bytes(range(256)) * 4096
    parts = [
        ("caseId", None, b"c-1"),
        ("takenWhere.longitude", None, b"114.25"),
        ("takenAt", None, b"2026-11-23T01:00:00Z"),
        ("file", "现场 照片.jpg", content),
    ]
    body, kind = multipart(parts)

    answer = client("POST", "/api/v1/cases:addAttachment", body, content_type=kind)

    assert answer.status == 200
    request = fake.services.last[1]
    assert (request.case_id, request.file_name, request.data) == ("c-1", "现场 照片.jpg", content)
    assert request.taken_where.longitude == 114.25


def test_a_form_takes_maps_as_json(fake: Platform, client: Client) -> None:
    body, kind = multipart(
        [("kind", None, b"posts"), ("columns", None, b'{"name": "A"}'), ("data", "a.csv", b"x")]
    )

    assert client("POST", "/api/v1/directory/imports", body, content_type=kind).status == 200
    assert dict(fake.services.last[1].columns) == {"name": "A"}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([("colour", None, b"x"), ("data", "a", b"x")], "gateway.unknown_parameter"),
        ([("data", "a", b"x"), ("file", "b", b"y")], "gateway.one_file_only"),
        ([("takenAt", None, b"now"), ("data", "a", b"x")], "gateway.malformed_value"),
        ([("moment", None, b"x" * 300_000)], "gateway.field_too_long"),
    ],
)
def test_a_wrong_form_names_its_part(client: Client, parts: list[Any], code: str) -> None:
    body, kind = multipart(parts)

    answer = client("POST", "/api/v1/cases:addAttachment", body, content_type=kind)

    assert (answer.status, answer.json["errors"][0]["code"]) == (400, code)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"x", "multipart/form-data"),
        (b'--x\r\nContent-Disposition: form-data; name="data"\r\n\r\nabc', "multipart/form-data; boundary=x"),
    ],
)
def test_a_broken_form_is_400(client: Client, body: bytes, kind: str) -> None:
    assert client("POST", "/api/v1/cases:addAttachment", body or b"x", content_type=kind).status == 400


def test_json_uploads_in_base64(fake: Platform, client: Client) -> None:
    body = {"fileName": "a.txt", "data": base64.b64encode(b"hello").decode()}

    assert client("POST", "/api/v1/cases:addAttachment", body).status == 200
    assert fake.services.last[1].data == b"hello"


def test_an_upload_over_the_limit_is_413(fake: Platform, client: Client) -> None:
    answer = client(
        "POST",
        "/api/v1/cases:addAttachment",
        b"",
        content_type="multipart/form-data; boundary=x",
        content_length=str(60 << 20),
    )

    assert answer.status == 413
    assert fake.services.seen == []


def test_a_file_comes_as_itself_and_as_json_when_asked(fake: Platform, client: Client) -> None:
    fake.services.answers["GetPictureData"] = lambda request, context: records_pb2.PictureData(
        content_type="image/png", data=b"\x89PNG"
    )

    plain = client("GET", "/api/v1/pictures/1/data", accept="image/*")
    asked = client("GET", "/api/v1/pictures/1/data", accept="application/json")

    assert (plain.body, plain.headers["content-type"]) == (b"\x89PNG", "image/png")
    assert "sandbox" in plain.headers["content-security-policy"]
    assert asked.json["data"] == base64.b64encode(b"\x89PNG").decode()


def test_a_file_that_could_act_is_saved_and_not_shown(fake: Platform, client: Client) -> None:
    fake.services.answers["GetAttachmentData"] = lambda request, context: cases_pb2.AttachmentData(
        content_type="text/html", file_name='说明"\r\nx.html', data=b"<script>"
    )

    answer = client("GET", "/api/v1/cases/1/attachments/2")

    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_stream_of_chunks_is_a_download(fake: Platform, client: Client) -> None:
    fake.services.answers["GetExportFile"] = lambda request, context: [
        case_records.FileChunk(
            file_name="案件.xlsx", content_type="application/octet-stream", data=b"a" * 70_000
        ),
        case_records.FileChunk(data=b"b" * 70_000),
    ]

    answer = client("GET", "/api/v1/caseExports/1/file")

    assert answer.body == b"a" * 70_000 + b"b" * 70_000
    assert "filename*=UTF-8''%E6%A1%88%E4%BB%B6.xlsx" in answer.headers["content-disposition"]


def test_a_download_that_fails_midway_is_not_taken_for_whole(fake: Platform, client: Client) -> None:
    import http.client

    def broken(request: Any, context: Any) -> Any:
        yield case_records.FileChunk(file_name="a", content_type="text/plain", data=b"half")
        context.abort(grpc.StatusCode.INTERNAL, "gone")

    fake.services.answers["GetExportFile"] = broken

    with pytest.raises(http.client.IncompleteRead):
        client("GET", "/api/v1/caseExports/1/file")


def test_a_download_refused_at_once_is_a_problem(fake: Platform, client: Client) -> None:
    def refused(request: Any, context: Any) -> Any:
        refuse(context, grpc.StatusCode.NOT_FOUND, "cases.no_export", "没有")
        yield

    fake.services.answers["GetExportFile"] = refused

    assert client("GET", "/api/v1/caseExports/1/file").status == 404
