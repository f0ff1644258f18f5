"""The exit codes that scripts rely on."""

DONE = 0
NOT_ELIGIBLE = 1
WRONG_USAGE = 2
UNDECIDED = 3
BAD_INPUT = 4
SOME_BAD_ROWS = 5
CRASHED = 70
NO_OUTPUT = 74
INTERRUPTED = 130
PIPE_CLOSED = 141

OF_VERDICT = {
    "eligible": DONE,
    "to_verify": DONE,
    "not_eligible": NOT_ELIGIBLE,
    "incomplete": UNDECIDED,
    "undetermined": UNDECIDED,
}
