"""Edition, facts and a date become an outcome; pure."""
