"""JSON Schema of the files people write, for editors."""
