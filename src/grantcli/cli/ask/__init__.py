"""``grantcli ask``: the interview, and single answers given, looked at or changed without it."""
