"""Keywords that make a description smell of a refused kind of cost: suggestions, never decisions."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, in lower case and without accents."""
    plain = "".join(letter for letter in normalize("NFKD", text.lower()) if not combining(letter))
    return tuple(_WORD.findall(plain))


class _Run(NamedTuple):
    """A keyword as a run of words, the last of them only begun where ``begun``; and the rule it points to."""

    words: tuple[str, ...]
    begun: bool
    rule: int

    def stands(self, words: Sequence[str], at: int) -> bool:
        """Tell whether the run stands in ``words`` from place ``at`` on."""
        here = tuple(words[at : at + len(self.words)])
        if not self.begun:
            return here == self.words
        return here[:-1] == self.words[:-1] and len(here) == len(self.words) and here[-1].startswith(self.words[-1])


class Hints:
    """Keywords by the rule they point to. A keyword of several words is found as a run; one that ends in ``*`` stands
    for every ending of its last word."""

    def __init__(self, keywords: Sequence[Sequence[str]]) -> None:
        self._runs: dict[str, list[_Run]] = {}
        for rule, own in enumerate(keywords):
            for keyword in own:
                words = words_of(keyword)
                if words:
                    run = _Run(words, keyword.rstrip().endswith("*"), rule)
                    self._runs.setdefault(words[0], []).append(run)
        self._found = lru_cache(maxsize=4096)(self._find)
        self._begun = sorted(
            {len(w) for w, runs in self._runs.items() if any(r.begun and r.words == (w,) for r in runs)}
        )

    def of(self, description: str) -> tuple[int, ...]:
        """Return the rules (by index, in order) that the description smells of."""
        return self._found(description) if self._runs else ()

    def _find(self, description: str) -> tuple[int, ...]:
        words = words_of(description)
        found: set[int] = set()
        for at, word in enumerate(words):
            for start in (word, *(word[:n] for n in self._begun if n < len(word))):
                found.update(run.rule for run in self._runs.get(start, ()) if run.stands(words, at))
        return tuple(sorted(found))
