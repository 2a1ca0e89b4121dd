"""What stands between the network and Streamlit's own routes: who may send files, where they lie, who may fetch them."""
