"""The process beside the author's server that asks all proofs again after every save."""

import json
import sys

from explainer.proof import site


def main():
    """Answer each line of input with the site's Faults, as one line of JSON."""
    for _ in sys.stdin:
        print(json.dumps([str(fault) for fault in site.faults()]), flush=True)


if __name__ == "__main__":
    main()
