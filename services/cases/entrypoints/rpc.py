"""The gRPC servicers of the service; with them the only modules here that import grpc."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from typing import Any

from services.cases.bootstrap import Application
from services.cases.entrypoints.rpc_cases import CaseServicer
from services.cases.entrypoints.rpc_evidence import EvidenceServicer
from services.kernel.runtime.context import ServiceContext, Servicer
from wangge.cases.v1 import cases_pb2_grpc, evidence_pb2_grpc


def servicers(application: Application, context: ServiceContext) -> Sequence[Servicer]:
    """The loop, and the oversight where it is present."""
    found = [
        Servicer(
            "wangge.cases.v1.CaseService",
            cases_pb2_grpc.add_CaseServiceServicer_to_server,
            CaseServicer(application.loop),
        ),
        Servicer(
            "wangge.cases.v1.EvidenceService",
            evidence_pb2_grpc.add_EvidenceServiceServicer_to_server,
            EvidenceServicer(application.loop),
        ),
    ]
    if application.oversight is not None:
        for name in ("rpc_supervision", "rpc_records", "rpc_replies"):
            dotted = f"services.cases.entrypoints.{name}"
            if importlib.util.find_spec(dotted) is not None:
                module: Any = importlib.import_module(dotted)
                found.extend(module.servicers(application, context))
    return found
