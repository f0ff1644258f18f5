"""The desk: every application below a folder, its verdict, by when, what is missing."""
