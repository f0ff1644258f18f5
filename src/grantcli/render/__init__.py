"""An Outcome on paper: plain context, HTML, PDF."""
