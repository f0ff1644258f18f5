"""The files a batch writes: summaries, outcomes, problems."""
