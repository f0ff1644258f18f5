"""The words on the pages of a PDF held against those that were written: figures to the cent, then every word.

A page repeats its headings and numbers itself, so words may be there more often than they were written; none that was
written may be missing, and none may be there that was not written at all.
"""

import html as markup
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

_TAG = re.compile(r"<[^>]+>")
_UNSEEN = re.compile(r'<(title|style|p class="ribbon")[ >].*?</(?:title|style|p)>', re.DOTALL)
_FURNITURE = re.compile(r'\sdata-(\w+)="([^"]*)"')
_FIGURE = re.compile(r"(?<![\d.,])−?\d{1,3}(?:[.,]?\d{3})*[.,]\d\d(?![\d.,]*\d)|\d[\d.,]*\s?%")
_WORD = re.compile(r"\w+")
_LONG = 30  # letters from which the edge of a page is known from words of the text
_PIECES = 6  # into which a narrow column may break a word
_COUNTER = re.compile(r"\d{1,3}|[a-z]")  # numbers of pages and of items, which are drawn and not written


class Misprint(NamedTuple):
    """A figure or a word that is on the pages ``printed`` times and was written ``written`` times."""

    kind: Literal["figure", "word"]
    text: str
    printed: int
    written: int


def figures_in(text: str) -> Counter[str]:
    """Return the amounts (with cents and sign) and the percentages in a text, each with how often it is there."""
    return Counter(re.sub(r"\s", "", found) for found in _FIGURE.findall(text))


def written_in(html: str) -> str:
    """Return the text of a page as it is drawn, without tags."""
    _head, _body, inside = html.partition("<body")
    _attributes, _end, inside = inside.partition(">")
    return markup.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", inside)))


def misprints(html: str, pages: Sequence[str]) -> list[Misprint]:
    """Return where drawn pages depart from the HTML they should come from, figures first."""
    furniture = [markup.unescape(text) for _name, text in _FURNITURE.findall(html)]
    text, drawn = written_in(html), _without(" ".join(pages), furniture)
    wrong = list(_counted("figure", figures_in(text), figures_in(drawn)))
    return wrong or list(_of_words(text, drawn, furniture))


def unexplained(known: Iterable[str], due: Iterable[str], pages: Sequence[str]) -> list[Misprint]:
    """Return the figures on drawn pages that nothing explains, and those ``due`` that are on none.

    For pages that cannot be drawn again here: another edition of the program, another style. ``due`` are amounts as
    they are written there.
    """
    drawn, explained = figures_in(" ".join(pages)), set(known)
    strange = [Misprint("figure", text, count, 0) for text, count in drawn.items() if text not in explained]
    return strange + [Misprint("figure", text, 0, 1) for text in due if text not in drawn]


def _without(text: str, furniture: Iterable[str]) -> str:
    """Return drawn text without what is at the edge of every page."""
    plain = " ".join(text.split())
    for one in sorted({" ".join(text.split()) for text in furniture}, key=len, reverse=True):
        plain = plain.replace(one, " ") if figures_in(one) or len(one) > _LONG else plain
    return plain


def _counted(kind: Literal["figure", "word"], written: Counter[str], drawn: Counter[str]) -> Iterable[Misprint]:
    for text in sorted(set(written) | set(drawn)):
        if written[text] != drawn[text]:
            yield Misprint(kind, text, drawn[text], written[text])


def _of_words(text: str, drawn: str, furniture: Iterable[str]) -> Iterable[Misprint]:
    wanted, tokens = Counter(_WORD.findall(text)), _WORD.findall(drawn)
    allowed = set(wanted) | {word for one in furniture for word in _WORD.findall(one)}
    tokens = [part for word in tokens for part in _apart(word, allowed)]
    found, joined, pieces = Counter(tokens), *_broken(tokens, wanted)
    for word, count in wanted.items():
        if found[word] + joined[word] < count:
            yield Misprint("word", word, found[word], count)
    for word, count in found.items():
        if word not in allowed and not _COUNTER.fullmatch(word) and pieces[word] < count:
            yield Misprint("word", word, count, 0)


def _broken(tokens: Sequence[str], wanted: Mapping[str, int]) -> tuple[Counter[str], Counter[str]]:
    """Return the written words that lines break on the pages, and the pieces they are broken into."""
    joined: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for start in range(len(tokens)):
        for end in range(start + 2, min(start + _PIECES, len(tokens)) + 1):
            word = "".join(tokens[start:end])
            if word in wanted:
                joined[word] += 1
                pieces.update(tokens[start:end])
    return joined, pieces


def _apart(word: str, known: set[str]) -> tuple[str, ...]:
    """Return a drawn word as two written ones, where a reader lost the space between what is side by side."""
    if word not in known:
        for at in range(1, len(word)):
            if word[:at] in known and word[at:] in known:
                return word[:at], word[at:]
    return (word,)
