"""The workbook to fill in with many applications."""
