"""Frames in, pictures and files out; knows Streamlit, Plotly and pydeck, never DuckDB."""
