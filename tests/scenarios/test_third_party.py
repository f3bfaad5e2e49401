"""A department's system in another language, made from protos/ alone (docs/integrate.md)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.cases.entrypoints.story_pictures import photo
from tests.scenarios.county import COUNTY, County, middle
from tests.scenarios.processes import Processes
from wangge.cases.v1 import cases_pb2 as pb
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc

ROOT = Path(__file__).parents[2]
RUBY = ROOT / "examples" / "ruby"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("grpc_tools_ruby_protoc") is None, reason="needs ruby-grpc-tools"),
]


@dataclass
class Client:
    """The Ruby client with its stubs and credentials."""

    environment: dict[str, str]

    def __call__(self, *arguments: str, succeeds: bool = True) -> str:
        """Run a command; its output, or what it says of an error."""
        ended = subprocess.run(
            ["ruby", str(RUBY / "client.rb"), *arguments],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (ended.returncode == 0) is succeeds, ended.stdout + ended.stderr
        return ended.stdout if succeeds else ended.stderr

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Run a command beside the test."""
        return subprocess.Popen(
            ["ruby", str(RUBY / "client.rb"), *arguments],
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            text=True,
        )


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """The platform as `make run` starts it."""
    with Processes(tmp_path_factory.mktemp("third_party")) as running:
        yield running


@pytest.fixture(scope="module")
def county(processes: Processes) -> County:
    """People and places on it."""
    return County(processes).build()


@pytest.fixture(scope="module")
def client(county: County, processes: Processes, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """Stubs from protos/ alone, and a service account of the roads department, given as the guide says."""
    stubs = tmp_path_factory.mktemp("stubs")
    subprocess.run([str(RUBY / "generate"), str(ROOT / "protos"), str(stubs)], check=True)
    secret = _service_account(county)
    address = f"127.0.0.1:{processes.grpc_port}"
    return Client(
        {
            "WANGGE_STUBS": str(stubs),
            "WANGGE_DIRECTORY": address,
            "WANGGE_CASES": address,
            "WANGGE_CLIENT_ID": "roads-system",
            "WANGGE_CLIENT_SECRET": secret,
        }
    )


def _service_account(county: County) -> str:
    accounts: Any = county.directory(accounts_pb2_grpc.AccountServiceStub)
    made = accounts.CreateServiceAccount(
        accounts_pb2.CreateServiceAccountRequest(
            login="roads-system", name="城管业务系统", organisation_id=county.units["CG"]
        )
    )
    grant = accounts_pb2.Grant(
        account_id=made.account.id, role="service_department", territory_code=COUNTY, reason="对接业务系统"
    )
    proposed = accounts.ProposeGrant(accounts_pb2.ProposeGrantRequest(grant=grant))
    second = dict(county.admin.claims, sub="root2", name="root2")
    token = county.platform.token_for(second)
    other: Any = county.platform.stub(accounts_pb2_grpc.AccountServiceStub, token)
    other.DecideGrant(accounts_pb2.DecideGrantRequest(id=proposed.id, approve=True, reason="同意"))
    return str(made.client_secret)


def test_the_client_does_its_share_of_a_case(county: County, client: Client, tmp_path: Path) -> None:
    case, foreign = county.filed_at_township(), county.filed_at_township()
    county.cases("dispatcher").AssignCase(pb.AssignCaseRequest(id=case.id, lead_unit_id=county.units["CG"]))
    follower = client.start("follow", "60", "0")
    picture = tmp_path / "after.jpg"
    picture.write_bytes(photo(datetime.now(UTC), middle(), repaired=True))

    waiting = client("list")
    client("sign", case.id)
    fed_back = client("feed-back", case.id, str(picture))
    told = _until_fed_back(follower, case.id)

    assert case.id in waiting
    assert foreign.id not in waiting
    assert "CASE_STATE_FEEDBACK" in fed_back
    assert [each[1] for each in told if each[2] == case.id][-2:] == ["sign", "feed_back"]
    assert all(each[2] != foreign.id for each in told)
    kept = county.cases("dispatcher").GetCase(pb.GetCaseRequest(id=case.id))
    assert [each.file_name for each in kept.attachments] == ["after.jpg"]


def _until_fed_back(follower: subprocess.Popen[str], case: str) -> list[list[str]]:
    """What the follower was told up to the feedback; all of its time where none comes."""
    told: list[list[str]] = []
    with follower:
        assert follower.stdout is not None
        for line in follower.stdout:
            told.append(line.rstrip("\n").split("\t"))
            if told[-1][1:3] == ["feed_back", case]:
                break
        follower.terminate()
    return told


def test_the_client_is_told_why_it_may_not(county: County, client: Client) -> None:
    foreign = county.filed_at_township()

    refusal = client("sign", foreign.id, succeeds=False)

    assert "reason=cases.not_found" in refusal


def test_a_wrong_secret_opens_nothing(client: Client) -> None:
    stranger = Client({**client.environment, "WANGGE_CLIENT_SECRET": "wrong"})

    refusal = stranger("list", succeeds=False)

    assert "reason=directory." in refusal
