"""Lines of a list in a report: in Chinese, as reports are, and masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.kernel.security.masks import mask_address, mask_identity, mask_name, mask_phone
from services.population.application.forms.ports import Places
from services.population.application.views.ports import Reader
from services.population.domain.dossier import Dossier
from services.population.domain.forms.forms import ListedRow
from services.population.domain.forms.layout import Item
from services.population.domain.records import Dwelling

_WORDS = {
    "sex": {"m": "男", "f": "女"},
    "kind": {"permanent": "常住", "incoming": "流入", "registered_only": "挂户"},
    "reason": {"other_county": "外县迁来", "accompanying": "陪读", "work": "经商务工", "other": "其他"},
    "relation": {
        "head": "户主",
        "spouse": "配偶",
        "child": "子女",
        "child_in_law": "儿媳、女婿",
        "grandchild": "孙子女、外孙子女",
        "parent": "父母",
        "grandparent": "祖父母、外祖父母",
        "sibling": "兄弟姐妹",
        "other_relative": "其他亲属",
        "not_related": "非亲属",
    },
    "use": {
        "residential": "住宅",
        "shop": "商铺",
        "mixed": "商住两用",
        "office": "办公",
        "collective": "集体宿舍",
        "other": "其他",
    },
    "occupancy": {"owner": "自住", "let": "出租", "self_used": "自用", "vacant": "空置", "lent": "借住"},
}


class Lines:
    """Makes the lines of one report at one day."""

    def __init__(self, reader: Reader, places: Places, today: date) -> None:
        self._reader = reader
        self._places = places
        self._today = today

    def of_people(self, item: Item, people: Sequence[Dossier]) -> list[ListedRow]:
        """Of whoever restricted processing nothing but the name is shown, and nothing is asked (PIPL 44)."""
        ids = sorted({each.main.dwelling_id for each in people if each.main is not None})
        homes = self._reader.dwellings(ids) if "address" in item.columns else {}
        names = self._places.place_names([each.main.path for each in people if each.main is not None])
        rows = []
        for each in people:
            if each.person.restricted:
                cells = tuple(each.person.name if name == "name" else "" for name in item.columns)
                rows.append(ListedRow(each.person.id, cells))
                continue
            main = each.main
            home = homes.get(main.dwelling_id) if main is not None else None
            known = {
                **self._particulars(each),
                "address": mask_address(home.address) if home is not None else "",
                "grid": names.get(main.path, "") if main is not None else "",
            }
            rows.append(_row(each.person.id, item, known))
        return rows

    def of_dwellings(self, item: Item, dwellings: Sequence[Dwelling]) -> list[ListedRow]:
        """Whole but for their owners."""
        names = self._places.place_names([each.path for each in dwellings])
        return [
            _row(
                each.id,
                item,
                {
                    "address": each.address,
                    "unit": each.unit,
                    "storey": str(each.storey or ""),
                    "room": each.room,
                    "area": f"{each.area:g}" if each.area else "",
                    "use": _WORDS["use"].get(each.use, ""),
                    "occupancy": _WORDS["occupancy"].get(each.occupancy, ""),
                    "owner_name": mask_name(each.owner_name),
                    "owner_phone": mask_phone(each.owner_phone),
                    "grid": names.get(each.path, ""),
                },
            )
            for each in dwellings
        ]

    def _particulars(self, dossier: Dossier) -> dict[str, str]:
        person, main = dossier.person, dossier.main
        return {
            "name": person.name,
            "sex": _WORDS["sex"].get(person.sex, ""),
            "age": str(_age(person.born_on, self._today)) if person.born_on is not None else "",
            "born_on": f"{person.born_on or ''}",
            "document_number": mask_identity(person.document_number),
            "phone": mask_phone(person.phone),
            "registered_address": mask_address(person.registered_address),
            "kind": _WORDS["kind"].get(main.kind, "") if main is not None else "",
            "relation": _WORDS["relation"].get(main.relation, "") if main is not None else "",
            "reason": _WORDS["reason"].get(main.reason, "") if main is not None else "",
            "from_day": f"{main.from_day}" if main is not None else "",
        }


def _row(record_id: str, item: Item, known: dict[str, str]) -> ListedRow:
    missing = tuple(name for name in item.asked if not known[name])
    return ListedRow(record_id, tuple(known[name] for name in item.columns), missing)


def _age(born_on: date, today: date) -> int:
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
