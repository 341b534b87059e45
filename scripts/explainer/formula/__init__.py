"""Reads a formula's TeX and compares its sides at random points.

tex (tokens), statements (chains), expression and notation (trees), then symbols and evaluate
(what a tree is worth), compare and claims (what holds); conventions says what symbols mean.
"""
