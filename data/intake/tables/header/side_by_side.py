"""Split a header over several lists side by side, recognised by the same titles repeated further right."""

from dataclasses import replace

from data.intake.tables.header.headers import Header

Span = tuple[int, int] | None


def banks(header: Header) -> list[tuple[Header, Span]]:
    """Return one header with its first and last column for each list under a header.

    The lists have the same titles in the same order. A header without repetition is returned whole, with None.
    """
    positions = sorted(header.titles)
    titles = [header.titles[position] for position in positions]
    for number in range(len(titles) // 2, 1, -1):
        size, rest = divmod(len(titles), number)
        if not rest and size > 1 and titles == titles[:size] * number and not header.chosen:
            return [_bank(header, positions[position : position + size]) for position in range(0, len(titles), size)]
    return [(header, None)]


def _bank(header: Header, positions: list[int]) -> tuple[Header, Span]:
    def own_columns(by_position: dict[int, object]) -> dict[int, object]:
        return {position: value for position, value in by_position.items() if position in positions}

    own = replace(
        header,
        columns=own_columns(header.columns),  # type: ignore[arg-type]
        titles=own_columns(header.titles),  # type: ignore[arg-type]
        unknown=own_columns(header.unknown),  # type: ignore[arg-type]
        meanings=own_columns(header.meanings),  # type: ignore[arg-type]
        parts={},
        asked=set(),
    )
    return own, (positions[0], positions[-1])
