"""The process beside the author's server that asks all proofs again after every save."""

import json
import sys
import traceback

from explainer.faults import Fault


def answer():
    """What is wrong, as lines, and the traceback of what kept the checks from an end, or none."""
    try:
        from explainer.proof import site  # which reads settings that a save may have broken

        return [str(fault) for fault in site.faults()], ""
    except Fault as fault:
        return [str(fault)], ""
    # Whatever a save breaks, it breaks the build as well, which says so; the next one mends it.
    except Exception:
        return [], traceback.format_exc()


def main():
    """Answer each line of input with one line of JSON."""
    for _ in sys.stdin:
        print(json.dumps(answer()), flush=True)


if __name__ == "__main__":
    main()
