"""Words: labels, sentences, and the escape of what Streamlit would read as Markdown."""
