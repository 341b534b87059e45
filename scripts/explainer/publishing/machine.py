"""Says what the machine lacks, where that and not the page is why a build failed."""

import errno
import re
import subprocess

from explainer.project import ROOT, relative

DISK = "the disk is full; free some space"
MEMORY = "there is too little memory; close other programs"
READ_ONLY = "nothing may be written here; copy the project to a folder of your own"
FORBIDDEN = "this may not be read or written; check whose it is"
TORN = "node_modules is not whole; run make again: it is installed anew"
BY_NUMBER = {
    errno.ENOSPC: DISK,
    errno.EDQUOT: DISK,
    errno.ENOMEM: MEMORY,
    errno.EROFS: READ_ONLY,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
}
KILLED = -9
"""The exit status of a program that the system ended, as it does where memory runs out."""


def ended(error):
    """Why a program that we started has failed, or None."""
    said = error.stderr or ""
    if error.returncode == KILLED or re.search("out of memory|Cannot allocate memory", said):
        return MEMORY
    if re.search("ENOSPC|No space left", said):
        return DISK
    if re.search(r"ERR_MODULE_NOT_FOUND|Cannot find (?:module|package)", said):
        # Without it the installer begins again.
        (ROOT / "node_modules" / "installed").unlink(missing_ok=True)
        return TORN
    return None


def lacking(error):
    """What the machine lacks and what to do about it, in a line; None for any other failure."""
    if isinstance(error, MemoryError):
        return MEMORY
    if isinstance(error, subprocess.CalledProcessError):
        return ended(error)
    if isinstance(error, OSError) and error.errno in BY_NUMBER:
        place = f"{relative(error.filename)}: " if error.filename else ""
        return place + BY_NUMBER[error.errno]
    return None
