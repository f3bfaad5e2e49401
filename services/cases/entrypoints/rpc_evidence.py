"""Messages in, commands out, replies back: videos in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.cases.application.commands.uploading import PIECE, Announced, Progress
from services.cases.entrypoints.messages import attachment_message, moment_of, point_of
from services.cases.loop_parts import Loop
from services.kernel.rpc.server import call_of
from wangge.cases.v1 import evidence_pb2 as pb
from wangge.cases.v1 import evidence_pb2_grpc
from wangge.types.v1 import types_pb2 as types


class EvidenceServicer(evidence_pb2_grpc.EvidenceServiceServicer):
    """EvidenceService of wangge/cases/v1/evidence.proto."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop

    def GetUploadRules(self, request: pb.GetUploadRulesRequest, context: Any) -> pb.UploadRules:
        return pb.UploadRules(video_bytes=self._loop.start_upload.most, piece_bytes=PIECE)

    def StartUpload(self, request: pb.StartUploadRequest, context: Any) -> pb.Upload:
        about = Announced(
            case_id=request.case_id,
            file_name=request.file_name,
            size=request.size_bytes,
            digest=request.digest,
            taken_at=moment_of(request, "taken_at"),
            taken_where=point_of(request, "taken_where"),
            moment=request.moment,
        )
        return _upload(self._loop.start_upload(call_of(context), about))

    def GetUpload(self, request: pb.GetUploadRequest, context: Any) -> pb.Upload:
        return _upload(self._loop.get_upload(call_of(context), request.id))

    def AddPiece(self, request: pb.AddPieceRequest, context: Any) -> pb.Upload:
        call = call_of(context)
        return _upload(self._loop.add_piece(call, request.id, request.offset, request.data, request.digest))

    def FinishUpload(self, request: pb.FinishUploadRequest, context: Any) -> types.Attachment:
        actor = call_of(context).actor
        row = self._loop.finish_upload(call_of(context), request.id)
        return attachment_message(row, {actor.id: actor.name})

    def ReadAttachment(self, request: pb.ReadAttachmentRequest, context: Any) -> pb.AttachmentPiece:
        row, data = self._loop.read_attachment(
            call_of(context), request.id, request.attachment_id, request.offset, request.length
        )
        return pb.AttachmentPiece(
            content_type=row.content_type,
            file_name=row.file_name,
            size_bytes=row.size_bytes,
            offset=request.offset,
            data=data,
            digest=row.digest,
        )

    def DownloadAttachment(
        self, request: pb.DownloadAttachmentRequest, context: Any
    ) -> Iterator[pb.AttachmentChunk]:
        reading = self._loop.read_attachment
        row = reading.row(call_of(context), request.id, request.attachment_id)
        yield pb.AttachmentChunk(content_type=row.content_type, file_name=row.file_name)
        for piece in reading.pieces(row):
            yield pb.AttachmentChunk(data=piece)


def _upload(progress: Progress) -> pb.Upload:
    return pb.Upload(
        id=progress.id,
        size_bytes=progress.size,
        received_bytes=progress.received,
        piece_bytes=PIECE,
    )
