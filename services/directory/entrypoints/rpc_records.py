"""RecordService: system log, pictures and imports; messages in, commands out, replies back."""

from __future__ import annotations

import grpc

from services.directory.account_parts import AccountParts
from services.directory.application.import_ports import Batch
from services.directory.application.imports_decide import AT_ONCE
from services.directory.application.imports_read import TableFile
from services.directory.application.moments import read, stamp
from services.directory.application.picture_ports import Box, Picture
from services.directory.application.systemlog import LogEntry, LogQuery
from services.directory.bootstrap import Application
from services.directory.entrypoints.import_messages import fields, import_messages, problems, suggestions
from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import ServiceContext, Servicer
from wangge.directory.v1 import records_pb2, records_pb2_grpc
from wangge.imports.v1 import imports_pb2
from wangge.types.v1 import types_pb2


class RecordServicer(records_pb2_grpc.RecordServiceServicer):
    """Records the directory keeps about itself."""

    def __init__(self, parts: AccountParts) -> None:
        self._parts = parts

    def ListLogEntries(
        self, request: records_pb2.ListLogEntriesRequest, context: grpc.ServicerContext
    ) -> records_pb2.ListLogEntriesResponse:
        query = LogQuery(
            actor=request.actor_id,
            record_type=request.record_type,
            record_id=request.record_id,
            action_prefix=request.action_prefix,
            since=read(getattr(request, "from"), request.HasField("from")),
            until=read(request.to, request.HasField("to")),
        )
        found, token = self._parts.list_log_entries(
            call_of(context), query, request.page_size, request.page_token
        )
        return records_pb2.ListLogEntriesResponse(entries=map(_entry, found), next_page_token=token)

    def AddPicture(
        self, request: records_pb2.AddPictureRequest, context: grpc.ServicerContext
    ) -> records_pb2.Picture:
        return _picture(
            self._parts.add_picture(
                call_of(context),
                request.record_type,
                request.record_id,
                request.file_name,
                request.data,
                request.caption,
            )
        )

    def ReplacePicture(
        self, request: records_pb2.ReplacePictureRequest, context: grpc.ServicerContext
    ) -> records_pb2.Picture:
        return _picture(
            self._parts.replace_picture(
                call_of(context), request.id, request.etag, request.file_name, request.data, request.reason
            )
        )

    def DeletePicture(
        self, request: records_pb2.DeletePictureRequest, context: grpc.ServicerContext
    ) -> records_pb2.Picture:
        return _picture(
            self._parts.delete_picture(call_of(context), request.id, request.etag, request.reason)
        )

    def ClearPicture(
        self, request: records_pb2.ClearPictureRequest, context: grpc.ServicerContext
    ) -> records_pb2.Picture:
        boxes = [Box(box.left, box.top, box.width, box.height) for box in request.blur]
        return _picture(
            self._parts.clear_picture(
                call_of(context), request.id, request.etag, boxes, request.nothing_to_blur
            )
        )

    def ListPictures(
        self, request: records_pb2.ListPicturesRequest, context: grpc.ServicerContext
    ) -> records_pb2.ListPicturesResponse:
        found = self._parts.list_pictures(call_of(context), request.record_type, request.record_id)
        return records_pb2.ListPicturesResponse(pictures=map(_picture, found))

    def GetPictureData(
        self, request: records_pb2.GetPictureDataRequest, context: grpc.ServicerContext
    ) -> records_pb2.PictureData:
        data = self._parts.get_picture_data(call_of(context), request.id, small=request.thumbnail)
        return records_pb2.PictureData(content_type="image/jpeg", data=data)

    def StageImport(
        self, request: records_pb2.StageImportRequest, context: grpc.ServicerContext
    ) -> records_pb2.StageImportResponse:
        staged = self._parts.stage_import(
            call_of(context),
            request.kind,
            request.file_name,
            request.data,
            dict(request.columns),
            only_columns=request.only_columns,
        )
        return records_pb2.StageImportResponse(
            **{"import": self._import(staged.batch)} if staged.batch else {},
            suggestions=suggestions(staged.suggestions, staged.samples),
            problems=problems(staged.problems),
            fields=fields(staged.fields),
        )

    def GetImport(
        self, request: records_pb2.GetImportRequest, context: grpc.ServicerContext
    ) -> records_pb2.ImportDetails:
        found = self._parts.get_import(call_of(context), request.id)
        return records_pb2.ImportDetails(
            **{"import": self._import(found.batch)},
            problems=problems(found.problems),
            fields=fields(found.fields),
            preview=[imports_pb2.RowPreview(row=number, values=values) for number, values in found.preview],
        )

    def AcceptImport(
        self, request: records_pb2.DecideImportRequest, context: grpc.ServicerContext
    ) -> imports_pb2.Import:
        accept, most = self._parts.accept_import, request.at_once or AT_ONCE
        return self._import(accept(call_of(context), request.id, at_once=most))

    def DiscardImport(
        self, request: records_pb2.DecideImportRequest, context: grpc.ServicerContext
    ) -> imports_pb2.Import:
        return self._import(self._parts.discard_import(call_of(context), request.id))

    def UndoImport(
        self, request: records_pb2.DecideImportRequest, context: grpc.ServicerContext
    ) -> imports_pb2.Import:
        return self._import(self._parts.undo_import(call_of(context), request.id))

    def ListImports(
        self, request: records_pb2.ListImportsRequest, context: grpc.ServicerContext
    ) -> records_pb2.ListImportsResponse:
        found, token = self._parts.list_imports(call_of(context), request.page_size, request.page_token)
        return records_pb2.ListImportsResponse(
            imports=import_messages(found, self._parts.names_of), next_page_token=token
        )

    def GetImportRejects(
        self, request: records_pb2.GetImportRejectsRequest, context: grpc.ServicerContext
    ) -> records_pb2.ImportFile:
        return _file(self._parts.get_import_rejects(call_of(context), request.id))

    def GetImportTemplate(
        self, request: records_pb2.GetImportTemplateRequest, context: grpc.ServicerContext
    ) -> records_pb2.ImportFile:
        return _file(self._parts.get_import_template(call_of(context), request.kind))

    def _import(self, batch: Batch) -> imports_pb2.Import:
        return import_messages([batch], self._parts.names_of)[0]


def _entry(entry: LogEntry) -> records_pb2.LogEntry:
    return records_pb2.LogEntry(
        id=entry.id,
        at=stamp(entry.at),
        actor_id=entry.actor_id,
        actor_name=entry.actor_name,
        on_behalf_of=entry.on_behalf_of,
        action=entry.action,
        record_type=entry.record_type,
        record_id=entry.record_id,
        territory=entry.territory,
        origin=entry.origin,
        purpose=entry.purpose,
        changes=entry.changes,
        trace_id=entry.trace_id,
        sequence=entry.sequence,
    )


def _picture(picture: Picture) -> records_pb2.Picture:
    file = types_pb2.Attachment(
        id=picture.id,
        file_name=picture.file_name,
        content_type="image/jpeg",
        size_bytes=picture.size,
        category="picture",
        taken_at=stamp(picture.taken_at),
        uploaded_at=stamp(picture.uploaded_at),
        uploaded_by=picture.uploaded_by,
        digest=picture.digest,
    )
    # Where it was taken is for those who may see the original, which a cleared picture's audience may not.
    if picture.longitude is not None and picture.latitude is not None and not picture.public:
        file.taken_where.CopyFrom(types_pb2.Point(longitude=picture.longitude, latitude=picture.latitude))
    return records_pb2.Picture(
        id=picture.id,
        record_type=picture.record_type,
        record_id=picture.record_id,
        file=file,
        caption=picture.caption,
        public=picture.public,
        etag=str(picture.version),
    )


def _file(file: TableFile) -> records_pb2.ImportFile:
    return records_pb2.ImportFile(file_name=file.name, content_type=file.content_type, data=file.data)


def servicers(application: Application, context: ServiceContext) -> list[Servicer]:
    """RecordService."""
    return [
        Servicer(
            "wangge.directory.v1.RecordService",
            records_pb2_grpc.add_RecordServiceServicer_to_server,
            RecordServicer(application.accounts),
        )
    ]
