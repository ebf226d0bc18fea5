"""The look of every page: warm paper, ink, one accent, no shadows."""

import gradio as gr

INDIGO = gr.themes.Color(
    "#eef2ff", "#e0e7ff", "#c7d2fe", "#a5b4fc", "#818cf8", "#5b61d6",
    "#4347b8", "#373a99", "#2e3180", "#26296b", "#1b1d4d",
)  # fmt: skip
CHINESE = ("Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei")
PAIRS = {  # name: light, dark
    "body_background_fill": ("#fbfaf7", "#161513"),
    "block_background_fill": ("#ffffff", "#1f1e1b"),
    "block_border_color": ("#e7e3da", "#34322d"),
    "block_label_text_color": ("#57534e", "#d6d3d1"),
    "block_info_text_color": ("#57534e", "#c4bfb6"),
    "body_text_color": ("#1c1917", "#f3f1ec"),
    "body_text_color_subdued": ("#57534e", "#c4bfb6"),
    "input_background_fill": ("#ffffff", "#26241f"),
    "button_primary_background_fill": ("*primary_600", "*primary_500"),
    "button_primary_background_fill_hover": ("*primary_700", "*primary_600"),
    "button_secondary_background_fill": ("#efece4", "#34322d"),
    "button_secondary_background_fill_hover": ("#e7e3da", "#45423b"),
    "slider_color": ("*primary_600", "*primary_400"),
}


def theme() -> gr.themes.Base:
    """Return the theme; the style sheets in assets do the rest."""
    sizes = gr.themes.sizes
    base = gr.themes.Base(
        primary_hue=INDIGO,
        neutral_hue="stone",
        radius_size=sizes.radius_sm,
        spacing_size=sizes.spacing_md,
        font=[_local("Source Sans Pro"), *CHINESE, "system-ui", "sans-serif"],
        font_mono=[_local("IBM Plex Mono"), "ui-monospace", "monospace"],
    )
    pairs = {n: light for n, (light, _) in PAIRS.items()}
    pairs |= {f"{n}_dark": dark for n, (_, dark) in PAIRS.items()}
    return base.set(
        **pairs,
        block_border_width="1px",
        block_shadow="none",
        block_label_background_fill="transparent",
        block_label_border_width="0px",
        block_label_text_size="12px",
        block_title_text_size="13px",
        block_title_text_weight="400",
    )


def _local(name: str) -> gr.themes.LocalFont:
    # Other weights that come with gradio lack most letters.
    return gr.themes.LocalFont(name, weights=(400, 700))
