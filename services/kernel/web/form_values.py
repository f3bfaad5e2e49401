"""What people write into the fields of forms, as values of messages."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from services.kernel.web.texts import t
from services.kernel.worktime import SHANGHAI

_INTEGERS = (
    FieldDescriptor.TYPE_INT32,
    FieldDescriptor.TYPE_INT64,
    FieldDescriptor.TYPE_UINT32,
    FieldDescriptor.TYPE_UINT64,
)
_RANGES = {
    FieldDescriptor.TYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.TYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.TYPE_UINT64: (0, 2**64 - 1),
}
_REALS = (FieldDescriptor.TYPE_DOUBLE, FieldDescriptor.TYPE_FLOAT)
_EARLIEST = 1900
"""The first year that forms take: the very first moments of the calendar exist in no other time zone."""


def request_moment(text: str) -> datetime:
    """A ``datetime-local`` value as a moment; it means China's time. Raises ValueError in words."""
    try:
        found = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    except ValueError:
        raise ValueError(t("请填写日期和时间", "Give a date and time")) from None
    if found.year < _EARLIEST:
        raise ValueError(t("请填写日期和时间", "Give a date and time"))
    return found


def put(message: Message, path: str, kind: str, values: list[str]) -> None:
    """Put what was written into the field at ``path``; ``kind`` as forms have it. ValueError in words."""
    *way, last = path.split(".")
    for part in way:
        message = getattr(message, part)
    descriptor = message.DESCRIPTOR.fields_by_name[last]
    if descriptor.is_repeated:
        several = values[0].split("\n") if kind == "lines" else values
        getattr(message, last).extend(_scalar(descriptor, each.strip()) for each in several if each.strip())
    elif descriptor.message_type is None:
        setattr(message, last, _scalar(descriptor, values[0]))
    elif kind == "point":
        _put_point(getattr(message, last), values[0])
    elif kind == "date":
        getattr(message, last).FromDatetime(
            datetime.combine(_date(values[0]), datetime.min.time(), tzinfo=SHANGHAI)
        )
    else:
        getattr(message, last).FromDatetime(request_moment(values[0]))


def _scalar(descriptor: Any, text: str) -> Any:
    if descriptor.type == FieldDescriptor.TYPE_BOOL:
        return text in ("1", "true", "on", "yes")
    if descriptor.type == FieldDescriptor.TYPE_ENUM:
        known = descriptor.enum_type.values_by_name.get(text)
        if known is None:
            raise ValueError(t("请从列表中选择", "Choose one of the list"))
        return known.number
    if descriptor.type in _INTEGERS:
        if not re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
            raise ValueError(t("请填写整数", "Give a whole number"))
        least, most = _RANGES.get(descriptor.type, (-(10**18), 10**18))
        if not least <= int(text) <= most:
            raise ValueError(t("数字超出范围", "The number is out of range"))
        return int(text)
    if descriptor.type in _REALS:
        try:
            return float(text)
        except ValueError:
            raise ValueError(t("请填写数字", "Give a number")) from None
    return text


def _put_point(message: Any, text: str) -> None:
    found = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*", text, re.ASCII)
    if found is None:
        raise ValueError(t("请填写“经度,纬度”", 'Give "longitude,latitude"'))
    message.longitude, message.latitude = float(found[1]), float(found[2])


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError(t("请填写日期", "Give a date")) from None
    if found.year < _EARLIEST:
        raise ValueError(t("请填写日期", "Give a date"))
    return found
