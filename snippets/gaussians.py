"""Two bell curves, one for each answer, and the logit between."""

import numpy as np
from logit import logit


# --8<-- [start:bell]
def bell(x, mean, spread):
    """The density of a Gaussian at x; any shapes that broadcast.

    spread: its standard deviation, above 0.
    """
    scale = spread * np.sqrt(2 * np.pi)
    return np.exp(-(((x - mean) / spread) ** 2) / 2) / scale


# --8<-- [end:bell]


# --8<-- [start:bayes]
def bayes(x, means, spreads, base_rate):
    """The probability of yes after seeing x, by Bayes' rule.

    means, spreads: of the bell curves of no and of yes;
    base_rate: the share of yes, from 0 to 1.
    """
    no = (1 - base_rate) * bell(x, means[0], spreads[0])
    yes = base_rate * bell(x, means[1], spreads[1])
    return yes / (no + yes)


# --8<-- [end:bayes]


# --8<-- [start:line]
def line(means, spread, base_rate):
    """Slope and intercept of the logit, for one spread."""
    slope = (means[1] - means[0]) / spread**2
    middle = (means[0] + means[1]) / 2
    return slope, logit(base_rate) - slope * middle


# --8<-- [end:line]
