"""Checks in front of Streamlit's own routes: who may send files, where they are kept, who may fetch them."""
