"""The stylesheets, read without a browser: what shows, and to whom, follows from what they say."""

import re
from colorsys import rgb_to_hls
from itertools import pairwise
from pathlib import Path

import material
import pytest
import tinycss2
from explainer.palette import COLOUR, DARK
from explainer.project import DOCS, ROOT
from explainer.proof.styles import sheets, walked

CONCEPTS = ("logit", "probability", "derivative", "weight")
SCHEMES = {"light": COLOUR, "dark": DARK}


def luminance(colour):
    """Relative luminance of `#rrggbb`, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG's contrast ratio, from 1 (none) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tint(colour):
    """The hue of `#rrggbb` in degrees: 0 is red, 120 green."""
    return 360 * rgb_to_hls(*(int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)))[0]


SYSTEM = {
    *("AccentColor", "AccentColorText", "ActiveText", "ButtonBorder", "ButtonFace", "ButtonText"),
    *("Canvas", "CanvasText", "Field", "FieldText", "GrayText", "Highlight", "HighlightText"),
    *("LinkText", "Mark", "MarkText", "SelectedItem", "SelectedItemText", "VisitedText"),
}
"""CSS Color 4's names of what the reader's system has chosen."""
GROUNDS = {"Canvas", "ButtonFace", "Field", "Highlight", "Mark", "SelectedItem", "AccentColor"}
TAKEN = {"transparent", "inherit", "currentcolor"}
COLOURED = re.compile(
    r"color$|background$|fill$|stroke$|border-\w+-color|outline-color|--(?!air)\w+"
)


def rules(text, conditions=()):
    """Every rule as (its conditions, its selector, its declarations by name)."""
    nodes = tinycss2.parse_stylesheet(text, True, True) if isinstance(text, str) else text
    for node in nodes:
        if node.type == "qualified-rule":
            found = tinycss2.parse_blocks_contents(node.content, True, True)
            said = {
                d.name: tinycss2.serialize(d.value).strip() + " !important" * d.important
                for d in found
                if d.type == "declaration"
            }
            yield conditions, tinycss2.serialize(node.prelude).strip(), said
        elif node.type == "at-rule" and node.content and node.lower_at_keyword != "font-face":
            within = tinycss2.parse_rule_list(node.content, True, True)
            yield from rules(within, (*conditions, tinycss2.serialize(node.prelude).strip()))


RULES = [rule for path in sheets() for rule in rules(path.read_text("utf-8"))]
GIVEN = {name: value for when, _, said in RULES if not when for name, value in said.items()}


def colour(value, scheme):
    """What a colour of the sheets is in a scheme, as `#rrggbb`; None where it is none."""
    if m := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return colour(GIVEN[m[1]], scheme)
    m = re.fullmatch(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", value)
    return m[1 + (scheme == "dark")] if m else None


def test_black_on_white_has_the_greatest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_colour_can_be_read_on_paper_and_on_code(scheme):
    colours = SCHEMES[scheme]
    for ground in (colours["paper"], colour("var(--code)", scheme)):
        for name in (*CONCEPTS, "ink", "muted"):
            assert contrast(colours[name], ground) >= 4.5, f"--{name} on {ground}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_marked_word_can_be_read(scheme):
    assert contrast(SCHEMES[scheme]["ink"], colour("var(--mark)", scheme)) >= 4.5


def test_light_and_dark_name_the_same_concepts():
    assert set(COLOUR) == set(DARK) == {*CONCEPTS, "ink", "muted", "paper"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_ring_around_what_has_the_focus_is_seen_on_every_ground(scheme):
    (ring,) = [said for when, name, said in RULES if ":focus-visible" in name and "outline" in said]
    width, style, shade, important = ring["outline"].split()
    assert float(width.removesuffix("px")) >= 2 and style == "solid"
    assert important == "!important"  # The theme takes its own away.
    for ground in ("paper", "code", "mark"):
        assert contrast(colour(shade, scheme), colour(f"var(--{ground})", scheme)) >= 3, ground
    # Apart from what it is around, whose own edge may be of its colour.
    assert float(ring["outline-offset"].partition("px")[0]) >= 1


def test_nothing_takes_the_ring_away():
    for _, selector, said in RULES:
        taken = {name for name, value in said.items() if name.startswith("outline")}
        if ":focus-visible" not in selector:
            # What is not important gives way to the ring, which is.
            kept = {name for name in taken if not said[name].endswith("!important")}
            assert taken - kept <= {"outline-offset"}, selector


PAIRS = {
    "default-fg-color": "default-bg-color", "default-fg-color--light": "default-bg-color",
    "primary-bg-color": "primary-fg-color", "primary-bg-color--light": "primary-fg-color",
    "typeset-color": "default-bg-color", "typeset-a-color": "default-bg-color",
    "accent-fg-color": "default-bg-color", "footer-fg-color": "footer-bg-color",
    "footer-fg-color--light": "footer-bg-color--dark", "admonition-fg-color": "default-bg-color",
    "footer-fg-color--lighter": "footer-bg-color", "code-fg-color": "code-bg-color",
    "default-fg-color--lighter": "default-bg-color",
}  # fmt: skip
"""Of the theme's colours those that words have, and those behind them."""
HIGHLIGHTS = [name for name in GIVEN if re.fullmatch("--md-code-hl-[a-z]+-color", name)]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_themes_words_can_be_read_on_what_is_behind_them(scheme):
    for front, back in PAIRS.items():
        one, other = (colour(GIVEN[f"--md-{name}"], scheme) for name in (front, back))
        assert contrast(one, other) >= 4.5, f"{front} on {back}"
    for name in HIGHLIGHTS:
        assert contrast(colour(GIVEN[name], scheme), colour("var(--code)", scheme)) >= 4.5, name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_whatever_colour_words_are_given_it_can_be_read_on_paper(scheme):
    found = {}
    for when, selector, said in RULES:
        if "(forced-colors: active)" not in when and "color" in said:
            found[selector] = colour(said["color"].removesuffix(" !important"), scheme)
    assert sum(map(bool, found.values())) > 20
    paper = colour("var(--paper)", scheme)
    faint = {name: c for name, c in found.items() if c and contrast(c, paper) < 4.5}
    assert faint == {}


def forced():
    return [(name, said) for when, name, said in RULES if "(forced-colors: active)" in when]


def test_where_the_system_chooses_colours_none_is_ours():
    assert len(forced()) > 5
    for selector, said in forced():
        for name, value in said.items():
            if COLOURED.search(name) and name != "color-scheme":
                assert value in SYSTEM or value.lower() in TAKEN, (
                    f"{selector} {{ {name}: {value} }}"
                )


def test_drawings_take_every_colour_from_the_system_and_ink_is_not_paper():
    taken = {k: v for name, said in forced() if name == ".figure svg" for k, v in said.items()}
    assert taken.keys() == {f"--{name}" for name in COLOUR}
    assert taken["--paper"] == "Canvas"
    assert not GROUNDS & {value for name, value in taken.items() if name != "--paper"}


def test_icons_that_are_cut_from_a_ground_keep_one_where_the_system_takes_grounds():
    cut = [said for _, said in forced() if "background-color" in said]
    assert cut and all(said["forced-color-adjust"] == "none" for said in cut)
    assert all(said["background-color"] not in GROUNDS for said in cut)


def test_who_wants_no_motion_has_none():
    (still,) = [said for when, _, said in RULES if "(prefers-reduced-motion: reduce)" in when]
    moves = {name for *_, said in RULES for name in said if re.match("animation|transition", name)}
    assert {name.partition("-")[0] for name in moves} <= still.keys()
    assert all(still[name] == "none !important" for name in ("animation", "transition"))
    assert still["scroll-behavior"] == "auto !important"


OTHERS = {"md-search__button"}
"""Names of the theme's successor, which is not installed."""


def test_every_name_that_a_selector_asks_for_is_given_somewhere():
    theme, scripts = Path(material.__file__).parent / "templates", ROOT / "scripts" / "explainer"
    files = [path for kind in ("html", "css", "js") for path in theme.rglob(f"*.{kind}")]
    files += [p for p in scripts.rglob("*") if p.suffix in (".py", ".html", ".mjs")]
    files += [
        *DOCS.glob("*.md"),
        *DOCS.glob("*/*.js"),
        *(ROOT / "scripts" / "figures").glob("*.py"),
    ]
    text = "".join(path.read_text("utf-8") for path in files) + " ".join(COLOUR)
    words = set(re.findall(r"[A-Za-z][\w-]*", text)) | OTHERS
    # A name may be put together: `live-${concept}`, dataset.state.
    begun = set(re.findall(r"([a-z-]+-)(?:\$?\{|['\"] ?\+)", text))
    words |= {f"data-{name.lower()}" for name in re.findall(r"dataset\.(\w+)", text)}
    asked = set()
    for _, selector, _ in RULES:
        tokens = list(walked(tinycss2.parse_component_value_list(selector)))
        for before, token in pairwise(tokens):
            if token.type == "ident" and (before == "." or token.value.startswith("data-")):
                asked.add(token.value)
    assert len(asked) > 100

    def made(name):
        """Whether a script puts it together of a beginning and another word or a number."""
        rests = [name.removeprefix(start) for start in begun if name.startswith(start)]
        return any(rest in words or rest.isdigit() for rest in rests)

    assert {name for name in asked - words if not made(name)} == set()
    assert not made("live-undex") and made("live-logit")


def having(part):
    """The declarations of every rule whose selector has this in it."""
    return [said for _, selector, said in RULES if part in selector]


@pytest.mark.parametrize("state", ["right", "wrong"])
def test_a_verdict_has_the_colour_of_its_own_state(state):
    given = [said["--verdict"] for said in having(f'[data-state="{state}"]') if "--verdict" in said]
    assert [re.match(r"var\(--(\w+)", value)[1] for value in given] == [state]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("state", ["right", "wrong"])
def test_a_verdict_can_be_read_and_has_no_concepts_colour(state, scheme):
    verdict = colour(f"var(--{state})", scheme)
    for ground in ("paper", "code"):
        assert contrast(verdict, colour(f"var(--{ground})", scheme)) >= 4.5, ground
    hue, *others = (tint(c) for c in (verdict, *(SCHEMES[scheme][name] for name in CONCEPTS)))
    assert min(abs((hue - other + 180) % 360 - 180) for other in others) > 15


def test_what_is_drawn_or_dragged_does_not_scroll_the_page_under_a_finger():
    held = [said for *_, said in RULES if said.get("cursor") in ("grab", "crosshair")]
    assert held and all(said.get("touch-action") == "none" for said in held)


def test_what_is_for_listeners_alone_is_not_seen():
    spoken = [said for *_, said in RULES if said.get("width") == "1px"]
    unseen = {"position": "absolute", "height": "1px", "overflow": "hidden"}
    unseen |= {"clip-path": "inset(50%)"}
    assert spoken and all(unseen.items() <= said.items() for said in spoken)


def test_a_closed_search_shows_nothing_and_takes_no_focus():
    closed = having('[data-md-toggle="search"]:not(:checked)')
    assert [said.get("visibility") for said in closed] == ["hidden"]
