"""Two or more lists side by side under one header: the same titles again, further right."""

from dataclasses import replace

from data.intake.tables.header.headers import Header

Span = tuple[int, int] | None


def banks(header: Header) -> list[tuple[Header, Span]]:
    """Return a header as one for each list that stands beside another, with its first and last column.

    The lists have the same titles in the same order; a header without such a repetition comes back whole.
    """
    positions = sorted(header.titles)
    titles = [header.titles[at] for at in positions]
    for number in range(len(titles) // 2, 1, -1):
        size, rest = divmod(len(titles), number)
        if not rest and size > 1 and titles == titles[:size] * number and not header.chosen:
            return [_bank(header, positions[at : at + size]) for at in range(0, len(titles), size)]
    return [(header, None)]


def _bank(header: Header, positions: list[int]) -> tuple[Header, Span]:
    def of(found: dict[int, object]) -> dict[int, object]:
        return {at: value for at, value in found.items() if at in positions}

    own = replace(
        header,
        columns=of(header.columns),  # type: ignore[arg-type]
        titles=of(header.titles),  # type: ignore[arg-type]
        unknown=of(header.unknown),  # type: ignore[arg-type]
        meanings=of(header.meanings),  # type: ignore[arg-type]
        parts={},
        asked=set(),
    )
    return own, (positions[0], positions[-1])
