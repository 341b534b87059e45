"""Half the squared error of a probability: its slope is flat."""

from dsigmoid import dsigmoid
from sigmoid import sigmoid


# --8<-- [start:squared_slope]
def squared_slope(z, y):
    """Slope, by the logit z, of half of (p - y) squared.

    p is the sigmoid of z. z, y: shapes that broadcast; the
    slope of binary cross-entropy is p - y alone.
    """
    return (sigmoid(z) - y) * dsigmoid(z)


# --8<-- [end:squared_slope]
