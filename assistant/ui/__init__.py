"""The Gradio page: a thin edge without logic; sets one environment variable."""

import os

# Gradio reads it when a page is built and would report the visit to its makers.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
