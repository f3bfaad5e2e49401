"""Clients that report, submit and file cases all the time, and remember what was acknowledged."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

import grpc

from services.kernel.errors import Exhausted, Unavailable
from services.kernel.types import new_id
from tests.scenarios.county import MANHOLE, County, middle
from tests.scenarios.waiting import until
from wangge.cases.v1 import cases_pb2 as pb
from wangge.types.v1 import types_pb2

STEPS = ("report", "submit", "file")
_AGAIN_AFTER = 0.1  # seconds
_PATIENCE = 90.0
_TRIED_AGAIN = (Unavailable, Exhausted, ConnectionError)


class Stream:
    """A number of clients at once; leaving waits until each has an answer to its last request.

    A request without an answer is sent again with the same request_id until there is one, as a handheld does.
    ``acknowledged`` maps each case to the steps whose answer arrived; ``unexpected`` holds every failure that
    is neither "not reachable" nor "too much": there must be none, whatever breaks.
    """

    def __init__(self, county: County, *, clients: int = 4, rest: str = "") -> None:
        self._county = county
        self._rest = rest
        self._over = threading.Event()
        self._turn = threading.Lock()
        self.acknowledged: dict[str, list[str]] = {}
        self.unexpected: list[str] = []
        self.repeated = 0
        self._threads = [
            threading.Thread(target=self._run, args=(number,), name=f"client-{number}")
            for number in range(clients)
        ]

    def __enter__(self) -> Stream:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(_PATIENCE + 10)

    @property
    def steps(self) -> int:
        """How many steps were acknowledged."""
        with self._turn:
            return sum(map(len, self.acknowledged.values()))

    def wait_for(self, more: int, *, within: float = 60.0) -> None:
        """Until that many further steps were acknowledged."""
        target = self.steps + more
        until(lambda: self.steps >= target, within=within, every=0.02, what=f"{more} more steps")

    def _run(self, number: int) -> None:
        while not self._over.is_set():
            try:
                self._one_case()
            except Exception as wrong:
                with self._turn:
                    self.unexpected.append(f"{type(wrong).__name__}: {wrong}")
                return

    def _one_case(self) -> None:
        case_id = self._insist(self._by_rest() if self._rest else self._by_grpc())
        self._note(case_id, "report")
        if self._rest:
            return
        self._insist(self._verb("head", "SubmitCase", pb.SubmitCaseRequest(id=case_id, reason="需处置")))
        self._note(case_id, "submit")
        self._insist(self._verb("screener", "FileCase", pb.FileCaseRequest(id=case_id)))
        self._note(case_id, "file")

    def _note(self, case_id: str, step: str) -> None:
        with self._turn:
            self.acknowledged.setdefault(case_id, []).append(step)

    def _insist(self, ask: Callable[[], str]) -> str:
        """Ask until there is an answer."""
        waiting = threading.Event()
        for _ in range(round(_PATIENCE / _AGAIN_AFTER)):
            try:
                return ask()
            except _TRIED_AGAIN:
                with self._turn:
                    self.repeated += 1
                waiting.wait(_AGAIN_AFTER)
        return ask()

    def _by_grpc(self) -> Callable[[], str]:
        request_id, stub = new_id(), self._county.cases("worker")
        longitude, latitude = middle()
        request = pb.ReportCaseRequest(
            request_id=request_id,
            content="井盖破损",
            category=MANHOLE,
            channel=pb.CHANNEL_HANDHELD,
            place=pb.Place(point=types_pb2.Point(longitude=longitude, latitude=latitude)),
        )
        return lambda: str(_called(stub.ReportCase, request).id)

    def _verb(self, who: str, name: str, request: Any) -> Callable[[], str]:
        request.request_id = new_id()
        method = getattr(self._county.cases(who), name)
        return lambda: str(_called(method, request).id)

    def _by_rest(self) -> Callable[[], str]:
        longitude, latitude = middle()
        body = {
            "requestId": new_id(),
            "content": "井盖破损",
            "category": MANHOLE,
            "channel": "CHANNEL_WEB",
            "place": {"point": {"longitude": longitude, "latitude": latitude}},
        }
        token = self._county.token("worker")
        return lambda: str(_posted(f"{self._rest}/api/v1/cases", body, token)["id"])


def _called(method: Callable[[Any], Any], request: Any) -> Any:
    try:
        return method(request)
    except grpc.RpcError as broken:
        # The connection broke under the call; what the server refuses arrives as a Refusal.
        if isinstance(broken, grpc.Call) and broken.code() in (
            grpc.StatusCode.UNAVAILABLE,
            grpc.StatusCode.CANCELLED,
        ):
            raise ConnectionError(str(broken.code())) from broken
        raise


def _posted(url: str, body: Mapping[str, Any], token: str) -> Any:
    request = urllib.request.Request(
        url,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        if refused.code in (429, 502, 503, 504):
            raise ConnectionError(f"{refused.code}") from refused
        raise AssertionError(f"{refused.code}: {refused.read()[:300]!r}") from refused
    except (OSError, ValueError) as broken:
        raise ConnectionError(str(broken)) from broken
