"""Start-up: our commands against the help of a minimal typer application."""

from collections.abc import Iterator

from .measure import GRANTCLI, PYTHON, Figure, cost_of
from .sample import EXAMPLE

MINIMAL = "import typer; app = typer.Typer(); app.command()(lambda name: None); app(['--help'])"


def figures() -> Iterator[Figure]:
    """Measure whole processes."""
    commands = {
        "unit": [PYTHON, "-c", MINIMAL],
        "python -c pass": [PYTHON, "-c", "pass"],
        "--version": [*GRANTCLI, "--version"],
        "--help": [*GRANTCLI, "--help"],
        "calls list": [*GRANTCLI, "calls", "list"],
        "evaluate": [*GRANTCLI, "evaluate", str(EXAMPLE)],
    }
    costs, unit = cost_of(commands)
    targets = {"--version": 0.15, "--help": 1.2, "calls list": 1.5, "evaluate": 2.5}
    for name in list(commands)[1:]:
        what = name if name.startswith("python") else f"grantcli {name}"
        yield Figure(what, costs[name] / costs["unit"], targets.get(name), note=f"× a minimal typer --help ({unit})")
