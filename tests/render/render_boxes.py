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
