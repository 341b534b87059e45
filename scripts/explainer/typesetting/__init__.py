"""Sets formulas: TeX in, native MathML out."""
