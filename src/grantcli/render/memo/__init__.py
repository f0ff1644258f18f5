"""What the client reads first: the answer, by when, how much, what is missing, what to do."""
