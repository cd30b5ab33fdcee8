"""The theme: the system's own fonts, so that no font is fetched from anywhere."""

from __future__ import annotations

from typing import Final

import gradio as gr

FONTS: Final = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
MONO_FONTS: Final = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def page_theme() -> gr.themes.Base:
    """Return the page's theme; the colours of light and dark match style.css."""
    theme = gr.themes.Base(font=list(FONTS), font_mono=list(MONO_FONTS))
    return theme.set(
        body_background_fill="#faf9f6",
        body_background_fill_dark="#151618",
        body_text_color="#1d1c1a",
        body_text_color_dark="#eceae5",
    )
