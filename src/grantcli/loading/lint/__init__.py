"""What can be said against a call beyond its being readable."""
