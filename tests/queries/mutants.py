"""Mutants of a SQL file, made from its syntax tree: one operator, literal, condition, argument or column turned round.

How a file is laid out and what it is called do not matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp

DUCKDB = "duckdb"
_OTHER: dict[type[exp.Expression], type[exp.Expression]] = {
    exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
    exp.GT: exp.GTE,
    exp.GTE: exp.GT,
    exp.LT: exp.LTE,
    exp.LTE: exp.LT,
    exp.Min: exp.Max,
    exp.Max: exp.Min,
    exp.Sum: exp.Max,
    exp.ArgMin: exp.ArgMax,
    exp.ArgMax: exp.ArgMin,
    exp.LogicalAnd: exp.LogicalOr,
    exp.Add: exp.Sub,
    exp.Sub: exp.Add,
}


@dataclass(frozen=True)
class Mutant:
    """One statement with one thing turned round: `old` became `new`."""

    old: str
    new: str
    sql: str


def parsed(sql: str) -> exp.Expression:
    """Return the syntax tree of one statement, without its comments."""
    tree = sqlglot.parse_one(sql, read=DUCKDB)
    for node in tree.walk():
        node.comments = None
    return tree


def mutants(sql: str) -> Iterator[Mutant]:
    """Yield every mutant of a statement."""
    tree = parsed(sql)
    for at, node in enumerate(tree.walk()):
        for new in _turned(node):
            copy = tree.copy()
            place = list(copy.walk())[at]
            if new is None:
                place.pop()
            else:
                place.replace(new)
            yield Mutant(node.sql(DUCKDB), new.sql(DUCKDB) if new else "", copy.sql(DUCKDB))


def without_columns(sql: str) -> Iterator[Mutant]:
    """Yield the statement once without the values of each column it returns: they are null."""
    tree = parsed(sql)
    for at, node in enumerate(tree.expressions if isinstance(tree, exp.Select) else ()):
        if not node.is_star:
            copy = tree.copy()
            value = node.unalias()
            null = exp.alias_(exp.Nullif(this=value.copy(), expression=value.copy()), node.alias_or_name)
            copy.expressions[at].replace(null)
            yield Mutant(node.sql(DUCKDB), null.sql(DUCKDB), copy.sql(DUCKDB))


def with_other_word(sql: str, word: str, other: str) -> Iterator[Mutant]:
    """Yield the statement with another text wherever it writes a certain one, where it does."""
    tree = parsed(sql)
    found = [node for node in tree.find_all(exp.Literal) if node.is_string and node.this == word]
    for node in found:
        node.replace(exp.Literal.string(other))
    if found:
        yield Mutant(word, other, tree.sql(DUCKDB))


def _turned(node: exp.Expression) -> Iterator[exp.Expression | None]:
    """Yield what may take the place of a node; None where it may only go."""
    if type(node) in _OTHER and not (isinstance(node, exp.EQ) and _is_left_out(node)):
        other = _OTHER[type(node)]
        yield other(**{key: value for key, value in node.copy().args.items() if key in other.arg_types})
    match node:
        case exp.And() | exp.Or():  # of `a AND b AND c`, which is `(a AND b) AND c`, each is left out once
            yield from (kept.copy() for kept, left in _sides(node) if type(left) is not type(node) and _may_go(left))
        case exp.Not():
            yield node.this.copy()
        case exp.In():
            yield from (_changed(node, expressions=some) for some in _each_left_out(node.expressions) if some)
            yield exp.Not(this=exp.Paren(this=node.copy()))
        case exp.EQ() if isinstance(node.this, exp.Column) and isinstance(node.expression, exp.Column):
            yield from _same_name(node, node.this.name, node.expression.name)
        case exp.Is() | exp.Like() | exp.Exists() | exp.Contains() if not isinstance(node.parent, exp.Not):
            yield exp.Not(this=exp.Paren(this=node.copy()))
        case exp.Column() if _decides(node) and not _is_left_out(node):
            yield exp.Not(this=node.copy())
        case exp.Boolean():
            yield exp.Boolean(this=not node.this)
        case exp.Literal():
            yield from _other_values(node)
        case exp.Where() | exp.Having():
            yield None
        case exp.Distinct() if node.expressions:
            yield node.expressions[0].copy()
        case exp.Nullif():
            yield node.this.copy()
        case exp.Count() if not isinstance(node.this, exp.Star):
            yield exp.Count(this=exp.Star())
        case exp.Ordered() if node.find_ancestor(exp.Window, exp.AggFunc):
            yield _changed(node, desc=not node.args.get("desc"), nulls_first=None)
        case exp.Join() if node.side == "LEFT":
            yield _changed(node, side=None)
        case exp.Select() if node.args.get("distinct"):
            yield _changed(node, distinct=None)
        case exp.Union():
            yield from (node.this.copy(), node.expression.copy())
        case exp.Window() if node.args.get("partition_by"):
            yield from (_changed(node, partition_by=some) for some in _each_left_out(node.args["partition_by"]))
        case exp.Order() if len(node.expressions) > 1 and isinstance(node.parent, exp.Window):
            yield from (_changed(node, expressions=some) for some in _each_left_out(node.expressions))
        case exp.Case():
            yield from (_changed(node, ifs=some) for some in _each_left_out(node.args["ifs"]) if some)
            if node.args.get("default"):
                yield _changed(node, default=None)
        case exp.Mul():
            yield node.this.copy()
        case exp.Coalesce():
            for first, *others in _each_left_out([node.this, *node.expressions]):
                yield exp.Coalesce(this=first, expressions=others) if others else first


def _other_values(literal: exp.Literal) -> Iterator[exp.Literal]:
    if not literal.this.replace(".", "", 1).isdigit():
        yield exp.Literal.string(f"{literal.this}?")
    else:
        number = float(literal.this) if "." in literal.this else int(literal.this)
        for other in (number + 1, number - 1) if number > 0 else (number + 1,):
            yield exp.Literal(this=str(other), is_string=literal.is_string)


def _same_name(node: exp.EQ, left: str, right: str) -> Iterator[exp.Expression]:
    """Yield an equality of two columns of other names with the name of one for both; there may be no such column."""
    if left != right:
        yield exp.EQ(this=node.this.copy(), expression=exp.column(left, node.expression.table or None))
        yield exp.EQ(this=exp.column(right, node.this.table or None), expression=node.expression.copy())


def _changed(node: exp.Expression, **arguments: object) -> exp.Expression:
    copy = node.copy()
    for key, value in arguments.items():
        copy.set(key, value)
    return copy


def _each_left_out(nodes: list[exp.Expression]) -> list[list[exp.Expression]]:
    return [[one.copy() for number, one in enumerate(nodes) if number != at] for at in range(len(nodes))]


def _sides(node: exp.Expression) -> tuple[tuple[exp.Expression, exp.Expression], ...]:
    return (node.this, node.expression), (node.expression, node.this)


def _may_go(condition: exp.Expression) -> bool:
    """Return whether a condition may be left out: all but equal ids of a join, without which rows multiply beyond measure."""
    if not (isinstance(condition, exp.EQ) and isinstance(condition.expression, exp.Column) and _joins(condition)):
        return True
    return condition.name == "programme_id" or not condition.name.endswith(("_id", "_code"))


def _is_left_out(condition: exp.Expression) -> bool:
    """Return whether a condition is one of several, each of which is left out once: that is harder to notice."""
    return isinstance(condition.parent, exp.And | exp.Or) or _joins(condition)


def _joins(node: exp.Expression) -> bool:
    """Return whether a condition is one of those that join two tables."""
    while isinstance(node.parent, exp.And):
        node = node.parent
    return isinstance(node.parent, exp.Join)


def _decides(node: exp.Column) -> bool:
    """Return whether a column stands where a condition is asked for."""
    parent = node.parent
    return isinstance(parent, exp.And | exp.Or | exp.Where | exp.Not) or (
        isinstance(parent, exp.If) and node.arg_key == "this" and not parent.parent.this
    )
