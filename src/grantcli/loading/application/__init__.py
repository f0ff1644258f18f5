"""Applications, profiles and ledgers read to facts."""
