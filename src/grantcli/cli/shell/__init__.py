"""What all commands share: settings, exit codes, terminals, usage errors, lazy loading."""
