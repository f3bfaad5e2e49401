"""The contract of videos in pieces, through a real server with its checks in front."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator

import pytest

from services.cases.application.commands.uploading import PIECE
from services.cases.entrypoints.rpc import servicers
from services.cases.entrypoints.story_video import film
from services.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.rpc.messages import Messages
from services.kernel.rpc.pipeline import Pipeline
from services.kernel.rpc.server import RpcServer, methods_served
from services.kernel.security.tokens import TokenVerifier
from tests.services.cases.county import GRID, GRID_RIGHTS, OTHER_TOWNSHIP, Town
from tests.services.cases.test_case_rpc import KEYS, As
from wangge.cases.v1 import evidence_pb2 as pb
from wangge.cases.v1 import evidence_pb2_grpc


@pytest.fixture
def stub(town: Town) -> Iterator[evidence_pb2_grpc.EvidenceServiceStub]:
    served = servicers(town.application, town.context)
    pipeline = Pipeline(
        methods=methods_served(served),
        verifier=TokenVerifier(KEYS.public_jwks, "test", town.clock),
        messages=Messages.load(),
        clock=town.clock,
    )
    address = f"unix:/tmp/wangge-test-{secrets.token_hex(6)}.sock"
    server = RpcServer(served, pipeline, [address], threads=2)
    server.start()
    channels = GrpcPeers({"cases": address})
    found = channels.stub(evidence_pb2_grpc.EvidenceServiceStub, "cases")
    assert found is not None
    yield found
    channels.close()
    server.stop(0)


def test_a_video_is_announced_sent_finished_read_and_downloaded(
    town: Town, stub: evidence_pb2_grpc.EvidenceServiceStub
) -> None:
    data = film(town.clock())
    digest = hashlib.sha256(data).hexdigest()
    case_id = town.report().case.id
    start = pb.StartUploadRequest(
        case_id=case_id, file_name="a.webm", size_bytes=len(data), moment="before", request_id="s1"
    )

    with As(town, "head", GRID_RIGHTS, GRID):
        rules = stub.GetUploadRules(pb.GetUploadRulesRequest())
        upload = stub.StartUpload(start)
        assert stub.StartUpload(start).id == upload.id
        with pytest.raises(Conflict):
            stub.FinishUpload(pb.FinishUploadRequest(id=upload.id))
        piece = pb.AddPieceRequest(id=upload.id, data=data, digest=digest)
        assert stub.AddPiece(piece).received_bytes == len(data)
        assert stub.GetUpload(pb.GetUploadRequest(id=upload.id)).received_bytes == len(data)
        finish = pb.FinishUploadRequest(id=upload.id, request_id="f1")
        file = stub.FinishUpload(finish)
        assert stub.FinishUpload(finish).id == file.id
        asked = {"id": case_id, "attachment_id": file.id}
        read = stub.ReadAttachment(pb.ReadAttachmentRequest(**asked, offset=4, length=8))
        chunks = list(stub.DownloadAttachment(pb.DownloadAttachmentRequest(**asked)))

    assert (rules.piece_bytes, upload.piece_bytes) == (PIECE, PIECE)
    assert (file.category, file.moment, file.size_bytes) == ("video", "before", len(data))
    assert (read.data, read.size_bytes, read.digest) == (data[4:12], len(data), file.digest)
    assert (chunks[0].content_type, chunks[0].file_name) == ("video/webm", "a.webm")
    assert b"".join(each.data for each in chunks) == data


def test_what_does_not_fit_the_contract_or_the_rights_is_refused(
    town: Town, stub: evidence_pb2_grpc.EvidenceServiceStub
) -> None:
    case_id = town.report().case.id
    unknown = pb.DownloadAttachmentRequest(id=case_id, attachment_id="none")

    with As(town, "head", GRID_RIGHTS, GRID):
        for wrong in (
            pb.StartUploadRequest(file_name="a.mp4"),
            pb.StartUploadRequest(file_name="a.mp4", size_bytes=-1),
            pb.StartUploadRequest(file_name="a.mp4", size_bytes=1 << 50),
            pb.StartUploadRequest(file_name="a.mp4", size_bytes=9, digest="x"),
        ):
            with pytest.raises(Invalid):
                stub.StartUpload(wrong)
        with pytest.raises(NotFound):
            list(stub.DownloadAttachment(unknown))
    with As(town, "viewer", ("cases.case.view",), GRID), pytest.raises(Forbidden):
        stub.StartUpload(pb.StartUploadRequest(file_name="a.mp4", size_bytes=9))
    with As(town, "stranger", GRID_RIGHTS, OTHER_TOWNSHIP), pytest.raises(NotFound):
        list(stub.DownloadAttachment(unknown))
