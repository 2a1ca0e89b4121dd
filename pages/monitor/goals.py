"""监测 / 目标进度: is each goal met, when, where not, and how many schools are still missing?"""

import streamlit as st

import queries
from pages import chosen, indicator
from queries import Scope
from views import charts, frame, tables
from views.exports.listing import Column, Listing
from views.labels import area_name, area_names, counts, day, label, named, share, target
from views.lists import unit_listing
from views.sentences import county_sentence, goal_sentence

picked = chosen()
goals = queries.progress(picked.whole)
frame.head(
    label("goals.title"), named(picked.place), picked.status, [named(picked.programme, "short"), day(picked.as_of)]
)
if goals.empty:
    st.info(label("goals.none"))

for goal_id, rows in goals.groupby("goal_id", sort=False):
    goal = rows.iloc[0].to_dict()
    meaning = indicator(goal["indicator_id"])
    with st.container(border=True):
        st.subheader(f"{goal_id}　{named(goal)}　{target(goal['target'], goal['unit'], goal['comparator'])}")
        st.html(f'<div style="font-size:1.2rem">{frame.standing(goal["standing"])}</div>')
        st.markdown(goal_sentence(goal))
        if (below := rows.iloc[1:]).size:
            st.markdown(county_sentence(below))
        st.caption(
            f"{named(picked.programme, 'title')}（{picked.programme['document_no']}）{label('clause', clause=goal['clause'])} · "
            f"{named(goal, 'note')} · {picked.rule}"
        )
        trend = queries.trend(picked.whole, goal["indicator_id"])
        areas = queries.measures(picked.whole, goal["indicator_id"]).iloc[1:]
        left, right = st.columns([2, 3])
        left.markdown(f"**{label('goals.trajectory')}**")
        left.plotly_chart(
            charts.trajectory(trend[trend["area_code"] == (picked.scope.area or goal["area_code"])], [goal]), theme=None,
            config=charts.CONFIG, key=f"trajectory_{goal_id}", alt=label("alt.trend"),
        )  # fmt: skip
        right.markdown(f"**{label('goals.by_area', date=day(picked.as_of))}** · {label('goals.click')}")
        event = right.plotly_chart(
            charts.area_bars(areas, goal), config=charts.CONFIG, key=f"areas_{goal_id}", theme=None, on_select="rerun",
            selection_mode="points", alt=label("alt.ranked", indicator=named(meaning), date=day(picked.as_of)),
        )  # fmt: skip
        table = rows.assign(
            area=area_names(rows),
            words=[label(f"standing.{value}") for value in rows["standing"]],
            line=[target(goal["target"], goal["unit"], goal["comparator"])] * len(rows),
        )
        columns = [
            Column("area", label("column.area")), Column("words", label("column.standing")),
            Column("met_on", label("column.met_on"), "day"), Column("numerator", label("column.covered"), "count"),
            Column("denominator", label("column.units"), "count"), Column("value", label("column.coverage"), "share"),
            Column("as_of", label("column.as_of"), "day"), Column("gap_units", label("column.gap"), "count"),
            Column("line", label("column.target")), Column("due", label("column.due"), "day"),
        ]  # fmt: skip
        title = label("goals.table", goal=named(goal))
        tables.show(
            Listing(
                title,
                named(picked.place),
                picked.as_of,
                columns,
                table,
                picked.notes(title, label("filter.none"), meaning),
            ),
            f"goal_{goal_id}",
        )
        codes = [point["customdata"] for point in event.selection.points if point.get("customdata")]
        code = (codes[0][0] if isinstance(codes[0], list) else codes[0]) if codes else picked.scope.area
        if code:
            row = areas[areas["area_code"] == code].iloc[0]
            units = queries.units(Scope(picked.scope.programme, picked.as_of, code), goal["indicator_id"], missing=True)
            st.markdown(f"**{area_name(row)}** {share(row['value'])} {counts(row['numerator'], row['denominator'])}")
            title = label("county.missing", area=area_name(row))
            tables.show(
                unit_listing(title, area_name(row), picked.as_of, units, picked.notes(title, area_name(row), meaning)),
                f"units_{goal_id}",
            )
