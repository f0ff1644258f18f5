"""One wording for each notion, on screen and on paper: amounts, days, verdicts, origins, answers in words."""
