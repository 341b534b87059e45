"""Cuts the mathematics font down to the characters that our formulas may use.

`python -m explainer.mathfont` writes docs/fonts/stix-two-math.woff2 anew.
"""

from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from explainer.mathml import letter
from explainer.project import DOCS, ROOT

SOURCE = ROOT / "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"
FONT = DOCS / "fonts" / "stix-two-math.woff2"
LIMIT = 30_000
"""The most that the font may weigh, in bytes."""

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
GREEK = "αβγδεζηθκλμνξπρστφχψωϵϕ"
GREEK_CAPITALS = "ΓΔΘΛΠΣΦΨΩ"
DIGITS = "0123456789"
# Upright signs; letters that browsers make italic are added below.
SIGNS = (
    " !%'()*+,-./:;<=>?[]{}|\u00a0¬±·×÷–—…′″‖∂∇∈∏∑−∗√∝∞∣∥∫∼≈≠≡≤≥≪≫⊤⊥⋅⋯⋮⟨⟩⌊⌋⌈⌉"  # noqa: RUF001
    "←→↔↦⇐⇒⇔⟶⟹⟺⪰≻⪯ˆ˜¯˙⃗⏞⏟∎"  # noqa: RUF001
)


def _styled(letters, style):
    return "".join(letter(character, style) for character in letters)


CHARACTERS = frozenset(
    LATIN
    + GREEK_CAPITALS
    + DIGITS
    + SIGNS
    + _styled(LATIN + GREEK, "italic")
    + _styled("HIJPWXY01" + LATIN[26:], "bold")
    + _styled("αβμσθ", "bold-italic")
    + _styled("EPRNZ1", "double-struck")
    + _styled("LNO", "script")
)
"""Every character that a formula may show."""


def subset():
    """The font's bytes (woff2), cut down to CHARACTERS with its table for mathematics."""
    font = TTFont(SOURCE, recalcTimestamp=False)
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(CHARACTERS)))
    subsetter.subset(font)
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def main():
    data = subset()
    FONT.parent.mkdir(parents=True, exist_ok=True)
    FONT.write_bytes(data)
    print(f"{FONT.relative_to(ROOT)}: {len(data):,} bytes, {len(CHARACTERS)} characters")


if __name__ == "__main__":
    main()
