"""Files in, nouns out, with every problem and its place."""
