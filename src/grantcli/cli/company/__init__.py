"""The commands on profiles of companies."""
