"""Figures: drawn by their scripts, kept while nothing changed, inlined, and refused with a line."""

import re
import time
import xml.etree.ElementTree as etree
from contextlib import nullcontext
from importlib import import_module

import pytest
from explainer import cache, project
from explainer.drawing import drawings
from explainer.drawing.draw import HEIGHT, WIDTH
from explainer.drawing.studio import check_steady
from explainer.faults import Fault
from explainer.process import Process
from markdown import Markdown

SCRIPT = '''"""A falling line."""
from double import double
from explainer.palette import COLOUR


def draw(fig):
    ax = fig.subplots()
    ax.plot([0, 1], [double(2), -1], color=COLOUR["logit"], gid="line")
'''
PAGE = """Before.

![A line that falls.](figures/falling.svg)

/// caption
**Fall.** It goes down.
///

After.
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A place with one figure, one snippet and a cache of its own; returns its folder."""
    import_module("explainer.extensions.includes")  # it keeps the folder that it first saw
    for name in ("figures", "snippets", "cache"):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(project, name.upper(), tmp_path / name)
    (tmp_path / "figures" / "falling.py").write_text(SCRIPT, "utf-8")
    (tmp_path / "snippets" / "double.py").write_text("def double(x):\n    return 2 * x\n", "utf-8")
    return tmp_path


def convert(text=PAGE):
    """The page's HTML."""
    ours = ["explainer.extensions.includes", "explainer.extensions.figures"]
    extensions = ["pymdownx.blocks.caption", "attr_list", *ours]
    return Markdown(extensions=extensions).convert(text)


def figure(name="falling"):
    return drawings.drawings([name])[name].svg


def fault(text=PAGE):
    """The message with which a page is refused."""
    with pytest.raises(Fault) as caught:
        convert(text)
    return str(caught.value)


def rewrite(home, old, new, name="falling"):
    """Change a figure's script; returns its path."""
    path = home / "figures" / f"{name}.py"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


@pytest.fixture
def drew(capfd):
    """A function that tells which figures were drawn since it was last called."""
    return lambda: re.findall(r"drew (\w+)", capfd.readouterr().err)


def test_an_image_and_its_caption_become_one_figure(home):
    tree = etree.fromstring(f"<page>{convert()}</page>")
    (found,) = tree.iter("figure")
    assert found.attrib == {"class": "figure", "data-figure": "falling"}
    assert [child.tag for child in found] == ["div", "figcaption"]
    assert [child.tag for child in found[0]] == ["svg"]
    assert "".join(found.find("figcaption").itertext()).strip() == "Fall. It goes down."
    assert not list(tree.iter("img"))
    assert [p.text for p in tree.findall("p")] == ["Before.", "After."]


def test_a_figure_may_stand_without_a_caption(home):
    html = convert("![A line that falls.](../figures/falling.svg)\n\nAfter.")
    figure = '<figure class="figure" data-figure="falling"><div class="drawing"><svg role="img"'
    assert html.startswith(figure)


def test_a_drawing_is_an_image_with_the_alt_text_as_its_name(home):
    svg = next(etree.fromstring(f"<page>{convert()}</page>").iter("svg"))
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "A line that falls."
    assert not list(svg.iter("title"))


def test_a_drawing_is_measured_in_css_pixels(home):
    svg = etree.fromstring(figure())
    assert svg.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert (svg.get("width"), svg.get("height")) == (str(WIDTH), str(HEIGHT))
    rewrite(home, "def draw", "HEIGHT = 120\n\n\ndef draw")
    assert etree.fromstring(figure()).get("viewBox") == f"0 0 {WIDTH} 120"


def test_a_drawing_carries_what_moves_it(home):
    assert not any(key.startswith("data-") for key in etree.fromstring(figure()).attrib)
    rewrite(home, "def draw", "DATA = {'weights': [[0.5, -2], [1, 0.125]]}\n\n\ndef draw")
    assert etree.fromstring(figure()).get("data-weights") == "[[0.5,-2],[1,0.125]]"


def test_a_drawing_takes_its_colours_from_the_page(home):
    text = figure()
    assert 'stroke="var(--logit)"' in text
    assert not re.search(r"#[0-9a-f]{3,6}\b|style=|<style|clip-path|pt\"", text)


def test_named_parts_keep_their_names_and_axes_tell_their_scales(home):
    svg = etree.fromstring(figure())
    line = svg.find(".//*[@data-part='line']")
    (axes,) = svg.findall(".//*[@data-x0]")
    at = {key: float(value) for key, value in axes.attrib.items() if key.startswith("data-")}
    assert (line.tag, line.get("id")) == ("line", "falling-line")
    assert float(line.get("x1")) == pytest.approx(at["data-left"], abs=0.01)
    assert float(line.get("x2")) == pytest.approx(at["data-right"], abs=0.01)
    share = (4 - at["data-y0"]) / (at["data-y1"] - at["data-y0"])
    height = at["data-bottom"] + share * (at["data-top"] - at["data-bottom"])
    assert float(line.get("y1")) == pytest.approx(height, abs=0.01)


def test_a_logarithmic_axis_says_so(home):
    rewrite(home, "    ax.plot", '    ax.set(xscale="log", xlim=(1, 9), xticks=())\n    ax.plot')
    rewrite(home, "    ax.plot", "    ax.minorticks_off()\n    ax.plot")
    axes = etree.fromstring(figure()).find(".//*[@data-x0]")
    assert axes.get("data-xscale") == "log"
    assert "data-yscale" not in axes.attrib


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ('ax.bar(0, 2, color=COLOUR["logit"], gid="it")', "rect"),
        ('ax.plot(0, 2, "o", color=COLOUR["logit"], gid="it")', "circle"),
        ('ax.plot([0, 1, 2], [0, 1, 0], gid="it")', "path"),
        ('ax.text(0, 1, "some", gid="it")', "text"),
        ('ax.plot([0, 1], [0, 1], "o-", gid="it")', "g"),
    ],
)
def test_a_part_is_the_plainest_shape_it_can_be(home, code, tag):
    rewrite(home, "    ax.plot", f"    {code}\n    ax.plot")
    assert etree.fromstring(figure()).find(".//*[@id='falling-it']").tag == tag


def test_negative_numbers_have_a_minus_sign(home):
    rewrite(home, "    ax.plot", '    ax.text(0, 0, "-0.5 up-to 3-4")\n    ax.plot')
    assert ">\N{MINUS SIGN}0.5 up-to 3-4<" in figure()


def test_what_leaves_its_axes_is_cut_there(home):
    rewrite(home, "    ax.plot", "    ax.set_ylim(0, 1)\n    ax.plot")
    svg = etree.fromstring(figure())
    assert svg.find(".//*[@id='falling-line']").get("clip-path") == "url(#falling-clip-0)"
    assert svg.find(".//clipPath").get("id") == "falling-clip-0"


def test_an_unchanged_figure_is_drawn_once(home, drew):
    first = convert()
    assert drew() == ["falling"]
    assert convert() == first
    assert drew() == []


def test_a_changed_snippet_redraws_the_figures_that_import_it_alone(home, drew):
    (home / "figures" / "alone.py").write_text(
        SCRIPT.replace("from double import double\n", "").replace("double(2)", "3"), "utf-8"
    )
    drawings.drawings(["falling", "alone"])
    assert sorted(drew()) == ["alone", "falling"]
    (home / "snippets" / "double.py").write_text("def double(x):\n    return 9 * x\n", "utf-8")
    drawings.drawings(["falling", "alone"])
    assert drew() == ["falling"]


@pytest.mark.parametrize("what", ["script", "environment"])
def test_a_figure_is_drawn_again_if_anything_it_is_made_of_changes(home, drew, monkeypatch, what):
    figure()
    drew()
    if what == "script":
        rewrite(home, "-1", "-3")
    else:
        monkeypatch.setattr(drawings, "environment", lambda: ["another Matplotlib"])
    figure()
    assert drew() == ["falling"]


def test_a_drawing_depends_on_style_palette_and_machinery(home):
    figure()
    kept = cache.read("figures", "falling").decode()
    for name in (
        "falling.py",
        "double.py",
        "figures.mplstyle",
        "concepts.css",
        "svg.py",
        "draw.py",
        "studio.py",
    ):
        assert f"/{name}" in kept


def test_a_file_saved_while_it_is_drawn_is_not_kept_as_drawn(home):
    path = rewrite(
        home,
        "    ax.plot",
        f"    import os; os.utime({str(home)!r} + '/figures/falling.py')\n    ax.plot",
    )
    assert "<svg" in figure()
    assert cache.read("figures", "falling") is None
    assert path.stat().st_mtime <= time.time()


def test_two_drawings_are_byte_identical(home, monkeypatch):
    texts = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setattr(drawings, "STUDIO", Process(*drawings.STUDIO.command))
        texts += [one["svg"] for one in drawings.draw(["falling"])]
        drawings.STUDIO.close()
    assert texts[0] == texts[1]


def test_lots_that_are_seeded_and_a_line_with_a_gap_are_drawn(home):
    drawn = "__import__('numpy').random.RandomState(4).rand()"
    rewrite(home, "[0, 1], [double(2), -1]", f"[0, 1, 2], [{drawn}, -1, float('nan')]")
    assert figure().startswith("<svg")


def test_what_a_script_prints_disturbs_nothing(home):
    rewrite(home, "    ax.plot", '    print("hello")\n    ax.plot')
    assert figure().startswith("<svg")


FAULTS = {
    "no such figure": (
        PAGE.replace("falling", "faling"),
        "<markdown>:3: there is no figure 'faling'; write {figures}/faling.py, "
        "or did you mean falling?",
    ),
    "no alt": (
        PAGE.replace("A line that falls.", ""),
        "<markdown>:3: the figure falling has no alt text; say in a sentence what it shows",
    ),
    "no sentence": (
        PAGE.replace("A line that falls.", "a line"),
        "<markdown>:3: the alt text of falling is no sentence; "
        "begin it with a capital letter, end it with a full stop, say what the figure shows",
    ),
    "twice": (
        PAGE + "\n![It falls yet again.](figures/falling.svg)\n",
        "<markdown>:11: the figure falling is on this page already; "
        "show it once and refer to it, or write a second script",
    ),
    "same alt": (
        PAGE + "\n![A line that falls.](figures/other.svg)\n",
        "<markdown>:11: other has the alt text of falling; "
        "say what this one shows and the other does not",
    ),
    "in an item": (
        "- ![A line that falls.](figures/falling.svg)\n- So.\n",
        "<markdown>:1: the figure falling stands in a line of text; part it by blank lines",
    ),
    "a title": (
        PAGE.replace("falling.svg", 'falling.svg "Down"'),
        "<markdown>:3: the title of the figure falling is not shown; say it in a /// caption",
    ),
    "a width": (
        PAGE.replace("falling.svg)", "falling.svg){ width=300 }"),
        "<markdown>:3: the width of the figure falling is not shown; take it out",
    ),
    "in a line": (
        PAGE.replace("![A", "Look: ![A"),
        "<markdown>:3: the figure falling stands in a line of text; part it by blank lines",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_page_is_refused_at_the_line_of_its_image(home, name):
    (home / "figures" / "other.py").write_text(SCRIPT, "utf-8")
    text, message = FAULTS[name]
    assert fault(text) == message.format(figures=home / "figures")


def test_data_that_a_figure_reads_draws_no_lots(home):
    data = home / "snippets" / "counted.csv.gz"
    data.write_bytes(b"\x1f\x8b random \xff")
    check_steady(home / "figures" / "falling.py", [str(data)], "not what is drawn")


SEEDS = {"(7)": True, "(seed)": True, "()": False, "(None)": False, "(7 * time())": False}


@pytest.mark.parametrize(("seed", "steady"), SEEDS.items())
def test_only_what_may_draw_lots_is_drawn_twice(home, seed, steady):
    path = rewrite(home, "double(2)", f"np.random.RandomState{seed}.normal()")
    with nullcontext() if steady else pytest.raises(Fault):
        check_steady(path, [str(path)], "drawn a moment ago")


SCRIPT_FAULTS = {
    "a line at no number": (
        "[double(2), -1]",
        "[float('nan')] * 2",
        "8: the part 'line' is drawn nowhere: its place is no number; give it finite numbers",
    ),
    "a dot at no number": (
        'ax.plot([0, 1], [double(2), -1], color=COLOUR["logit"], gid="line")',
        'ax.scatter([double(0)], [float("inf")], color=COLOUR["logit"], gid="dot")',
        "8: the part 'dot' is drawn nowhere: its place is no number; give it finite numbers",
    ),
    "lots": (
        "double(2)",
        "double(__import__('random').random())",
        "8: this figure is another at each drawing; seed it: RandomState(42)",
    ),
    "the time": (
        "double(2)",
        "double(__import__('time').time() % 1000)",
        "8: this figure is another at each drawing; seed it: RandomState(42)",
    ),
    "a name of a part with a space": (
        'gid="line"',
        'gid="a line"',
        "8: the gid 'a line' is no name; write letters, digits and hyphens",
    ),
    "raises": (
        "double(2)",
        "double(2) / 0",
        "8: ZeroDivisionError: division by zero; mend the figure's script",
    ),
    "warns": (
        "    ax.plot",
        "    import numpy as np\n    np.log(np.zeros(1))\n    ax.plot",
        "9: RuntimeWarning: divide by zero encountered in log; mend the figure's script",
    ),
    "imports nothing": (
        "from double import double",
        "from treble import treble",
        "2: ModuleNotFoundError: No module named 'treble'; mend the figure's script",
    ),
    "is no Python": (
        "fig.subplots()",
        "fig.subplots(",
        "7: SyntaxError: '(' was never closed; mend it",
    ),
    "no draw": (
        "def draw",
        "def paint",
        "1: this figure has no draw(fig); define it; it draws on the fig it gets",
    ),
    "no docstring": (
        '"""A falling line."""',
        "",
        "1: this figure has no docstring; say first what the reader will see",
    ),
    "empty": (
        '    ax.plot([0, 1], [double(2), -1], color=COLOUR["logit"], gid="line")',
        "    ax.axis('off')",
        "6: the drawing is empty; draw something on the figure that draw(fig) gets",
    ),
    "foreign colour": (
        'COLOUR["logit"]',
        '"#ff0000"',
        "8: #ff0000 is not a colour of the palette; "
        "take one of COLOUR's by its concept, tinted with alpha if need be",
    ),
    "colour by name": (
        'color=COLOUR["logit"]',
        'color="red"',
        "8: #ff0000 is not a colour of the palette; "
        "take one of COLOUR's by its concept, tinted with alpha if need be",
    ),
    "no height": (
        "def draw",
        "# HEIGHT = 300\nHEIGHT = 0\n\n\ndef draw",
        "7: HEIGHT is 0; give CSS pixels, such as 300",
    ),
    "a text for a height": (
        "def draw",
        "HEIGHT = '300'\n\n\ndef draw",
        "6: HEIGHT is '300'; give CSS pixels, such as 300",
    ),
    "data that is none": (
        "def draw",
        "DATA = {'weights': {1, 2}}\n\n\ndef draw",
        "6: DATA is no data: Object of type set is not JSON serializable; "
        'give numbers and lists of them by name, such as {"weights": W.tolist()}',
    ),
    "data without a name": (
        "def draw",
        "DATA = 5\n\n\ndef draw",
        "6: DATA is no data: 'int' object is not iterable; "
        'give numbers and lists of them by name, such as {"weights": W.tolist()}',
    ),
    "pixels": (
        "ax.plot(",
        'ax.imshow([[0, 1]], cmap="gray"); ax.plot(',
        "6: the drawing holds <image>, which is no plain shape; "
        "draw with lines, patches, markers and text (pcolormesh in place of imshow)",
    ),
    "formula": (
        "    ax.plot",
        "    ax.text(0, 0, '$x^2$')\n    ax.plot",
        "6: a label is set as a formula, whose glyphs another font would tear apart; "
        "write it in Unicode (a logarithmic axis: name its ticks)",
    ),
    "one name for two parts": (
        "    ax.plot",
        '    ax.text(0, 0, "x", gid="line")\n    ax.plot',
        "9: two parts are named 'line'; give each its own gid",
    ),
    "ends its process": (
        "    ax.plot",
        "    import os; os._exit(1)\n    ax.plot",
        "8: this ends the drawing process; take it out",
    ),
    "dies": (
        "    ax.plot",
        "    import signal; signal.raise_signal(9)\n    ax.plot",
        "1: the drawing process ended, or had to be ended, before the figure was drawn; "
        "see what it printed above; let it end sooner, or give more seconds in pyproject.toml, "
        "[tool.explainer] limit",
    ),
}


@pytest.mark.parametrize("name", SCRIPT_FAULTS)
def test_a_script_is_refused_at_its_own_line(home, name):
    old, new, message = SCRIPT_FAULTS[name]
    path = rewrite(home, old, new)
    assert fault() == f"{path}:{message}"


def test_what_raises_in_a_snippet_is_placed_there_with_the_line_that_calls_it(home):
    rewrite(home, "double(2)", "double(None)")
    assert fault() == (
        f"{home}/snippets/double.py:2: TypeError: unsupported operand type(s) for *: 'int' and "
        f"'NoneType'; mend it, or its call in {home}/figures/falling.py:8"
    )


def test_a_mended_script_is_drawn_by_the_same_process(home):
    rewrite(home, "double(2)", "double(2) / 0")
    assert "ZeroDivisionError" in fault()
    process = drawings.STUDIO.program
    rewrite(home, "double(2) / 0", "double(2)")
    assert "<svg" in convert()
    assert drawings.STUDIO.program is process


def test_nobody_waits_twice_for_a_figure_without_end(tmp_path, monkeypatch):
    for home in ("FIGURES", "SNIPPETS", "CACHE"):
        monkeypatch.setattr(project, home, tmp_path / home)
        (tmp_path / home).mkdir()
    waited = []

    def draw(wanted):
        waited.extend(wanted)
        yield {"name": "round", "fault": [["round.py", 2], "no end", "mend it"], "late": True}

    monkeypatch.setattr(drawings, "draw", draw)
    for code in ("while 1:\n    pass\n", "while 1:\n    pass\n", "while 2:\n    pass\n"):
        (tmp_path / "FIGURES" / "round.py").write_text(code, "utf-8")
        with pytest.raises(Fault, match=r"^round\.py:2: no end"):
            drawings.drawings(["round"])
    assert waited == ["round", "round"]
