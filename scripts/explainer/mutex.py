"""One program at a time: a file as a lock, which ends with who holds it, however that ends."""

# The installer, which older Pythons must be able to read, takes its turn by this too.
import time
from contextlib import contextmanager

try:
    import fcntl
except ImportError:  # Windows
    import msvcrt

    fcntl = None


def _taken(file):
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    # What each system says while another holds it.
    except (BlockingIOError, PermissionError):
        return False
    return True


@contextmanager
def held(path, wait=True):
    """Hold a lock, made if need be. Yields whether it is held; without waiting it may not be."""
    with open(path, "ab") as file:
        taken = _taken(file)
        while wait and not taken:
            time.sleep(0.05)
            taken = _taken(file)
        yield taken
