"""What stored weights say of digits they have not seen."""

from optical_digits import split, weights
from softmax import softmax


# --8<-- [start:judged]
def judged(shuffled=True):
    """Shares (400, 10) for unseen pictures, and their digits."""
    unseen, meant = split(shuffled)[2:]
    return softmax(unseen @ weights(shuffled).T), meant


# --8<-- [end:judged]
