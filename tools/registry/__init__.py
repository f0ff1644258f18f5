"""How the registry's data is built: one module a table, and hand-kept facts as TSV, each with its source."""
