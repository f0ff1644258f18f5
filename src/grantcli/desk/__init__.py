"""The desk: every application below a folder, how it stands, by when, what is missing."""
