"""What happens to a call before and after its handler, over a real channel."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest
import sqlalchemy as sa
from google.protobuf import descriptor_pool
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from services.kernel.audit.refused import MOST_A_MINUTE
from services.kernel.call import PASSWORD_CHANGE, PermissionDenied
from services.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated, Unavailable
from services.kernel.persistence.tables import audit_entries
from services.kernel.persistence.unit_of_work import ReplayRace
from services.kernel.rpc.access import ContractBroken, methods_of
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.rpc.failures import read_failure
from services.kernel.runtime.discovery import discover, select
from services.kernel.testing.platform import TestPlatform

LAY = "toywater.pipe.lay"


@pytest.fixture(scope="module")
def site(toy_site: Path) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(toy_site))
        yield toy_site


@pytest.fixture(scope="module")
def platform(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPlatform]:
    chosen = select(["toywater"], discover(site))
    with TestPlatform(tmp_path_factory.mktemp("platform"), chosen) as started:
        yield started


@pytest.fixture
def pb(site: Path) -> Any:
    from toywater.v1 import water_pb2  # type: ignore[import-not-found]

    return water_pb2


def water(platform: TestPlatform, token: str = "", **more: Any) -> Any:
    from toywater.v1 import water_pb2_grpc

    return platform.stub(water_pb2_grpc.WaterServiceStub, token, **more)


def bare(platform: TestPlatform) -> Any:
    """A stub without any translation: statuses as they arrive."""
    from toywater.v1 import water_pb2_grpc

    return water_pb2_grpc.WaterServiceStub(grpc.insecure_channel(platform.address))


def test_a_public_method_needs_no_token_and_has_the_anonymous_actor(platform: TestPlatform, pb: Any) -> None:
    assert water(platform).Echo(pb.EchoRequest()).actor == "anonymous"


def test_a_public_method_ignores_a_bad_token(platform: TestPlatform, pb: Any) -> None:
    assert water(platform, "rubbish").Echo(pb.EchoRequest()).actor == "anonymous"


def test_other_methods_refuse_callers_without_a_good_token(platform: TestPlatform, pb: Any) -> None:
    for token in ("", "rubbish"):
        with pytest.raises(Unauthenticated):
            water(platform, token).GetPipe(pb.GetPipeRequest(id="x"))


def test_a_token_whose_time_is_over_is_refused(site: Path, tmp_path: Path, pb: Any) -> None:
    with TestPlatform(tmp_path, select(["toywater"], discover(site))) as platform:
        token = platform.token_of("ann")
        platform.clock.advance(hours=13)

        with pytest.raises(Unauthenticated) as refused:
            water(platform, token).GetPipe(pb.GetPipeRequest(id="x"))

        assert refused.value.code == "kernel.token_expired"


def test_who_has_to_choose_a_password_first_may_call_what_is_public_alone(
    platform: TestPlatform, pb: Any
) -> None:
    claims = {"sub": "bob", "name": "bob", "realm": "staff", "roles": {PASSWORD_CHANGE: []}}
    stub = water(platform, platform.token_for(claims))

    with pytest.raises(Forbidden) as refused:
        stub.GetPipe(pb.GetPipeRequest(id="x"))

    assert refused.value.code == "kernel.password_due"
    assert stub.Echo(pb.EchoRequest()) is not None


def test_a_permission_is_needed_and_named_when_it_lacks(platform: TestPlatform, pb: Any) -> None:
    with pytest.raises(Exception) as refused:
        water(platform, platform.token_of("bob", ["toywater.pipe.see"])).LayPipe(pb.LayPipeRequest(name="x"))

    assert refused.value.code == PermissionDenied.code  # type: ignore[attr-defined]
    assert refused.value.details == {"permission": LAY}  # type: ignore[attr-defined]


def test_rights_are_checked_before_the_request_is_even_read(platform: TestPlatform) -> None:
    call = grpc.insecure_channel(platform.address).unary_unary("/toywater.v1.WaterService/LayPipe")

    with pytest.raises(grpc.RpcError) as refused:
        call(b"\xff\xff not a message")

    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED  # type: ignore[attr-defined]


def test_bytes_that_are_no_message_are_the_callers_fault(platform: TestPlatform) -> None:
    call = grpc.insecure_channel(platform.address).unary_unary("/toywater.v1.WaterService/Echo")

    for raw in (b"\xff\xff not a message", b"\x0a\x02\xc3\x28"):
        with pytest.raises(grpc.RpcError) as refused:
            call(raw)
        assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT  # type: ignore[attr-defined]


def test_every_wrong_field_is_named_by_its_path(platform: TestPlatform, pb: Any) -> None:
    request = pb.LayPipeRequest(
        name="  ",
        place=pb.Place(longitude=200, name="12345", inside=pb.Place(longitude=float("nan"))),
        tags=["abcd", "a\0b"],
        material=7,
        metres=-1,
        plan=b"123456",
    )
    request.places["x"].longitude = -181
    request.laid_at.seconds = 10**13

    with pytest.raises(Invalid) as refused:
        water(platform, platform.token_of("ann", [LAY])).LayPipe(request)

    assert {each.field: each.code for each in refused.value.problems} == {
        "name": "kernel.required",
        "place.longitude": "kernel.too_large",
        "place.name": "kernel.too_long",
        "place.inside.longitude": "kernel.not_finite",
        "tags[0]": "kernel.too_long",
        "tags[1]": "kernel.nul_refused",
        "places['x'].longitude": "kernel.too_small",
        "material": "kernel.unknown_choice",
        "laid_at": "kernel.moment_out_of_range",
        "metres": "kernel.too_small",
        "plan": "kernel.too_many_bytes",
    }


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "水" * 11}, "kernel.too_long"),
        ({"name": "no!"}, "kernel.pattern_mismatch"),
        ({"name": "ok", "tags": ["a", "b", "c"]}, "kernel.too_many_items"),
    ],
)
def test_options_of_a_field_are_kept(
    platform: TestPlatform, pb: Any, fields: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        water(platform, platform.token_of("ann", [LAY])).LayPipe(pb.LayPipeRequest(**fields))

    assert [each.code for each in refused.value.problems] == [code]


def test_a_flood_of_problems_is_cut_to_what_metadata_may_hold(platform: TestPlatform, pb: Any) -> None:
    request = pb.LayPipeRequest(name="ok")
    for number in range(500):
        request.places[str(number)].longitude = 999

    for _ in range(10):
        with pytest.raises(grpc.RpcError) as refused:
            bare(platform).LayPipe(
                request, metadata=(("authorization", f"Bearer {platform.token_of('ann', [LAY])}"),)
            )
        failure = read_failure(refused.value)
        assert failure.status is grpc.StatusCode.INVALID_ARGUMENT
        assert 20 < len(failure.problems) <= 100


def test_a_token_of_somebody_with_many_rights_passes(platform: TestPlatform, pb: Any) -> None:
    many = [f"service.thing{number}.verb" for number in range(300)]
    token = platform.token_of("ann", [LAY, *many])

    assert len(token) > 8192
    for _ in range(10):
        assert water(platform, token).Echo(pb.EchoRequest()).actor == "ann"


def test_limits_count_characters_and_not_bytes(platform: TestPlatform, pb: Any) -> None:
    assert water(platform, platform.token_of("ann", [LAY])).LayPipe(pb.LayPipeRequest(name="水" * 10)).id


def test_the_same_request_id_gives_the_first_result(platform: TestPlatform, pb: Any) -> None:
    stub = water(platform, platform.token_of("ann", [LAY]))
    before = stub.CountPipes(pb.CountPipesRequest()).count

    ids = {stub.LayPipe(pb.LayPipeRequest(request_id="r-1", name="main")).id for _ in range(3)}

    assert len(ids) == 1
    assert stub.CountPipes(pb.CountPipesRequest()).count == before + 1


def test_a_request_id_used_for_something_else_is_a_conflict(platform: TestPlatform, pb: Any) -> None:
    stub = water(platform, platform.token_of("ann", [LAY]))
    stub.LayPipe(pb.LayPipeRequest(request_id="r-2", name="main"))

    with pytest.raises(Conflict) as refused:
        stub.LayPipe(pb.LayPipeRequest(request_id="r-2", name="other"))

    assert refused.value.code == "kernel.request_id_reused"


def test_request_ids_of_different_accounts_do_not_meet(platform: TestPlatform, pb: Any) -> None:
    request = pb.LayPipeRequest(request_id="r-3", name="main")

    ids = {water(platform, platform.token_of(who, [LAY])).LayPipe(request).id for who in ("ann", "bob")}

    assert len(ids) == 2


def test_a_lost_race_of_two_copies_runs_the_handler_once_more(
    platform: TestPlatform, pb: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = platform.parts["toywater"].application
    runs: list[str] = []
    real = type(application).lay

    def racing(self: Any, call: Any, name: str) -> str:
        runs.append(name)
        if len(runs) == 1:
            raise ReplayRace("key")
        return str(real(self, call, name))

    monkeypatch.setattr(type(application), "lay", racing)

    assert water(platform, platform.token_of("ann", [LAY])).LayPipe(
        pb.LayPipeRequest(request_id="r", name="x")
    )
    assert runs == ["x", "x"]


def test_what_the_metadata_says_reaches_the_call(platform: TestPlatform, pb: Any) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    metadata = (
        ("accept-language", "fr, en;q=0.8, zh;q=0.5"),
        ("x-wangge-origin", "10.1.2.3"),
        ("x-wangge-purpose", "%E6%A0%B8%E5%AE%9E"),
        ("traceparent", f"00-{trace}-b7ad6b7169203331-01"),
    )

    echo = bare(platform).Echo(pb.EchoRequest(), metadata=metadata, timeout=5)

    assert (echo.locale, echo.origin, echo.purpose, echo.trace_id) == ("en", "10.1.2.3", "核实", trace)
    assert echo.has_deadline


def test_a_call_by_the_grant_of_another_names_the_lender(platform: TestPlatform, pb: Any) -> None:
    token = platform.token_of("bob", [LAY], delegated_from="ann")

    water(platform, token).LayPipe(pb.LayPipeRequest(name="lent"))

    with platform.contexts["toywater"].database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT actor_id, on_behalf_of FROM kernel_audit ORDER BY position DESC"
        )
        assert tuple(rows.first() or ()) == ("bob", "ann")


def test_a_bug_shows_nothing_but_the_trace_id_and_is_logged_without_the_request(
    platform: TestPlatform, pb: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(grpc.RpcError) as broken:
        bare(platform).Break(pb.EchoRequest(text="410602199001011234"))

    failure = read_failure(broken.value)
    assert failure.status is grpc.StatusCode.INTERNAL
    assert failure.kind is None
    assert len(failure.trace_id) == 32
    assert "410602199001011234" not in f"{failure}{caplog.text}"
    assert any(failure.trace_id in record.getMessage() for record in caplog.records)
    assert caplog.text.count("bug in /toywater.v1.WaterService/Break") == 1
    assert "rpc.py" in caplog.text


@pytest.mark.parametrize(("locale", "text"), [("zh", "没有管道nowhere"), ("en", "There is no pipe nowhere")])
def test_a_refusal_carries_code_details_and_its_text_in_the_callers_language(
    platform: TestPlatform, pb: Any, locale: str, text: str
) -> None:
    metadata = (("accept-language", locale), ("authorization", f"Bearer {platform.token_of('ann')}"))

    with pytest.raises(grpc.RpcError) as refused:
        bare(platform).GetPipe(pb.GetPipeRequest(id="nowhere"), metadata=metadata)

    status = rpc_status.from_call(refused.value)
    info, local = error_details_pb2.ErrorInfo(), error_details_pb2.LocalizedMessage()
    for part in status.details:
        part.Unpack(info)
        part.Unpack(local)
    assert (info.reason, info.domain, dict(info.metadata)) == (
        "toywater.no_such_pipe",
        "toywater",
        {"id": "nowhere"},
    )
    assert (status.message, local.message) == (text, text)


def test_a_stream_delivers_and_ends_with_the_refusal_of_its_handler(platform: TestPlatform, pb: Any) -> None:
    stub = water(platform, platform.token_of("ann", [LAY]))
    stub.LayPipe(pb.LayPipeRequest(name="streamed"))
    received: list[Any] = []

    with pytest.raises(NotFound):
        received.extend(stub.WatchPipes(pb.CountPipesRequest()))

    assert "streamed" in [pipe.name for pipe in received]


def test_a_silent_stream_ends_with_its_token(site: Path, tmp_path: Path, pb: Any) -> None:
    with TestPlatform(tmp_path, select(["toywater"], discover(site))) as platform:
        claims = {
            "sub": "ann",
            "name": "Ann",
            "realm": "staff",
            "roles": {"r": [LAY]},
            "grants": [["r", "", "", "", ""]],
        }
        stub = water(platform, platform.token_for(claims, lifetime=timedelta(seconds=5)))
        stub.LayPipe(pb.LayPipeRequest(name="open end"))
        stream = stub.WatchPipes(pb.CountPipesRequest())
        assert next(stream).name == "open end"

        platform.clock.advance(seconds=5)

        with pytest.raises(Unauthenticated) as ended:
            next(stream)
        assert ended.value.code == "kernel.token_expired"


def test_a_call_whose_time_is_over_is_not_begun(platform: TestPlatform, pb: Any) -> None:
    with pytest.raises(Unavailable) as refused:
        water(platform).Echo(pb.EchoRequest(), timeout=-1)

    assert refused.value.code == "kernel.peer_unavailable"


def test_a_peer_that_is_away_is_unavailable_after_three_tries(site: Path, tmp_path: Path, pb: Any) -> None:
    from toywater.v1 import water_pb2_grpc

    pauses: list[float] = []
    peers = GrpcPeers({"toywater": f"unix:{tmp_path}/nobody.sock"}, sleep=pauses.append)
    stub = peers.stub(water_pb2_grpc.WaterServiceStub, "toywater")

    with pytest.raises(Unavailable):
        stub.CountPipes(pb.CountPipesRequest())
    assert len(pauses) == 2

    with pytest.raises(Unavailable):
        stub.LayPipe(pb.LayPipeRequest(name="once"))
    assert len(pauses) == 2
    assert peers.stub(water_pb2_grpc.WaterServiceStub, "elsewhere") is None
    peers.close()


def test_health_and_reflection_are_served_without_a_token(platform: TestPlatform) -> None:
    from grpc_health.v1 import health_pb2, health_pb2_grpc
    from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

    channel = grpc.insecure_channel(platform.address)
    health = health_pb2_grpc.HealthStub(channel)
    request = health_pb2.HealthCheckRequest(service="toywater.v1.WaterService")
    assert health.Check(request).status == health_pb2.HealthCheckResponse.SERVING
    asked = reflection_pb2.ServerReflectionRequest(list_services="")
    answer = next(iter(reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo(iter([asked]))))
    assert "toywater.v1.WaterService" in {each.name for each in answer.list_services_response.service}


def test_a_service_with_an_rpc_without_access_option_does_not_start(site: Path) -> None:
    from toywater.v1 import careless_pb2  # type: ignore[import-not-found]  # noqa: F401

    assert descriptor_pool.Default().FindServiceByName("toywater.v1.CarelessService")

    with pytest.raises(ContractBroken, match=r"toywater\.v1\.CarelessService\.Forget"):
        methods_of(["toywater.v1.CarelessService"])
    with pytest.raises(ContractBroken, match="no such gRPC service"):
        methods_of(["toywater.v1.Unheard"])


def refused_lines(platform: TestPlatform, account: str) -> list[tuple[str, str, str]]:
    with platform.contexts["toywater"].database.read() as connection:
        rows = connection.execute(
            sa.select(audit_entries).where(
                audit_entries.c.actor_id == account, audit_entries.c.action == "toywater.access.refused"
            )
        )
        return [(row.record_type, row.record_id, row.changes) for row in rows]


def test_refused_access_is_a_line_of_the_audit(platform: TestPlatform, pb: Any) -> None:
    token = platform.token_of("eve", ["toywater.pipe.see"])

    with pytest.raises(Forbidden):
        water(platform, token).LayPipe(pb.LayPipeRequest(name="x"))
    with pytest.raises(NotFound):
        water(platform, token).GetPipe(pb.GetPipeRequest(id="of-another-place"))

    lines = refused_lines(platform, "eve")
    assert [line[:2] for line in lines] == [("LayPipe", ""), ("GetPipe", "of-another-place")]
    assert "kernel.permission_denied" in lines[0][2]


def test_nobody_fills_the_audit_with_refusals(platform: TestPlatform, pb: Any) -> None:
    token = platform.token_of("flood", ["toywater.pipe.see"])

    for _ in range(MOST_A_MINUTE + 5):
        with pytest.raises(NotFound):
            water(platform, token).GetPipe(pb.GetPipeRequest(id="x"))

    assert len(refused_lines(platform, "flood")) == MOST_A_MINUTE


def test_what_somebody_without_account_tries_is_not_in_the_audit(platform: TestPlatform, pb: Any) -> None:
    with pytest.raises(Unauthenticated):
        water(platform).GetPipe(pb.GetPipeRequest(id="x"))

    assert refused_lines(platform, "anonymous") == []
