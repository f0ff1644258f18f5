"""Keywords of a refused kind of cost, found in descriptions as whole words, singular and plural."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

_WORD = re.compile(r"[a-z0-9]+")
_SHORT = 4  # shorter words (di, per, ce) have no plural


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, in lower case and without accents."""
    plain = "".join(letter for letter in normalize("NFKD", text.lower()) if not combining(letter))
    return tuple(_WORD.findall(plain))


def forms(word: str) -> frozenset[str]:
    """Return an Italian singular with its plural (``barca``, ``barche``); a plural, or a short word, is alone."""
    return frozenset((word, *_plurals(word))) if len(word) >= _SHORT else frozenset((word,))


def _plurals(word: str) -> Iterator[str]:
    stem, last = word[:-1], word[-1]
    if last == "e":
        yield stem + "i"
    elif word.endswith(("ca", "ga")):
        yield stem + "he"
    elif word.endswith(("cia", "gia")):
        yield from (stem + "e", stem[:-1] + "e")
    elif last == "a":
        yield from (stem + "e", stem + "i")  # also those of -ista
    elif word.endswith("io"):
        yield stem
    elif word.endswith(("co", "go")):
        yield from (stem + "hi", stem + "i")
    elif last == "o":
        yield stem + "i"


class _Run(NamedTuple):
    """A keyword as a run of words, each in its forms; the last only begun where ``begun``; the rule it points to."""

    words: tuple[frozenset[str], ...]
    begun: str
    rule: int

    @property
    def starts(self) -> frozenset[str]:
        """Return what its first word may be, or may begin with."""
        return frozenset((self.begun,)) if self.begun and len(self.words) == 1 else self.words[0]

    def stands(self, words: Sequence[str], at: int) -> bool:
        """Return whether the run is in ``words`` from place ``at`` on."""
        here = words[at : at + len(self.words)]
        if len(here) < len(self.words):
            return False
        whole = len(self.words) - bool(self.begun)
        kept = all(word in own for word, own in zip(here[:whole], self.words, strict=False))
        return kept and (not self.begun or here[-1].startswith(self.begun))


class Keywords:
    """Keywords by the rule they point to.

    A keyword of several words is found as a run; a singular stands for its plural too; one that ends in ``*`` stands
    for every ending of its last word; one that begins with ``-`` is not that kind («-telefono mobile»): its words are
    passed over.
    """

    def __init__(self, keywords: Sequence[Sequence[str]]) -> None:
        self._keywords = keywords
        self._found = lru_cache(maxsize=4096)(self._find)

    @cached_property
    def _runs(self) -> dict[str, list[_Run]]:
        found: dict[str, list[_Run]] = {}
        for rule, own in enumerate(self._keywords):
            for run in [run for word in own if not word.startswith("-") and (run := _run(word, rule))]:
                for word in run.starts:
                    found.setdefault(word, []).append(run)
        return found

    @cached_property
    def _others(self) -> list[list[_Run]]:
        return [
            [run for word in own if word.startswith("-") and (run := _run(word[1:], rule))]
            for rule, own in enumerate(self._keywords)
        ]

    @cached_property
    def _begun(self) -> list[int]:
        return sorted(
            {len(word) for word, runs in self._runs.items() if any(r.begun and len(r.words) == 1 for r in runs)}
        )

    def of(self, description: str) -> tuple[int, ...]:
        """Return the rules (by index, in order) whose keywords are in the description."""
        return self._found(description) if description and self._keywords else ()

    def _find(self, description: str) -> tuple[int, ...]:
        words = words_of(description)
        found: set[int] = set()
        for at, word in enumerate(words):
            for start in (word, *(word[:n] for n in self._begun if n < len(word))):
                for run in self._runs.get(start, ()):
                    if run.stands(words, at) and not self._is_other(run.rule, words, at):
                        found.add(run.rule)
        return tuple(sorted(found))

    def _is_other(self, rule: int, words: Sequence[str], at: int) -> bool:
        """Return whether the word at ``at`` belongs to a run that names something else."""
        return any(
            run.stands(words, start)
            for run in self._others[rule]
            for start in range(max(0, at - len(run.words) + 1), at + 1)
        )


def _run(keyword: str, rule: int) -> _Run | None:
    words = words_of(keyword)
    if not words:
        return None
    begun = words[-1] if keyword.rstrip().endswith("*") else ""
    return _Run(tuple(forms(word) for word in words), begun, rule)
