"""Numbers as figures print them."""

import re


def rounded(value, digits=2):
    """What comes close to 0 and 1: where its digits would say one of them, ≈ says so."""
    return re.sub(r"^([01])\.0+$", r"≈ \1", f"{value:.{digits}f}")
