"""The declarations that go with an application, filled from its answers: nothing is ticked that nobody answered."""
