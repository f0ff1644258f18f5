"""For all tests: no deadline for one example of a law, as the machine that runs them may be busy with others."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
