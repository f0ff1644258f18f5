"""ATECO: titles of the three editions, and what became of each code from 2022 to 2025."""

import json

from registry.table import text


def titles(nodes_json: str) -> str:
    """Return the codes of an edition with their titles, in the order of the classification."""
    return text(("code", "title"), [(node["code"], node["title"].strip()) for node in json.loads(nodes_json)["nodes"]])


def correspondence(mapping_json: str) -> str:
    """Return the pairs of codes of 2022 and 2025: ``T`` where all of the code goes there, ``P`` where a part does."""
    pairs = {
        (row["code_2022"], row["code_2025"], row["coverage_2022"][0], row["coverage_2025"][0])
        for row in json.loads(mapping_json)["mappings"]
    }
    return text(("code_2022", "code_2025", "of_2022", "of_2025"), sorted(pairs))
