"""The command ``batch`` and its template."""
