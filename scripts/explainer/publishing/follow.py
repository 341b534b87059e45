"""The process beside a build, or the author's server, that asks all proofs of the site."""

import traceback

from explainer import process
from explainer.faults import Fault, Stale


def answer(renews):
    """What is wrong, as lines; the traceback of what kept the checks from an end, or none; and
    what was written.

    Where it renews, what pages make is no matter for an author: it is written as soon as nothing
    else is wrong.
    """
    try:
        # What these import reads settings that a save may have broken.
        from explainer.proof import site
        from explainer.publishing import bless

        found, again = site.told(fold=True)
        wrong = [f for f in found if not renews or type(f) is not Stale]
        written = bless.renew() if found and not wrong else ()
        yield [str(fault) for fault in [*wrong, *again]], "", [str(path) for path in written]
    except Fault as fault:
        yield [str(fault)], "", []
    # Whatever a save breaks, it breaks the build as well, which says so; the next one mends it.
    except Exception:
        yield [], traceback.format_exc(), []


if __name__ == "__main__":
    process.serve(answer)
