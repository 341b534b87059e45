"""A script that moves a part which its figure has not is named at its line."""

import pytest
from explainer.proof import live

PARTS = {"curve", "bar-0", "bar-1", "bar-0-value", "dot"}
WRONG = {
    "figure.move('dots', { x: 1 });": "has no part 'dots'; write 'dot', or name it by gid",
    "figure.text(`bars-${k}`, 'so');": "has no part 'bars-${k}'",
    'figure.hide("shade", true);': "has no part 'shade'; name it by gid",
    "figure.line(`bar-${k}-name`, points);": "has no part 'bar-${k}-name'",
}
RIGHT = (
    "figure.set('dot', { cx: 1 });",
    "figure.text(`bar-${k}-value`, 'so');",
    "figure.move(name, { x: 1 });",
    "figure.hide('bar-' + k, true);",
    "figure.copy('ghost', 'dot');\nfigure.move('ghost', { x: 1 });",
    "figure.copy(`ghost-${n}`, 'dot');\nfigure.move(`ghost-${n}`, { x: 1 });",
    "// figure.set('gone', {});",
    "figure.set(`${name}-${k}-value`, {});",
)


def faults(tmp_path, text):
    path = tmp_path / "falling.js"
    path.write_text(f"export const rows = 1;\n\n{text}\n", "utf-8")
    return [str(fault) for fault in live.moves(path, PARTS)]


@pytest.mark.parametrize("text", WRONG)
def test_a_part_that_is_not_there_is_named(text, tmp_path):
    (fault,) = faults(tmp_path, text)
    assert "falling.js:3: the figure falling" in fault and WRONG[text] in fault


@pytest.mark.parametrize("text", RIGHT)
def test_a_part_that_is_there_or_made_is_let_be(text, tmp_path):
    assert faults(tmp_path, text) == []
