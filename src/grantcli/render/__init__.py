"""An outcome on paper."""
