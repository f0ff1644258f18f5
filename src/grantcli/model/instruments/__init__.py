"""The forms that aid takes, one by one: terms of loans, plans of instalments, payments."""
