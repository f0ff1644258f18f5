"""``grantcli dossier``: the papers of an application."""
