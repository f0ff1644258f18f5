"""Many applications: read, run, write, resume."""
