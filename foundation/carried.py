"""A file carried from a page to the next inside a form, so that nothing is kept of it before somebody says yes."""

import base64
import binascii
import zlib

from foundation.errors import Refused
from foundation.messages import N_

GONE = N_("The file did not come through. Please choose it again.")
# What a form may hold of a packed file; the body of a request is limited beside it (foundation/security.py).
LONGEST_PACKED = 900 * 1024


def pack(raw: bytes) -> str:
    """A file as one line of text, for a hidden field."""
    return base64.b64encode(zlib.compress(raw, 6)).decode("ascii")


def unpack(text: str, *, most: int) -> bytes:
    """The file again; Refused when the line was changed on the way or holds more than ``most`` bytes."""
    try:
        packed = base64.b64decode(text, validate=True)
        reader = zlib.decompressobj()
        # One byte more than allowed tells that there is more; the rest is never unpacked.
        raw = reader.decompress(packed, most + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise Refused(GONE) from None
    if len(raw) > most or not reader.eof:
        raise Refused(GONE)
    return raw
