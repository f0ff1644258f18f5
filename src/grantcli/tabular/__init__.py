"""Tables as they lie in files: records of CSV, sheets of workbooks, and what a cell says as an answer is written."""
