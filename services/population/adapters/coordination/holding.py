"""What requests between places hold about somebody."""

from __future__ import annotations

from collections.abc import Sequence

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.loading import Loading
from services.population.adapters.sealing import Sealing
from services.population.application.coordination.ports import Exchanges, Purposes
from services.population.application.coordination.tending import TendExchanges
from services.population.domain.coordination.exchange import Exchange
from services.population.domain.rights import Held

_TITLE = ("异地协查", "Requests between places")
_PURPOSE = ("流入地与流出地一事一查", "One question for one purpose between origin and destination")
_COLUMNS = (
    ("编号", "Number"),
    ("用途", "Purpose"),
    ("状态", "State"),
    ("姓名", "Name"),
    ("证件号码", "Document number"),
    ("说明", "Note"),
    ("答复", "Answer"),
    ("理由", "Reason"),
    ("到期清除", "Erased on"),
)


class ExchangeHolding:
    """See the port `Holder`."""

    def __init__(
        self,
        database: Database,
        sealing: Sealing,
        exchanges: Exchanges,
        purposes: Purposes,
        tend: TendExchanges,
    ) -> None:
        self._database = database
        self._load = Loading(sealing)
        self._exchanges = exchanges
        self._purposes = purposes
        self._tend = tend

    def held(self, person_id: str) -> Sequence[Held]:
        """See the port. Those of the other side too, who knows the person by the document."""
        with self._database.read() as connection:
            dossier = self._load.dossiers(connection, [person_id]).get(person_id)
        number = dossier.person.document_number if dossier is not None else ""
        found = self._exchanges.about(person_id, number)
        rows = tuple(self._row(each) for each in found)
        return (Held("coordination", _TITLE, _PURPOSE, _COLUMNS, rows),) if rows else ()

    def erase(self, uow: UnitOfWork, person_id: str) -> list[str]:
        """See the port. What others asked of their own person is theirs to keep for its time."""
        removed: list[str] = []
        for each in self._exchanges.about(person_id, ""):
            before = self._exchanges.one(uow, each.id)
            if before is not None and not before.erased:
                words = before.words
                removed += [words.name, words.document_number, words.note, words.reason, words.file_name]
                removed += words.values.values()
                self._tend.erase(uow, before)
        return [each for each in removed if each]

    def _row(self, found: Exchange) -> tuple[str, ...]:
        purpose = self._purposes.get(found.purpose_code, found.purpose_version)
        titles = {each.name: each.zh for each in purpose.fields} if purpose is not None else {}
        words = found.words
        answer = "；".join(f"{titles.get(name, name)} {value}" for name, value in words.values.items())
        title = purpose.zh if purpose is not None else found.purpose_code
        return (
            found.number,
            title,
            found.state.value,
            words.name,
            words.document_number,
            words.note,
            answer,
            words.reason,
            found.erase_on.isoformat(),
        )
