"""YAML to a tree with places, scalars kept as text."""
