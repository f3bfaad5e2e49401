"""What worksites hold about whoever answers for them."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.commitments import SqlCommitments
from services.population.adapters.loading import Loading
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.worksites import worksite
from services.population.adapters.worksites import SqlWorksites
from services.population.application.ports import Evidence
from services.population.domain.records import Person
from services.population.domain.rights import Held
from services.population.domain.worksites import Worksite

_COLUMNS = (("工地", "Worksite"), ("姓名", "Name"), ("电话", "Phone"), ("起止", "From and to"))


class WorksiteHolding:
    """See the port `Holder`. Whom to call is known by the phone together with the name."""

    def __init__(
        self,
        database: Database,
        sealing: Sealing,
        worksites: SqlWorksites,
        commitments: SqlCommitments,
        evidence: Evidence,
    ) -> None:
        self._database = database
        self._load = Loading(sealing)
        self._sealing = sealing
        self._worksites = worksites
        self._commitments = commitments
        self._evidence = evidence

    def held(self, person_id: str) -> Sequence[Held]:
        """See the port."""
        with self._database.read() as connection:
            dossier = self._load.dossiers(connection, [person_id]).get(person_id)
        found = self._answers_for(dossier.person) if dossier is not None else []
        if not found:
            return ()
        purpose = ("工地工棚安全管理", "Safety of worksites and sheds")
        rows = tuple(
            (each.name, each.contact_name, each.contact_phone, f"{each.opened_on}–{each.ended_on or ''}")
            for each in found
        )
        return (Held("worksites", ("工地联系人", "Contact of worksites"), purpose, _COLUMNS, rows),)

    def erase(self, uow: UnitOfWork, person_id: str) -> list[str]:
        """See the port."""
        dossier = self._load.dossiers(uow.connection, [person_id])[person_id]
        removed: list[str] = []
        for each in self._answers_for(dossier.person):
            removed += [each.contact_name, each.contact_phone]
            blank = self._sealing.seal("worksite", each.id, {})
            values = {"sealed": blank, "phone_blind": "", "version": each.version + 1}
            uow.connection.execute(sa.update(worksite).where(worksite.c.id == each.id).values(values))
            letters = self._commitments.forget_signer(uow, each.id, each.contact_name)
            self._evidence.unbind(uow, letters)
        return [each for each in removed if each]

    def _answers_for(self, person: Person) -> list[Worksite]:
        same_phone = self._worksites.by_phone(person.phone) if person.phone else ()
        return [each for each in same_phone if each.contact_name == person.name]
