"""The citations of an answer: each cite in a document with the text it leads to, or the texts a whole call rests on."""

from collections.abc import Iterator, Mapping

from ...i18n import say
from ...model.call import Edition, Source

Citation = dict[str, str | None]


def citations(document: object, edition: Edition | None) -> list[Citation]:
    """Return what a document cites, each once, with title and address where the call names them."""
    sources = edition.call.sources if edition else {}
    found = dict.fromkeys(part.strip() for cite in _cites(document) for part in cite.split(";"))
    return [_citation(cite, sources.get(cite.partition(" ")[0]), edition) for cite in found if cite]


def sources_of(edition: Edition) -> list[Citation]:
    """Return the texts that a call rests on, for answers about the call as a whole."""
    return [_citation(key, source, edition) for key, source in edition.call.sources.items()]


def _citation(cite: str, source: Source | None, edition: Edition | None) -> Citation:
    return {
        "cite": cite,
        "call": edition.call.id if edition else None,
        "title": say(source.title) if source else None,
        "kind": source.kind if source else None,
        "address": source.address if source else None,
        "dated": source.dated.isoformat() if source and source.dated else None,
    }


def _cites(document: object) -> Iterator[str]:
    if isinstance(document, Mapping):
        for key, value in document.items():
            if key == "cite" and isinstance(value, str):
                yield value
            else:
                yield from _cites(value)
    elif isinstance(document, list):
        for value in document:
            yield from _cites(value)
