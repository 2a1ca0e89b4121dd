"""Plotly figures, and charts written as HTML."""
