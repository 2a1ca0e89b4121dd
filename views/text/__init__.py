"""Words on screen: labels, sentences, and the escaping of text that Streamlit would read as Markdown."""
