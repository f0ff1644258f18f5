"""``grantcli style``: house styles for the papers."""
