"""One application of a batch, from a line of JSON or of a table to the request to judge it."""
