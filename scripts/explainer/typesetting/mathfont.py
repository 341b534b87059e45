"""Cuts the mathematics font down to the characters that our formulas may use.

`python -m explainer.typesetting.mathfont` writes docs/fonts/stix-two-math.woff2 anew.
"""

from io import BytesIO

from explainer.project import DOCS, ROOT
from explainer.typesetting.mathml import letter

SOURCE = ROOT / "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"
FONT = DOCS / "fonts" / "stix-two-math.woff2"

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
GREEK = "αβγδεζηθκλμνξπρστφχψωϵϕ"
GREEK_CAPITALS = "ΓΔΘΛΠΣΦΨΩ"
DIGITS = "0123456789"
# Upright signs; letters that browsers make italic are added below.
SIGNS = (
    " !%'()*+,-./:;<=>?[]{}|\u00a0¬±·×÷–—…′″‖∂∇∈∏∑−∗√∝∞∣∥∫∼≈≠≡≤≥≪≫⊤⊥⋅⋯⋮⟨⟩⌊⌋⌈⌉"  # noqa: RUF001
    "←→↔↦⇐⇒⇔⟶⟹⟺⪰≻⪯ˆ˜¯˙∎"  # noqa: RUF001
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

# Computer Modern's values, in thousandths of an em. STIX drops scripts less from the top of
# their base and more from its foot: an exponent of `)` then flies, and p's subscript sinks.
CONSTANTS = {
    "SuperscriptBaselineDropMax": 386,
    "SubscriptBaselineDropMin": 50,
    "SpaceAfterScript": 50,
}

SIZES = {"/": 3}
SIZES_OF_A_FENCE = 6
# Above these sizes a sign is put together from parts.

LICENCE = {
    13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
    14: "https://openfontlicense.org",
}


def subset():
    """The font's bytes (woff2), cut down to CHARACTERS with its table for mathematics."""
    # Slow to read, and seldom wanted: every check reads this module.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(SOURCE, recalcTimestamp=False)
    constants = font["MATH"].table.MathConstants
    for name, value in CONSTANTS.items():
        getattr(constants, name).Value = value
    for number, text in LICENCE.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(CHARACTERS)))
    subsetter.subset(font)
    _narrow(font)
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _narrow(font):
    """Give signs that grow no more width than they need.

    Chromium makes every growing sign as wide as its widest size: `(` gets twice its room.
    A root sign keeps one width at every size, as in Computer Modern.
    """
    signs = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    variants = font["MATH"].table.MathVariants
    for name, sizes in zip(
        variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True
    ):
        if signs[name] == "√":
            width = font["hmtx"][name][0]
            for glyph in _sizes(sizes):
                _squeeze(font, glyph, width)
        else:
            kept = sizes.MathGlyphVariantRecord[: SIZES.get(signs[name], SIZES_OF_A_FENCE)]
            sizes.MathGlyphVariantRecord = kept
            sizes.VariantCount = len(kept)


def _sizes(construction):
    parts = construction.GlyphAssembly.PartRecords
    names = [record.VariantGlyph for record in construction.MathGlyphVariantRecord]
    return dict.fromkeys(names + [part.glyph for part in parts])


def _squeeze(font, name, width):
    glyph, (old, _) = font["glyf"][name], font["hmtx"][name]
    glyph.coordinates.scale((width / old, 1))
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)


def main():
    data = subset()
    FONT.parent.mkdir(parents=True, exist_ok=True)
    FONT.write_bytes(data)
    print(f"{FONT.relative_to(ROOT)}: {len(data):,} bytes, {len(CHARACTERS)} characters")


if __name__ == "__main__":
    main()
