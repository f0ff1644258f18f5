"""An outcome, or problems, for reading on a screen or by a script."""
