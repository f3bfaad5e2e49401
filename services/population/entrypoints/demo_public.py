"""The demo community's public board, and people of its first grid who agreed to help an organisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from services.kernel.call import Call, Grant
from services.population.application import participants as lists
from services.population.application import sight
from services.population.application.boards import COMMUNITY, PUBLISH
from services.population.application.room import today_in_china
from services.population.bootstrap import Application
from services.population.domain.families.grounds import Establishment
from services.population.domain.participants import Participant
from services.population.entrypoints.demo_grid import DemoGrid

_SKILLS = (
    ("水电维修", "周末"),
    ("理发", "周三下午"),
    ("辅导作业", "工作日晚上"),
    ("秩序引导", "节假日"),
)
_RIGHTS = frozenset({lists.EDIT, lists.VIEW, PUBLISH, sight.VIEW, "population.establishments.edit"})


def tell(application: Application, call: Call, grid: DemoGrid, now: datetime) -> None:
    """In the first grid; the board is that of its community."""
    community = grid.path[:COMMUNITY]
    grant = Grant("screener", _RIGHTS, community)
    office = replace(call, actor=replace(call.actor, grants=(grant,)))
    application.boards.publish(office, community, "")
    name = f"{application.places.place_name(community)}志愿服务队"
    team = Establishment("", grid.path, name[:100], "mass_group", application.places.place_name(community))
    made = application.families.put_establishment(office, team, "")
    today = today_in_china(now)
    living = (
        each
        for family in grid.dossiers
        for each in family
        if each is not None and each.main is not None and each.person.born_on is not None
    )
    grown = (
        each for each in living if each.person.born_on and 30 <= today.year - each.person.born_on.year < 60
    )
    for (skills, available), dossier in zip(_SKILLS, grown, strict=False):
        agreed = today - timedelta(days=30)
        said = Participant(
            id="",
            establishment_id=made,
            person_id=dossier.person.id,
            name="",
            purpose="社区志愿服务",
            consented_on=agreed,
            expires_on=agreed + timedelta(days=365),
            consent_kept_at="社区档案柜",
            skills=skills,
            available=available,
            phone="13900000000",
        )
        application.participants.put(office, said, "")
