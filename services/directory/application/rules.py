"""Point-deduction rules and the versioned store of rules, covenants and duty texts (DIR-29, DIR-32)."""

from __future__ import annotations

from dataclasses import dataclass

from services.directory.application.messages import moment, stamp
from services.directory.application.paging import after_key, page_size, token_after
from services.directory.application.ports import DeductionRule, Document, Registry
from services.directory.application.reference import EDIT
from services.directory.application.territory_lookups import get_territory
from services.directory.domain.refusals import RecordUnknown, Stale
from services.kernel.call import Call
from services.kernel.errors import Invalid
from wangge.directory.v1 import reference_pb2


@dataclass(frozen=True)
class PutDeductionRule:
    """Adds or changes which event costs whom how many points."""

    registry: Registry

    def __call__(self, call: Call, wanted: DeductionRule) -> DeductionRule:
        """Raises RecordUnknown, Stale, Invalid when it ends before it begins."""
        registry = self.registry
        call.require(EDIT, "")
        begin, end = moment(wanted, "valid_from"), moment(wanted, "valid_to")
        if begin and end and end <= begin:
            raise Invalid.one("rule.valid_to", "directory.term_ends_before_start")
        if wanted.cap_per_period and wanted.points > wanted.cap_per_period:
            raise Invalid.one("rule.cap_per_period", "directory.cap_below_points")
        with registry.new_uow(call) as uow:
            before = registry.references.rule(uow.connection, wanted.id) if wanted.id else None
            if wanted.id and before is None:
                raise RecordUnknown(id=wanted.id)
            if before and wanted.etag != before.etag:
                raise Stale(record=before.trigger)
            record = DeductionRule()
            record.CopyFrom(wanted)
            record.id = wanted.id or registry.new_id()
            record.etag = str(int(before.etag) + 1) if before else "1"
            registry.references.put_rule(uow.connection, record, before is None)
            changes = {"points": [before.points if before else 0, record.points]}
            uow.audit(EDIT, "deduction_rule", record.id, changes=changes)
            uow.commit(result=record.id)
        return record


@dataclass(frozen=True)
class ListDeductionRules:
    """All rules, past ones too."""

    registry: Registry

    def __call__(self, call: Call) -> list[DeductionRule]:
        with self.registry.read() as connection:
            return self.registry.references.rules(connection)


@dataclass(frozen=True)
class PutDocument:
    """Writes the next version of a document; earlier ones stay readable."""

    registry: Registry

    def __call__(self, call: Call, wanted: Document) -> Document:
        """Raises RecordUnknown, Stale, TerritoryUnknown."""
        registry = self.registry
        with registry.new_uow(call) as uow:
            path = ""
            if wanted.territory_code:
                path = get_territory(registry, uow.connection, wanted.territory_code, valid=True).path
            call.require(EDIT, path)
            before = registry.references.document(uow.connection, wanted.id) if wanted.id else None
            if wanted.id and before is None:
                raise RecordUnknown(id=wanted.id)
            if before:
                home = before.territory_code
                call.require(EDIT, get_territory(registry, uow.connection, home).path if home else "")
                if wanted.etag != before.etag:
                    raise Stale(record=before.title)
            record = Document()
            record.CopyFrom(wanted)
            record.id = wanted.id or registry.new_id()
            record.version = before.version + 1 if before else 1
            record.etag = str(record.version)
            record.changed_at.CopyFrom(stamp(uow.now) or record.changed_at)
            registry.references.add_document(uow.connection, record, path, uow.now, call.actor.id)
            changes = {
                "version": [record.version - 1, record.version],
                "published": [bool(before and before.published), record.published],
            }
            uow.audit(EDIT, "document", record.id, territory=path, changes=changes)
            uow.commit(result=record.id)
        return record


@dataclass(frozen=True)
class ListDocuments:
    """Documents in their latest version, or in all; drafts only for those who may edit there."""

    registry: Registry

    def __call__(
        self, call: Call, request: reference_pb2.ListDocumentsRequest
    ) -> reference_pb2.ListDocumentsResponse:
        """Raises TerritoryUnknown."""
        size = min(page_size(request.page_size), 200)
        asked = repr((request.kind, request.territory_code, request.with_versions))
        with self.registry.read() as connection:
            path = None
            if request.territory_code:
                path = get_territory(self.registry, connection, request.territory_code).path
            id, _, version = after_key(request.page_token, asked).partition("/")
            after = (id, int(version)) if version.isdigit() else None
            found = self.registry.references.documents(
                connection, request.kind, path, request.with_versions, size + 1, after
            )
        last = found[size - 1] if len(found) > size else None
        return reference_pb2.ListDocumentsResponse(
            documents=[each for each in found[:size] if each.published or call.may(EDIT, "")],
            next_page_token=token_after(f"{last.id}/{last.version}", asked) if last else "",
        )
