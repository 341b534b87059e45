"""What is published of a built page: fit for a strict policy, small, and named by its content."""

import gzip
import json
import re

import brotli
import pytest
from explainer.faults import Fault
from explainer.project import ROOT
from explainer.publishing import files, publish
from explainer.publishing.tags import edit


def test_a_gzip_file_is_the_same_on_every_system():
    made = files.gzipped(b"a" * 5000)
    assert made[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    assert gzip.decompress(made) == b"a" * 5000


def page_of(tmp_path, body, head='<meta charset="utf-8">'):
    """What is published of a page with this body, and the files beside it."""
    text = f"<!doctype html>\n<html><head>{head}</head><body>{body}</body></html>"
    (tmp_path / "index.html").write_text(text, "utf-8")
    publish.publish(tmp_path)
    return (tmp_path / "index.html").read_text("utf-8")


def referred(page, pattern, tmp_path):
    return (tmp_path / re.search(pattern, page)[1]).read_text("utf-8")


def test_inline_scripts_move_to_files_and_data_stays(tmp_path):
    data = '<script type="application/json">{"a": "<b>"}</script>'
    page = page_of(tmp_path, f"<script>go(1 < 2)</script>{data}")
    assert "go(" not in page
    assert data in page
    assert referred(page, r'<script src="([^"]+)"></script>', tmp_path) == "go(1 < 2)\n"


def test_small_scripts_that_a_page_waits_for_are_asked_for_before_it_meets_them(tmp_path):
    (tmp_path / "small.js").write_text("a = 1")
    (tmp_path / "late.js").write_text("a = 2")
    (tmp_path / "large.js").write_text("a = 3;" * 1000)
    head = '<meta charset="utf-8"><link rel="stylesheet" href="a.css"><script>b = 1</script>'
    font = '<link rel="preload" href="a.woff2" as="font" crossorigin>'
    scripts = "".join(
        f'<script src="{name}.js"{how}></script>'
        for name, how in (("small", ""), ("large", ""), ("late", " defer"))
    )
    page = page_of(tmp_path, f"<script>c = 1</script>{scripts}", f"{head}{font}")
    early = re.findall(r"<link [^>]*preload[^>]*>", page.partition("<script")[0])
    assert len(early) == page.count("preload") == 3
    assert early[0] == font
    assert re.search(r'href="assets/javascripts/inline\.\w+\.js" as="script"', early[1])
    assert 'href="small.js" as="script"' in early[2]
    assert page.index("a.css") < page.index(early[0])
    assert font in page_of(tmp_path, "<p>No script.</p>", f'<meta charset="utf-8">{font}')


def test_inline_styles_move_to_a_file_and_still_win(tmp_path):
    page = page_of(
        tmp_path,
        '<style>p { color: red }</style><p style="text-align: center; color:blue">x</p>',
    )
    assert "<style" not in page
    assert " style=" not in page
    sheet = referred(page, r'<link rel="stylesheet" href="([^"]+)">', tmp_path)
    assert sheet.startswith("p { color: red }")
    name = re.search(r'<p data-style="(\w+)">', page)[1]
    assert f'[data-style="{name}"]{{text-align: center!important;color:blue!important;}}' in sheet


def test_stylesheets_go_out_without_their_comments_and_say_the_same():
    sheet = '/* why */\n@media print { a::after { /* and why */ content: "/* kept */"; } }\n'
    left = '\n@media print { a::after {  content: "/* kept */"; } }\n'
    assert files.without_comments(sheet) == left


def test_one_stylesheet_is_made_of_ours_and_named_by_its_content(tmp_path):
    (tmp_path / "stylesheets").mkdir()
    head = '<meta charset="utf-8">'
    for name in ("a", "b"):
        (tmp_path / "stylesheets" / f"{name}.css").write_text(f".{name} {{}}", "utf-8")
        head += f'<link rel="stylesheet" href="stylesheets/{name}.css">'
    page = page_of(tmp_path, "", head)
    assert page.count("stylesheet") == 2  # the relation and the folder
    assert referred(page, r'href="([^"]+)"', tmp_path) == ".a {}\n.b {}\n"
    assert not (tmp_path / "stylesheets" / "a.css").exists()


def published_with(folder, script):
    """What a page under /at/ and one in a folder say of two modules, and these modules' folder."""
    (folder / "live").mkdir(parents=True)
    (folder / "fonts").mkdir()
    (folder / "stylesheets").mkdir()
    (folder / "in").mkdir()
    (folder / "live" / "a.js").write_text("import './b.js';", "utf-8")
    (folder / "live" / "b.js").write_text(script, "utf-8")
    (folder / "fonts" / "f.woff2").write_bytes(b"wOF2")
    sheet = '@font-face {src: url("../fonts/f.woff2")}'
    (folder / "stylesheets" / "a.css").write_text(sheet, "utf-8")
    for name, base in (("404.html", "/at"), ("in/index.html", "..")):
        config = f'<script id="__config" type="application/json">{{"base": "{base}"}}</script>'
        links = f'<link rel="stylesheet" href="{base}/stylesheets/a.css">'
        links += f'<link rel="preload" href="{base}/fonts/f.woff2" as="font" crossorigin>'
        text = f'<meta charset="utf-8">{links}{config}<script src="{base}/live/a.js"></script>'
        (folder / name).write_text(f"{text}</head>", "utf-8")
    publish.publish(folder)
    return next(folder.glob("live*")).name


def test_scripts_and_fonts_bear_a_hash_that_changes_when_any_of_them_does(tmp_path):
    site, same, other = tmp_path / "site", tmp_path / "same", tmp_path / "other"
    name = published_with(site, "export const one = 1;")
    assert files.HASHED.search(f"{name}/a.js")
    assert published_with(same, "export const one = 1;") == name
    assert published_with(other, "export const one = 2;") != name
    fonts = next(site.glob("fonts*")).name
    for page, base in (("404.html", "/at"), ("in/index.html", "..")):
        text = (site / page).read_text("utf-8")
        assert f'<script src="{base}/{name}/a.js">' in text
        assert f'href="{base}/{fonts}/f.woff2"' in text
        sheet = re.search(r"stylesheets/site\.\w+\.css", text)[0]
        assert f"../{fonts}/f.woff2" in (site / sheet).read_text("utf-8")
    headers = (site / "_headers").read_text("utf-8")
    assert f"/{name}/b.js\n" in headers


def test_every_byte_of_what_is_published_counts_in_its_name(tmp_path):
    for size in (1, 65, 5000):
        whole = bytes(n * 31 % 251 for n in range(size))
        changed = [bytes([*whole[:n], whole[n] ^ 1, *whole[n + 1 :]]) for n in range(size)]
        names = {files.fingerprint(data) for data in (whole, *changed, whole + b"\0", whole[:-1])}
        assert len(names) >= size + 2
        assert all(files.HASHED.search(f"a.{name}.js") for name in names)
    assert files.fingerprint("½") == files.fingerprint("½".encode())


def test_of_a_folder_the_names_of_its_files_and_which_holds_what_count(tmp_path):
    def named(**held):
        for name, text in held.items():
            (tmp_path / "live").mkdir(exist_ok=True)
            (tmp_path / "live" / f"{name}.js").write_text(text, "utf-8")
        found = files.named_by_content(tmp_path)["live/a.js"]
        (tmp_path / found).parent.rename(tmp_path / f"old-{len(list(tmp_path.iterdir()))}")
        return found

    long = "a" * 5000
    assert named(a="1", b="2") == named(b="2", a="1")
    assert named(a=long, b="2") != named(a=f"{long}b", b="2")
    assert len({named(a="1", b="2"), named(a="2", b="1"), named(a="1", c="2"), named(a="1")}) == 4


def test_a_style_and_a_script_that_change_at_their_end_change_their_names(tmp_path):
    def made(end):
        long = "a { color: red }\n" * 50
        folder = tmp_path / end
        folder.mkdir()
        page = page_of(folder, f"<style>{long}{end} {{}}</style><script>x = '{long}{end}'</script>")
        return set(re.findall(r'(?:href|src)="([^"]+)"', page))

    assert len(made("b") | made("c")) == 4


def test_a_style_of_the_theme_that_changes_at_its_end_changes_its_name(tmp_path):
    def named(end):
        sheet = tmp_path / end / "assets" / "stylesheets" / "theme.12345678.min.css"
        sheet.parent.mkdir(parents=True)
        sheet.write_text("a{top:0}" * 50 + end, "utf-8")
        return files.named_by_content(tmp_path / end)

    one, other = named("b{top:0}"), named("c{top:0}")
    assert one.keys() == other.keys() == {"assets/stylesheets/theme.12345678.min.css"}
    assert set(one.values()).isdisjoint(other.values())


def test_where_a_page_says_that_others_are_nothing_is_fetched(tmp_path):
    links = [f'<link rel="{rel}" href="https://a.b/">' for rel in ("canonical", "next", "prev")]
    head = "".join(['<meta charset="utf-8">', *links])
    assert all(link in page_of(tmp_path, "", head) for link in links)


def test_of_the_themes_styles_those_stay_that_a_page_or_a_script_can_use(tmp_path):
    (tmp_path / "assets" / "stylesheets").mkdir(parents=True)
    (tmp_path / "assets" / "javascripts").mkdir()
    (tmp_path / "stylesheets").mkdir()
    (tmp_path / "assets" / "javascripts" / "theme.js").write_text('add("shown--late")', "utf-8")
    (tmp_path / "stylesheets" / "a.css").write_text(".own {color: var(--ours)}", "utf-8")
    sheet = (
        ":root{--ours:red;--theirs:blue;--nobodys:green}.page{color:var(--theirs)}.absent{top:0}"
        "@media print{.page:hover::before{top:1px}}.shown--late{top:2px}table th{top:3px}"
    )
    theme = tmp_path / "assets" / "stylesheets" / "theme.12345678.min.css"
    theme.write_text(f"{sheet}/*# sourceMappingURL=theme.css.map */", "utf-8")
    (tmp_path / "assets" / "javascripts" / "theme.js.map").write_text("{}", "utf-8")
    theme.with_name(f"{theme.name}.map").write_text("{}", "utf-8")
    link = '<link rel="stylesheet" href="assets/stylesheets/theme.12345678.min.css">'
    page = page_of(tmp_path, '<p class="page own">', f'<meta charset="utf-8">{link}')
    left = sheet.replace(";--nobodys:green", "").replace(".absent{top:0}", "")
    assert referred(page, r'href="([^"]+)"', tmp_path) == left.replace("table th{top:3px}", "")
    assert [path.name for path in theme.parent.iterdir()] != [theme.name]
    assert list(tmp_path.rglob("*.map")) == []


def test_tables_without_a_class_are_told_by_the_classes_that_tables_have(tmp_path):
    (tmp_path / "assets" / "stylesheets").mkdir(parents=True)
    (tmp_path / "stylesheets").mkdir()
    sheets = ("assets/stylesheets/theme.12345678.min.css", "stylesheets/a.css")
    for name in sheets:
        (tmp_path / name).write_text("table:not([class]) td{top:0}", "utf-8")
    head = "".join(f'<link rel="stylesheet" href="{name}">' for name in sheets)
    tables = '<table><td>a</table><table id="b" class="odd wide"><td>b</table>'
    page = page_of(tmp_path, tables, f'<meta charset="utf-8">{head}')
    for name in re.findall(r'href="([^"]+)"', page):
        assert (tmp_path / name).read_text("utf-8").strip() == "table:not(.odd) td{top:0}"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<p onclick="go()">', "the policy forbids onclick=; listen from a script file"),
        ('<a href="javascript:go()">', "the policy forbids javascript: links; use a script file"),
        ('<object data="x">', "the policy forbids <object>; use a link or an image"),
        ('<embed src="x">', "the policy forbids <embed>; use a link or an image"),
        ('<base href="/">', "the policy forbids <base>; use a link or an image"),
        ('<link rel="icon" href="//a.b/i.png">', "is fetched from another host; keep a copy"),
        ('<img src="https://example.org/x.png">', "is fetched from another host; keep a copy"),
        ('<script src="//example.org/x.js"></script>', "is fetched from another host; keep a copy"),
        ('<p style="color: red; }">', "is not CSS; mend it"),
    ],
)
def test_what_the_policy_forbids_fails_the_build(tmp_path, body, message):
    with pytest.raises(Fault, match=r"^index\.html:\d+: ") as fault:
        page_of(tmp_path, body)
    assert message in str(fault.value)


def test_a_page_without_a_charset_cannot_carry_the_policy(tmp_path):
    with pytest.raises(Fault, match="no <meta charset>"):
        page_of(tmp_path, "", head="")


def test_slips_that_validators_report_are_mended(tmp_path):
    page = page_of(
        tmp_path,
        '<input type="checkbox" autocomplete="off"><a href="x" rel="edit">e</a>'
        '<a name="here"></a><a id="there" name="there"></a><input name="q" autocomplete="off">',
    )
    assert '<input type="checkbox"><a href="x">e</a><a id="here"></a><a id="there"></a>' in page
    assert '<input name="q" autocomplete="off">' in page


def test_editing_changes_no_other_byte():
    text = (
        "<!doctype html><!-- <b style='no'> --><svg viewBox='0 0 1 1'><linearGradient\n id=a />"
        '</svg><math><mi mathvariant="normal">x</mi></math> 1 < 2 <title>a <b></title><br/>'
    )
    seen = []
    assert edit(text, lambda tag: seen.append(tag.name)) == text
    assert seen == ["svg", "lineargradient", "math", "mi", "title", "br"]
    assert edit(text, lambda tag: tag) == text


def test_as_it_comes_the_site_holds_not_a_byte_of_comments(site):
    assert not list(site.glob("comments*"))
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"class=.?(comments|discuss)\b|comments\.js|page-comments", text), path


def test_the_search_that_the_finder_replaces_is_not_published(site):
    (bundle,) = site.glob("assets/javascripts/bundle.*.js")
    beside = {path.name for path in bundle.parent.iterdir()}
    assert not beside & {"lunr", "workers"}, beside
    assert not [path for path in site.rglob("*") if "lunr" in path.name]


def test_every_page_carries_the_policy_and_nothing_inline(site):
    pages = sorted(site.rglob("*.html"))
    assert pages
    for path in pages:
        text = path.read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy[1] == publish.POLICY, path  # test_policy.py asks what it allows
        inline = re.findall(r"<style\b|\sstyle=|\son\w+=|<script>", re.sub(r"<svg.*?>", "", text))
        assert inline == [], path


def test_the_headers_file_names_the_policy_and_hashed_files_alone(site):
    text = (site / "_headers").read_text("utf-8")
    assert f"/*\n  Content-Security-Policy: {publish.POLICY}" in text
    assert "\n  Cross-Origin-Opener-Policy: same-origin\n" in text
    assert re.search(r"\n  Permissions-Policy: (\w[\w-]*=\(\)(, |\n))+", text)
    for name in re.findall(r"^(/\S+)\n  Cache-Control: .*immutable$", text, re.M):
        assert files.HASHED.search(name), name
        assert (site / name[1:]).is_file(), name
    assert "site." in text


def test_compressed_copies_hold_the_same(site):
    copies = [path for path in site.rglob("*") if path.suffix == ".br"]
    assert copies
    for path in copies:
        original = path.with_suffix("").read_bytes()
        assert brotli.decompress(path.read_bytes()) == original
        assert gzip.decompress(path.with_suffix(".gz").read_bytes()) == original


def test_a_compressed_copy_is_made_once(tmp_path, monkeypatch):
    monkeypatch.setattr(files.cache.project, "CACHE", tmp_path)
    first = files.compressed(b"a" * 5000, ".br")
    monkeypatch.setattr(files.brotli, "compress", None)
    assert files.compressed(b"a" * 5000, ".br") == first
    with pytest.raises(TypeError):
        files.compressed(b"a" * 4999 + b"b", ".br")


def test_the_search_index_holds_no_code_of_notebooks(site):
    docs = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    notebooks = [entry for entry in docs if entry["location"].startswith("notebooks/")]
    assert notebooks
    assert not [e for e in notebooks if "def " in e["text"] or "¶" in e["title"]]


def test_each_listing_is_published_as_a_file(site):
    for path in (ROOT / "snippets").glob("*.py"):
        assert (site / "snippets" / path.name).read_bytes() == path.read_bytes()
    assert not list((site / "snippets").glob("*.html"))
