"""For all tests: no deadline for one example of a law, and a terminal of which nothing is known.

What whoever runs the tests has set (no colours, a dumb terminal, another language, a width, an ignored Ctrl-C) is not
what is tested; each test says what it needs.
"""

import os
import signal

from hypothesis import settings

for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "TTY_COMPATIBLE", "COLUMNS", "LINES", "SOURCE_DATE_EPOCH"):
    os.environ.pop(name, None)
for name in [name for name in os.environ if name.startswith("GRANTCLI_")]:
    del os.environ[name]
os.environ["TERM"] = "xterm-256color"
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("house", deadline=None)
settings.load_profile("house")
