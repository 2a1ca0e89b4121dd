"""Draw the choice of a sheet and its rows, and decisions by hand: the field of each column, the rows of the header."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from views.panels.manage.grid import SIZE, Head, Line, Marks, draw, legend
from views.shell import layout, url_state
from views.text.labels import label, number
from views.text.markdown import plain

_A_ROW = 4  # select boxes side by side


@dataclass(frozen=True)
class Column:
    """A titled column: its letter, its title, its field (empty: none), and whether no other column has the title."""

    letter: str
    title: str
    field: str
    is_single: bool

    @property
    def key(self) -> str:
        """The key of a decision on the column: its title, so that it also holds next time.

        It is the letter if the title is not unique.
        """
        return self.title if self.title and self.is_single else self.letter


def pick(names: Sequence[tuple[str, str]], counts: Sequence[Mapping[str, int]]) -> int:
    """Draw the choice of the sheet (file, sheet), with its findings by severity; return the index of the chosen one."""
    options = {
        str(at): " · ".join(filter(None, (name_of(file, sheet), _beside(found))))
        for at, ((file, sheet), found) in enumerate(zip(names, counts, strict=True))
    }
    return int(url_state.choice("sheet", label("intake.sheet"), options, "0"))


def name_of(file: str, sheet: str) -> str:
    """Return the name of a sheet with its file; once if a text file's sheet has the name of the file."""
    return file if file.startswith(f"{sheet}.") else f"{file} · {sheet}"


def _beside(found: Mapping[str, int]) -> str:
    return " ".join(f"{label(f'severity.{one}')} {number(count)}" for one, count in found.items() if count)


def told(tables: Sequence[tuple[str, int, int, int]]) -> None:
    """Draw how a sheet was read: the kind of each table, first and last row of its header, number of records."""
    lines = [
        label(
            f"intake.{'table' if first == last else 'table_of_rows'}",
            table=label(f"sheet.{kind}"),
            first=number(first),
            last=number(last),
            records=number(records),
        )
        for kind, first, last, records in tables
    ]
    layout.words(*(lines or [label("intake.no_table")]))


def grid(
    name: str, heads: Sequence[Head], height: int, rows: Callable[[int, int], Sequence[Line]], marks: Marks
) -> None:
    """Draw a sheet from a chosen row on, or only its rows with findings; `rows(first, count)` returns its lines."""
    found = sorted({row for row, _ in marks})
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        kinds = {"all": label("grid.all", rows=number(height))}
        kinds |= {"found": label("grid.found", rows=number(len(found)))} if found else {}
        which = url_state.segments("rows", label("intake.rows"), kinds, "all")
        last = max(1, (len(found) if which == "found" else height) - SIZE + 1)
        first = st.number_input(
            label("grid.from" if which == "all" else "grid.from_found"), 1, last, 1, SIZE, key=f"from_{name}_{which}_{last}",
            width=220,
        )  # fmt: skip
    numbers = found[int(first) - 1 : int(first) - 1 + SIZE]
    shown = [rows(one, 1)[0] for one in numbers] if which == "found" else list(rows(int(first), SIZE))
    legend()
    draw(name, heads, shown, marks)
    shown_rows = (
        label("grid.shown", first=number(shown[0].number), last=number(shown[-1].number), rows=number(height))
        if shown
        else ""
    )
    st.caption(plain(shown_rows or label("empty_list")))


def mapping(
    columns: Sequence[Column], fields: Mapping[str, str], where: str, decide: Callable[[Column, str], None]
) -> None:
    """Draw one select box for each column; a choice calls `decide`."""
    options = {"": label("mapping.none"), **fields}
    for start in range(0, len(columns), _A_ROW):
        for place, column in zip(st.columns(_A_ROW), columns[start : start + _A_ROW], strict=False):
            key = f"map_{where}_{column.letter}"
            with place:
                st.session_state[key] = column.field if column.field in options else ""  # the field it is read as now
                st.selectbox(
                    plain(f"{column.letter} {column.title}"), list(options),
                    format_func=options.__getitem__, key=key, on_change=_decided, args=(key, column, decide),
                )  # fmt: skip
    layout.words(label("mapping.note"))


def _decided(key: str, column: Column, decide: Callable[[Column, str], None]) -> None:
    decide(column, st.session_state[key])


def header_rows(
    kinds: Mapping[str, str], height: int, where: str, guess: tuple[str, int, int]
) -> tuple[str, int, int] | None:
    """Draw the choice of a table's kind and header rows; return it when the form is sent, else None."""
    kind, first, last = guess
    with st.form(f"header_{where}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        table = st.selectbox(
            label("header.table"), list(kinds), list(kinds).index(kind), format_func=kinds.__getitem__, width=240,
            key=f"header_table_{where}",
        )  # fmt: skip
        start = st.number_input(label("header.first"), 1, max(1, height), first, width=160, key=f"header_first_{where}")
        end = st.number_input(label("header.last"), 1, max(1, height), last, width=160, key=f"header_last_{where}")
        pressed = st.form_submit_button(label("header.apply"))
    return (table, int(start), max(int(start), int(end))) if pressed else None
