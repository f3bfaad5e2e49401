"""Domain to contract and back: guides, campaign checklists and their sheets."""

from __future__ import annotations

from typing import Any

from services.field.application.checklists import Progress, ShownChecklist
from services.field.application.guides import ShownGuide
from services.field.application.help_ports import ShownSheet
from services.field.domain.checklist import Item, ItemKind, Mechanism, Plan, State
from services.field.domain.guide import Category, Guide, Words
from services.field.domain.sheet import Answer
from services.field.domain.standing import FOREVER
from services.field.entrypoints.messages import attachment
from services.field.entrypoints.standing_messages import standing, standing_of
from services.kernel.territory_codes import code_of, path_of
from wangge.field.v1 import fieldhelp_pb2 as pb

CATEGORIES: dict[Category, Any] = {e: pb.GuideCategory.Value(f"GUIDE_CATEGORY_{e.value}") for e in Category}
CATEGORY_OF: dict[Any, Category] = {number: each for each, number in CATEGORIES.items()}
MECHANISMS: dict[Mechanism, Any] = {
    e: pb.Mechanism.Value(f"MECHANISM_{e.value or 'UNSPECIFIED'}") for e in Mechanism
}
MECHANISM_OF: dict[Any, Mechanism] = {number: each for each, number in MECHANISMS.items()}
STATES: dict[State, Any] = {e: pb.ChecklistState.Value(f"CHECKLIST_STATE_{e.value}") for e in State}
STATE_OF: dict[Any, State] = {number: each for each, number in STATES.items()}
KINDS: dict[ItemKind, Any] = {e: pb.ItemKind.Value(f"ITEM_KIND_{e.value}") for e in ItemKind}
KIND_OF: dict[Any, ItemKind] = {number: each for each, number in KINDS.items()}


def guide(shown: ShownGuide) -> pb.Guide:
    """With its versions where the caller may see them."""
    found = shown.guide
    message = pb.Guide(
        id=found.id,
        territory_code=code_of(found.territory_path),
        territory_name=shown.territory_name,
        category=CATEGORIES[found.category],
        zh=_words(found.zh),
        phone=found.phone,
        effective_from=found.effective_from,
        effective_to=found.effective_to,
        published=found.published,
        etag=str(found.version),
    )
    if found.en != Words():
        message.en.CopyFrom(_words(found.en))
    if found.updated_at is not None:
        message.update_time.FromDatetime(found.updated_at)
    for each in shown.versions:
        version = message.versions.add(version=each.version, by_name=each.by_name, published=each.published)
        version.time.FromDatetime(each.at)
    return message


def guide_of(message: pb.Guide) -> Guide:
    """As somebody wants it; id and etag say which and since when."""
    return Guide(
        id=message.id,
        territory_path=path_of(message.territory_code),
        category=CATEGORY_OF[message.category],
        zh=_words_of(message.zh),
        en=_words_of(message.en),
        phone=message.phone.strip(),
        effective_from=message.effective_from,
        effective_to=message.effective_to,
        published=message.published,
    )


def checklist(shown: ShownChecklist) -> pb.Checklist:
    """With its items."""
    found, plan = shown.checklist, shown.checklist.plan
    return pb.Checklist(
        id=found.id,
        title=plan.title,
        territory_code=code_of(plan.territory_path),
        territory_name=shown.territory_name,
        mechanism=MECHANISMS[plan.mechanism],
        note=plan.note,
        first_day=plan.first_day,
        last_day=plan.last_day if plan.last_day != FOREVER else "",
        place_codes=[code_of(each) for each in plan.places],
        expected=plan.expected,
        items=[_item(each) for each in plan.items],
        state=STATES[found.state],
        etag=str(found.version),
        done=shown.done,
        actions=shown.actions,
        standing=standing(plan.standing) if plan.standing is not None else None,
    )


def plan_of(message: pb.Checklist) -> Plan:
    """As somebody wants it."""
    return Plan(
        title=message.title.strip(),
        territory_path=path_of(message.territory_code),
        mechanism=MECHANISM_OF[message.mechanism],
        first_day=message.first_day,
        last_day=message.last_day or (FOREVER if message.HasField("standing") else ""),
        note=message.note.strip(),
        places=tuple(sorted({path_of(each) for each in message.place_codes})),
        expected=message.expected,
        items=tuple(_item_of(each) for each in message.items),
        standing=standing_of(message.standing) if message.HasField("standing") else None,
    )


def progress(found: Progress) -> pb.ChecklistProgress:
    """Sums of the rows, and the rows."""
    return pb.ChecklistProgress(
        grids=found.grids,
        grids_done=found.grids_done,
        expected=found.expected,
        done=sum(each.done for each in found.rows),
        alarms=sum(each.alarms for each in found.rows),
        cases=sum(each.cases for each in found.rows),
        rows=[
            pb.ChecklistProgress.Grid(
                code=code_of(each.path),
                name=each.name,
                community_name=each.community,
                done=each.done,
                alarms=each.alarms,
                cases=each.cases,
            )
            for each in found.rows
        ],
    )


def answer_of(message: pb.ChecklistAnswer) -> Answer:
    """As the phone gives it."""
    return Answer(message.item_id, message.value.strip(), tuple(message.photo_ids))


def sheet(shown: ShownSheet) -> pb.ChecklistResult:
    """With its answers and what is known of their pictures."""
    found = shown.sheet
    pictures = {each.id: attachment(each) for each in shown.photos}
    message = pb.ChecklistResult(
        id=found.id,
        checklist_id=found.checklist_id,
        territory_code=code_of(found.territory_path),
        territory_name=shown.territory_name,
        object=found.object,
        building_id=found.building_id,
        room=found.room,
        by_name=shown.by_name,
        alarms=found.alarms,
        cases=found.cases,
        period=found.period,
        review=found.reviewed.verdict.value,
        review_note=found.reviewed.note,
        reviewed_by_name=shown.reviewer_name,
    )
    if found.reviewed.at is not None:
        message.review_time.FromDatetime(found.reviewed.at)
    message.at.FromDatetime(found.at)
    for each in found.answers:
        message.answers.add(
            item_id=each.item_id,
            value=each.value,
            photo_ids=each.photo_ids,
            alarm=each.alarm,
            case_id=each.case_id,
            photos=[pictures[photo] for photo in each.photo_ids if photo in pictures],
        )
    return message


def _words(words: Words) -> pb.GuideWords:
    return pb.GuideWords(
        title=words.title,
        audience=words.audience,
        papers=words.papers,
        place=words.place,
        hours=words.hours,
        fee=words.fee,
        duration=words.duration,
        text=words.text,
    )


def _words_of(message: pb.GuideWords) -> Words:
    return Words(
        title=message.title.strip(),
        audience=message.audience.strip(),
        papers=tuple(each.strip() for each in message.papers if each.strip()),
        place=message.place.strip(),
        hours=message.hours.strip(),
        fee=message.fee.strip(),
        duration=message.duration.strip(),
        text=message.text.strip(),
    )


def _item(item: Item) -> pb.ChecklistItem:
    return pb.ChecklistItem(
        id=item.id,
        text=item.text,
        kind=KINDS[item.kind],
        choices=item.choices,
        required=item.required,
        alarms=item.alarms,
        alarm_below=item.alarm_below,
        alarm_above=item.alarm_above,
        photo=item.photo,
        guidance=item.guidance,
    )


def _item_of(message: pb.ChecklistItem) -> Item:
    return Item(
        id=message.id,
        text=message.text.strip(),
        kind=KIND_OF[message.kind],
        choices=tuple(dict.fromkeys(each.strip() for each in message.choices if each.strip())),
        required=message.required and message.kind != pb.ITEM_KIND_TICK,
        alarms=tuple(dict.fromkeys(each.strip() for each in message.alarms if each.strip())),
        alarm_below=message.alarm_below if message.HasField("alarm_below") else None,
        alarm_above=message.alarm_above if message.HasField("alarm_above") else None,
        photo=message.photo,
        guidance=message.guidance.strip(),
    )
