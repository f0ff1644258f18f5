"""``python -m grantcli``: the command, where it is not on the path."""

from .cli.start import start

start()
