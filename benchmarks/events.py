"""From the commit that caused an event to the commit of the handler in another service."""

from __future__ import annotations

import time
from dataclasses import dataclass

import grpc

from benchmarks.load import percentile
from benchmarks.platform import Distributed
from wangge.directory.v1 import organisations_pb2, organisations_pb2_grpc

HANDLER = "cases.organisation_changed"
EVENT = "wangge.directory.v1.OrganisationChanged"


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds over ``count`` events."""

    count: int
    p50: float
    p95: float
    worst: float


# Both moments are the server's own record of the commits (track_commit_timestamp), so that no clock of ours
# and no moment at which a row was merely written comes in. The outbox row is written again when it is
# published; the audit entry of the same transaction is not, and bears the same moment.
_LAGS = """
SELECT extract(epoch FROM pg_xact_commit_timestamp(heard.xmin) - pg_xact_commit_timestamp(noted.xmin)) * 1000
FROM directory.kernel_outbox sent
JOIN directory.kernel_audit noted ON noted.at = sent.recorded_at
JOIN cases.kernel_inbox heard ON heard.event_id = sent.id AND heard.handler = %s
WHERE sent.type = %s AND sent.position > %s
"""


def event_latency(platform: Distributed, token: str, count: int, per_second: float) -> Latency:
    """Change an organisation that often, at that rate, and see when cases have taken each change in.

    Raises LookupError when not every change was heard in time.
    """
    before = platform.sql("SELECT coalesce(max(position), 0) FROM directory.kernel_outbox")[0][0]
    with grpc.insecure_channel(platform.grpc("directory")) as channel:
        stub = organisations_pb2_grpc.OrganisationServiceStub(channel)
        metadata = (("authorization", f"Bearer {token}"),)
        listed = stub.ListOrganisations(
            organisations_pb2.ListOrganisationsRequest(page_size=1), metadata=metadata
        )
        organisation = listed.organisations[0]
        due = time.perf_counter()
        for number in range(count):
            organisation.duties = f"职责第 {number} 版"
            request = organisations_pb2.UpdateOrganisationRequest(organisation=organisation)
            organisation = stub.UpdateOrganisation(request, metadata=metadata, timeout=30)
            due += 1 / per_second
            time.sleep(max(0.0, due - time.perf_counter()))
    platform.settle()
    lags = sorted(float(row[0]) for row in platform.sql(_LAGS, (HANDLER, EVENT, before)))
    if len(lags) < count:
        raise LookupError(f"{count} changes, {len(lags)} heard")
    return Latency(len(lags), percentile(lags, 0.5), percentile(lags, 0.95), lags[-1])
