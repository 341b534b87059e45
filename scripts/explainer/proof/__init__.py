"""Checks what pages claim: one file a kind of claim, one entry to all.

`site` is that entry, `check` its command; `answers` keeps what was found out about a page, and
`convert` is the page as HTML. Markdown: `front`, `structure`, `markup`, `leftovers`, `links`,
`images`. Code: `outputs`, `examples`, `transcript`, `pytest_plugin`. Numbers: `numerals` reads
them, `numbers` asks who prints them, `phrases`, `facts`, `rows` and `statements` whether they stand
where they belong; `quiz` its answers. Formulas: `derivations` compares displays, `expressions`
those of sentences, `terms` and `symbols` the glossary's, `glossary` its words. Figures: `figures`,
`labels`, `live` and `styles`; captions by `marks` (what is drawn), `shapes`, `named`, `places`,
`tally` (what words say of it), `captions`. Judgement: `paragraphs`, `ledger`, `reread`. What pages
make: `notebook` and `counts`; `notebook_files` reads any. `comments` is a setting.
"""
