"""What figures print is read as a reader sees it, and refused where it is false as printed."""

import re

import pytest
from explainer.faults import Place
from explainer.proof import labels

WHERE = Place("scripts/figures/waves.py", 7)


def test_a_site_that_names_nothing_between_0_and_1_has_no_limits():
    assert not re.search(labels.either([]), "x") and re.search(labels.either(["x", "y"]), "y")


def said(text):
    return [str(fault) for fault in labels.faults(text, WHERE)]


@pytest.mark.parametrize(
    "text",
    [
        "exp(2) = 7.39",
        "exp(2.00) ≈ 7.4",
        "exp(0.31) ≈ 1.37",  # of 0.3148, say
        "σ(−2) = 0.119",
        "σ(9) ≈ 1.00",
        "σ(9) = 0.9999",
        "ln(2) = 0.693",
        "½ + ¼ = 0.75",
        "2 · 3 = 6",
        "2⁻³ = 0.125",
        "7 − 9 = −2",
        "7 − 4 = +3",
        "20 · 50 = 1e3",
        "20 · 50 = 1 × 10^3",
        "g(2) = 3",
        "exp(1, 2) = 3",
        "'x' = 3",
        "10⁻² = 1 × 10⁻²",
        "a slope of 1 − 0.25 = 0.75",
        "p₃ = 0.42",
        "z = 0.00",
        "T = 1",
        "Σ = 1",
        "6,993 of 100,000 kept",
        "what = one sees",
        "P(1 | x)",
    ],
)
def test_what_holds_as_printed_passes(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("exp(0.31) = 1.37", "exp(0.31) is 1.36343; print what it is as displayed, or write ≈"),
        ("exp(0.31) ≈ 1.38", "exp(0.31) is 1.36343; print what it is"),
        ("σ(−2) = 0.12 = 0.13", "0.12 is 0.12; print what it is as displayed, or write ≈"),
        ("σ(2) = 0.89", "σ(2) is 0.880797; print what it is as displayed, or write ≈"),
        ("2⁻³ = 0.25", "2⁻³ is 0.125; print what it is as displayed, or write ≈"),
        ("over 1 − 0.25 = 0.76", "1 − 0.25 is 0.75; print what it is as displayed, or write ≈"),
        ("σ(9) = 1.00", "σ(9) never reaches 1; print more digits, or write ≈"),
        ("σ(−9) = 0.00", "σ(−9) never reaches 0; print more digits, or write ≈"),
        ("p₃ = 0.00", "p₃ never reaches 0; print more digits, or write ≈"),
        ("σ = 1", "σ never reaches 1; print more digits, or write ≈"),
        ("exp(−9) = 0.00", "exp(−9) never reaches 0; print more digits, or write ≈"),
    ],
)
def test_what_is_false_as_printed_is_named_with_its_line_and_remedy(text, why):
    assert said(text) == [f"{WHERE}: {text!r} is false as printed: {why}"]


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("Σ = 1.30", ["0.62", "0.68"]),
        ("Σ ≈ 1.31", ["0.62", "0.68"]),
        ("Σ = 1", ["0.33", "0.33", "0.33"]),
        ("their sum ≈ 3.41", ["exp(0) ≈ 1.00", "exp(0.88) ≈ 2.41"]),
    ],
)
def test_a_sum_agrees_with_its_parts_as_printed(total, parts):
    assert list(labels.sum_faults(total, parts, WHERE)) == []


@pytest.mark.parametrize(
    ("total", "parts", "remedy"),
    [
        ("Σ = 1.31", ["0.62", "0.68"], "write ≈, or print their sum"),
        ("Σ ≈ 1.33", ["0.62", "0.68"], "print their sum"),
        ("Σ = 1", ["0.33", "0.33", "0.32"], "print their sum"),
    ],
)
def test_a_sum_that_its_parts_do_not_make_is_named(total, parts, remedy):
    (fault,) = labels.sum_faults(total, parts, WHERE)
    assert str(fault).startswith(f"{WHERE}: {total!r} is no sum of what stands beside it")
    assert fault.remedy == remedy


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("0.00", "logit"),
        ("1", "probability"),
        ("≈ 1", "probability"),
        ("0.999", "probability"),
        ("Softmax 0.25, ≈ 0, 10.00", ""),
        ("Logits 0.00, 1.00; softmax 0.27", ""),
        ("widths of 1.00 and 0.00", ""),
    ],
)
def test_what_reaches_no_limit_may_be_printed(text, concept):
    assert list(labels.faults(text, WHERE, concept)) == []


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("1.00", "probability"),
        ("0.000", "probability"),
        ("Softmax 0.25, 0.00", ""),
        ("Logits 2.00; sigmoids 0.88, 1.00", ""),
        ("Read with probability 1.000", ""),
    ],
)
def test_a_rounded_number_does_not_say_that_a_limit_is_reached(text, concept):
    (fault,) = labels.faults(text, WHERE, concept)
    assert "which is never reached; print more digits, or write ≈" in str(fault)


def test_a_fault_stands_where_its_part_is_named(tmp_path):
    script = tmp_path / "waves.py"
    script.write_text('"""Waves."""\n\nax.text(0, 0, "x", gid=f"crest-{k}")\n', "utf-8")
    assert labels.place(script, "crest-3").line == 3
    assert labels.place(script, "trough").line == 1
