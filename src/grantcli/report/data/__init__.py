"""An outcome as plain data."""
