"""The Gradio page: a thin edge without logic."""
