"""Doing something about a case: one form for each verb, as a dialog or a page of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, current_app, g, render_template, request

from services.cases.edge import (
    actions_assignment,
    actions_closing,
    actions_dispute,
    actions_handling,
    actions_intake,
    actions_people,
    detail,
    history,
    track,
    uploads,
    words,
)
from services.cases.edge.action_form import Action, undecided
from services.kernel.errors import Conflict, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Form
from services.kernel.web.pages import done, needs
from services.kernel.web.showing import when
from services.kernel.web.texts import t
from wangge.cases.v1 import cases_pb2 as pb

ACTIONS: Mapping[str, Action] = {
    each.verb: each
    for module in (
        actions_intake,
        actions_assignment,
        actions_handling,
        actions_dispute,
        actions_closing,
        actions_people,
    )
    for each in module.ACTIONS
}
"""Every verb that `Case.actions` may name."""
_OVERTAKEN = frozenset({"cases.stale", "cases.not_allowed"})
"""Refusals which mean that somebody was quicker."""
_OURS = re.compile(r"/cases(/[\w.-]+)+(\?[\w=&%.,+-]*)?", re.ASCII)
_REPLIES = "/cases/replies/pick"


class VerbUnknown(NotFound):
    """The address names no verb of a case."""

    code = "cases.not_found"


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    actions_people.add(blueprint)

    @blueprint.route("/case/<case>/do/<verb>", methods=["GET", "POST"])
    @needs()
    def do(case: str, verb: str) -> Any:
        action = ACTIONS.get(verb)
        if action is None:
            raise VerbUnknown()
        found = detail.stub().GetCase(pb.GetCaseRequest(id=case))
        if request.method == "POST":
            return _sent(action, found)
        if verb not in found.actions:
            last = detail.latest(case)
            return render_template(
                "cases/action_over.html", case=found, title=words.action(verb), last=last
            ), 409
        return _page(action, found, action.form(found))


def _sent(action: Action, case: pb.Case) -> Any:
    form = action.form(case)
    form.read()
    files = uploads.take(form, case.id, action.moment) if action.uploads is not None else []
    undecided(form)
    action.complete(form, case)
    overtaken: history.Line | None = None
    quicker = ""
    if form.ok:
        if files:
            form.message.attachment_ids.extend(each.id for each in files)
        try:
            changed = getattr(detail.stub(), action.rpc)(form.message)
            return done(_after(case.id), outcome(action.verb, changed))
        except (Unauthenticated, NotFound, Unavailable):
            raise
        except Conflict as refusal:
            form.refused(refusal)
            if refusal.code in _OVERTAKEN:
                overtaken = detail.latest(case.id)
                quicker = form.problem if refusal.code == "cases.stale" else _moved_on(case.id)
                form.problem = ""
        except Refusal as refusal:
            form.refused(refusal)
    return _page(action, case, form, files, overtaken, quicker), 422


def outcome(verb: str, case: pb.Case) -> str:
    """What came of it: the state, who has it now, and what is due when."""
    text = t(
        "“{verb}”已完成，案件现为“{state}”。",
        "Done: {verb}. The case is now: {state}.",
        verb=words.action(verb),
        state=words.STATES.get(case.state, ""),
    )
    if case.state not in words.OPEN_STATES:
        return text
    # A clock of the contract says its stage; the nearest limit is the one that the case shows.
    running = [c for c in case.clocks if not c.stopped_at.seconds and c.stage not in track.REMINDERS]
    nearest = min(running, key=lambda clock: clock.due_at.seconds, default=None)
    if nearest is not None and case.holder_name:
        text += t(
            "由{who}办理，{stage}须于 {due} 前完成。",
            " {who} has it; {stage} is due {due}.",
            who=_next_hand(case),
            stage=track.stage_title(nearest.stage),
            due=when(nearest.due_at),
        )
    return text


def _next_hand(case: pb.Case) -> str:
    if case.state in (pb.CASE_STATE_ASSIGNED, pb.CASE_STATE_IN_WORK):
        units = [each.unit_name for each in case.tasks if each.state in ("assigned", "signed")]
        return t("、", ", ").join(units) or str(case.holder_name)
    if case.state in (pb.CASE_STATE_VERIFYING, pb.CASE_STATE_SELF_DONE):
        return str(case.grid_name or case.holder_name)
    return str(case.holder_name)


def _moved_on(case: str) -> str:
    now = detail.stub().GetCase(pb.GetCaseRequest(id=case))
    return t(
        "案件现为“{state}”，不能再执行这一步。",
        "The case is now “{state}”; this step is no longer possible.",
        state=words.STATES.get(now.state, ""),
    )


def _after(case: str) -> str:
    """Back to where the reader came from, if that is a page of ours; else to the case."""
    back = request.args.get("back", "")
    return (
        back
        if back.startswith("/cases/") and "//" not in back and "\\" not in back and back.isprintable()
        else f"/cases/case/{case}"
    )


def _page(
    action: Action,
    case: pb.Case,
    form: Form[Any],
    files: Sequence[uploads.Kept] = (),
    overtaken: history.Line | None = None,
    quicker: str = "",
) -> str:
    replies = _REPLIES if any(rule.rule == _REPLIES for rule in current_app.url_map.iter_rules()) else ""
    return render_template(
        "cases/action.html",
        action=action,
        case=case,
        form=form,
        files=files,
        overtaken=overtaken,
        quicker=quicker,
        title=words.action(action.verb),
        told=action.told(case),
        replies=replies,
        reader=g.actor.name,
        back=_after(case.id),
    )
