"""The process beside the author's server that asks all proofs again after every save."""

import traceback

from explainer import process
from explainer.faults import Fault


def answer(_):
    """What is wrong, as lines, and the traceback of what kept the checks from an end, or none."""
    try:
        from explainer.proof import site  # which reads settings that a save may have broken

        found, again = site.told(fold=True)
        yield [str(fault) for fault in [*found, *again]], ""
    except Fault as fault:
        yield [str(fault)], ""
    # Whatever a save breaks, it breaks the build as well, which says so; the next one mends it.
    except Exception:
        yield [], traceback.format_exc()


if __name__ == "__main__":
    process.serve(answer)
