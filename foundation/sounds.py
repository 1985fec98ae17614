"""How a name sounds, roughly and in any script, so that somebody is found by whoever writes it otherwise."""

import re

from anyascii import anyascii

# What two scripts write differently, or one does not write at all: vowels and what stands for one, v and w, and
# the h that only closes a word.
_UNHEARD = re.compile(r"[aeiouyjwv']|h$")
_SAME = (("sch", "s"), ("sh", "s"), ("sz", "s"), ("ch", "c"), ("cz", "c"), ("kh", "h"), ("ph", "f"), ("q", "k"))
SHORTEST = 2


def sounds_of(text: str) -> str:
    """The consonants of each word in plain Latin letters, with a space before each: "Oleg Orlov" gives " lg rl"."""
    heard = []
    for word in re.findall(r"[a-z']+", anyascii(text).lower()):
        for written, sound in _SAME:
            word = word.replace(written, sound)
        heard.append(re.sub(r"(.)\1+", r"\1", _UNHEARD.sub("", word)))
    return "".join(f" {word}" for word in heard if word)
