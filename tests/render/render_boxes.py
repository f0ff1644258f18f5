"""What a laid out page holds: its boxes, the text that runs out of its cell, the last thing in its text area."""

SHIPPED = ("Titillium-Web-Paper", "Lora-Paper", "Lora-Ext-Paper", "Noto-Sans-Paper", "grantcli-Signs")


def boxes(box: object, name: str) -> list[object]:
    """Return the boxes of one class within a laid out box."""
    found = [box] if type(box).__name__ == name else []
    for child in getattr(box, "children", ()):
        found += boxes(child, name)
    return found


def overflowing(sheet: object) -> list[str]:
    """Return the texts that run out of their table cell by more than a pixel."""
    return [
        text.text
        for cell in boxes(sheet._page_box, "TableCellBox")
        for text in boxes(cell, "TextBox")
        if text.position_x + text.width > cell.content_box_x() + cell.width + 1
    ]


def lowest_element(sheet: object) -> str:
    """Return the tag of the element that the lowest text of a page belongs to."""
    body = next(child for child in sheet._page_box.children if child.element_tag == "html")
    return max(boxes(body, "TextBox"), key=lambda text: text.position_y).element_tag


def fills(document: object) -> list[float]:
    """Return how full each page is: how far down its lowest text ends, as a share of the text area."""
    found = []
    for sheet in document.pages:
        box = sheet._page_box
        texts = boxes(next(child for child in box.children if child.element_tag == "html"), "TextBox")
        lowest = max(text.position_y + text.height for text in texts)
        found.append((lowest - box.content_box_y()) / box.height)
    return found


def parts_on(sheet: object) -> set[str]:
    """Return the ids of the parts that a page shows something of."""
    shown = {box.element.get("id") for box in boxes(sheet._page_box, "BlockBox") if box.element is not None}
    return shown & {"memo", "application", "annex"}


def lone_rows(document: object) -> list[tuple[int, str]]:
    """Return the pages that hold a single row of a longer table, with the table's class."""
    found = []
    for number, sheet in enumerate(document.pages, start=1):
        for table in boxes(sheet._page_box, "TableBox"):
            groups = [group for group in table.children if group.element_tag == "tbody"]
            rows = sum(len(group.children) for group in groups)
            whole = sum(len(body) for body in table.element.iter("tbody"))
            if rows == 1 and whole > 2:
                found.append((number, table.element.get("class")))
    return found


def sizes(document: object) -> dict[str, float]:
    """Return the smallest size of type, in points, of the text in tables and of the text outside them."""
    smallest = {"table": 99.0, "body": 99.0}
    for sheet in document.pages:
        body = next(child for child in sheet._page_box.children if child.element_tag == "html")
        inside = {id(text) for table in boxes(body, "TableBox") for text in boxes(table, "TextBox")}
        for text in boxes(body, "TextBox"):
            where = "table" if id(text) in inside else "body"
            smallest[where] = min(smallest[where], round(float(text.style["font_size"]) * 0.75, 1))
    return smallest
