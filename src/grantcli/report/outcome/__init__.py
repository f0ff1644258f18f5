"""An outcome on a terminal."""
