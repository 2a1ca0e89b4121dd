"""Draw pictures and write files from data frames; this package knows Streamlit, Plotly and pydeck, but never DuckDB."""
