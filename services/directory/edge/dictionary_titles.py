"""Dictionaries as pages need them: titles in the reader's language, and options of forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import g

from services.kernel.errors import NotFound
from services.kernel.web.forms import Options
from services.kernel.web.pages import peer
from services.kernel.web.texts import titled
from wangge.directory.v1 import reference_pb2, reference_pb2_grpc


def dictionary(name: str) -> reference_pb2.Dictionary:
    """The latest version, asked for once in a request; empty before it was published."""
    known = cast(dict[str, reference_pb2.Dictionary], g.setdefault("dictionaries", {}))
    if name not in known:
        stub = peer(reference_pb2_grpc.ReferenceServiceStub, "directory")
        try:
            known[name] = stub.GetDictionary(reference_pb2.GetDictionaryRequest(name=name))
        except NotFound:
            known[name] = reference_pb2.Dictionary(name=name)
    return known[name]


def entry_title(entry: reference_pb2.DictionaryEntry) -> str:
    """An entry in the reader's language."""
    return titled(entry.title_zh, entry.title_en)


def title(name: str, code: str) -> str:
    """What an entry is called; the code itself where there is none, empty for none."""
    return next((entry_title(each) for each in dictionary(name).entries if each.code == code), code)


def options(name: str, *, parent: str = "") -> Callable[[], Options]:
    """Living entries as the options of a field; ``parent`` limits them to those below an entry."""

    def ask() -> Options:
        return [
            (each.code, entry_title(each))
            for each in dictionary(name).entries
            if not each.retired and (not parent or each.parent_code == parent)
        ]

    return ask
