"""``grantcli expenses …``: the expenses of an application from the files of the client."""
