"""The exit codes that scripts rely on."""

DONE = 0
NOT_ELIGIBLE = 1
WRONG_USAGE = 2
UNDECIDED = 3
BAD_INPUT = 4
SOME_BAD_ROWS = 5
INCOHERENT = 6
CRASHED = 70
NO_OUTPUT = 74
INTERRUPTED = 130
PIPE_CLOSED = 141

MEANINGS = {
    DONE: "done; of `evaluate`: eligible, or only points left that a person must check",
    NOT_ELIGIBLE: "not eligible, and nothing else",
    WRONG_USAGE: "the command line is wrong; nothing was done",
    UNDECIDED: "incomplete or undetermined: answers, or parts of the call's text, are missing",
    BAD_INPUT: "bad input: a file, a call, standard input; nothing to apply for; a case that does not hold",
    SOME_BAD_ROWS: "done, with bad rows: the others have their outcome; of `declarations`: one is contradicted",
    INCOHERENT: "of `verify`: the paper does not agree with what it carries, or with what comes of it now",
    CRASHED: "the program broke: there is no outcome; one sentence says what to do, `--debug` shows where",
    NO_OUTPUT: "standard output could not be written (full disk, closed stream)",
    INTERRUPTED: "interrupted; what was written stays",
    PIPE_CLOSED: "the reader of a pipe went away; quiet",
}
"""What each code means, for the docs."""

OF_VERDICT = {
    "eligible": DONE,
    "to_verify": DONE,
    "not_eligible": NOT_ELIGIBLE,
    "incomplete": UNDECIDED,
    "undetermined": UNDECIDED,
}
