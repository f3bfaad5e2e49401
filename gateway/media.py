"""What a client accepts: the Accept header against what a method offers."""

from __future__ import annotations


def accepts(header: str, offered: str) -> bool:
    """Whether an Accept header (empty: anything) admits a media type such as ``application/json``."""
    if not header.strip():
        return True
    kind = offered.partition("/")[0]
    best: tuple[int, float] = (0, 0.0)
    for part in header.split(",")[:50]:
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        specificity = {offered: 3, f"{kind}/*": 2, "*/*": 1, "*": 1}.get(name, 0)
        if specificity >= best[0] and specificity:
            best = (specificity, _weight(parameters))
    return best[1] > 0


def names(header: str, offered: str) -> bool:
    """Whether an Accept header asks for just this media type."""
    return any(part.partition(";")[0].strip().lower() == offered for part in header.split(",")[:50])


def _weight(parameters: list[str]) -> float:
    for each in parameters:
        if each.startswith("q="):
            try:
                return float(each[2:])
            except ValueError:
                return 0.0
    return 1.0
