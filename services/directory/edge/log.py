"""The system log: who did what to which record, when and why (DIR-27)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from flask import Blueprint, render_template, request

from services.directory.edge import log_words
from services.directory.edge.people import ACCOUNTS, account_title
from services.directory.edge.registers import records
from services.kernel.web.pages import needs
from services.kernel.worktime import SHANGHAI
from wangge.directory.v1 import records_pb2 as pb

VIEW = "directory.log.view"
_PAGE = 50


def add(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/log", view_func=show_log)


@needs(VIEW)
def show_log() -> str:
    """Newest first, by person, kind of action, kind of record, one record, days."""
    args = request.args
    kept = {
        "actor": args.get("actor", "")[:80],
        "what": args.get("what", "")[:80],
        "record_type": args.get("record_type", "")[:40],
        "record": args.get("record", "")[:80],
        "since": _day(args.get("since", "")),
        "until": _day(args.get("until", "")),
    }
    token = args.get("page", "")
    asked = pb.ListLogEntriesRequest(
        actor_id=kept["actor"],
        action_prefix=kept["what"],
        record_type=kept["record_type"],
        record_id=kept["record"],
        page_size=_PAGE,
        page_token=token,
    )
    if kept["since"]:
        getattr(asked, "from").FromDatetime(_midnight(kept["since"]))
    if kept["until"]:
        asked.to.FromDatetime(_midnight(kept["until"]) + timedelta(days=1))
    found = records().ListLogEntries(asked)
    return render_template(
        "directory/log.html",
        entries=found.entries,
        kept={name: value for name, value in kept.items() if value},
        actor_title=account_title(kept["actor"]) if kept["actor"] else "",
        next=found.next_page_token,
        paged=bool(token),
        log=log_words,
        lookup=ACCOUNTS,
    )


def _day(text: str) -> str:
    """The day as written when it is one of our time, else nothing."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return ""
    return found.isoformat() if 2000 <= found.year < 2100 else ""


def _midnight(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time.min, tzinfo=SHANGHAI)
