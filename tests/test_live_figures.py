"""The moving figures in a browser: as drawn until touched, and true wherever they are moved."""

import pytest
import stage

SNAPSHOT = """() => Object.fromEntries([...document.querySelectorAll('[data-live]')].map((figure) => {
  const svg = figure.querySelector('svg');
  const home = svg.getBoundingClientRect();
  return [figure.dataset.figure, [...svg.querySelectorAll('*:not(.live-grip, defs, defs *)')].map((e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    const { opacity, visibility, display, fill, stroke } = getComputedStyle(e);
    return {
      part: e.dataset.part ?? e.tagName,
      box: [x - home.x, y - home.y, width, height],
      numbers: ['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'width', 'height']
        .map((key) => +(e.getAttribute(key) ?? 0)),
      rest: [e.tagName, e.getAttribute('d'), e.children.length ? '' : e.textContent, opacity, visibility,
        display, fill, stroke],
    };
  })];
}))"""


# The drawings have two decimals, and what lies between two may be rounded to either; browsers
# measure boxes in 64ths.
HUNDREDTH = 0.0101


@pytest.fixture(scope="module")
def staged(tmp_path_factory, serve_folder):
    """The address of a page that shows every moving figure."""
    folder = tmp_path_factory.mktemp("stage")
    stage.build(folder)
    return serve_folder(folder)


@pytest.fixture
def open_page(browser, staged):
    """Opens the stage; every message of the browser's console fails the test."""
    said, contexts = [], []

    def go(query="", wake=True, size=(1280, 900), **options):
        contexts.append(
            browser.new_context(viewport=dict(zip(("width", "height"), size)), **options)
        )
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(staged + query)
        if wake:
            for name in stage.NAMES:
                page.locator(f"[data-figure={name}]").scroll_into_view_if_needed()
                page.wait_for_selector(f"[data-figure={name}] .live-row")
        return page

    yield go
    for context in contexts:
        context.close()
    assert said == []


def test_a_figure_is_as_it_was_drawn_until_it_is_touched(open_page):
    page = open_page(wake=False, java_script_enabled=False)
    drawn = page.evaluate(SNAPSHOT)
    awake = open_page().evaluate(SNAPSHOT)
    assert set(drawn) == set(awake) == set(stage.NAMES)
    for name, parts in drawn.items():
        assert len(parts) == len(awake[name]), name
        for before, after in zip(parts, awake[name], strict=True):
            where = f"{name}: {before['part']}"
            assert before["part"] == after["part"], where
            assert before["rest"] == after["rest"], where
            assert before["numbers"] == pytest.approx(after["numbers"], abs=HUNDREDTH), where
            assert before["box"] == pytest.approx(after["box"], abs=HUNDREDTH + 1 / 64), where
