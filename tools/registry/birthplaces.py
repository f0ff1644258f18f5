"""Places of birth of a codice fiscale: every land-register code a commune ever had, and the codes of foreign States."""

import json

from registry.table import text

HEADER = ("code", "name")


def build(municipalities_json: str, countries_json: str, ended_countries_json: str) -> str:
    """Return the codes with the last name each was borne by."""
    held: dict[str, tuple[str, str]] = {}
    for listed in (municipalities_json, countries_json, ended_countries_json):
        for item in json.loads(listed):
            born = item["date_created"]
            if item["code"] and born >= held.get(item["code"], ("", ""))[0]:
                held[item["code"]] = (born, item["name"])
    return text(HEADER, [(code, name) for code, (_born, name) in sorted(held.items())])
