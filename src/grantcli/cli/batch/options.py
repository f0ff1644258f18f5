"""The options of commands that judge many rows."""

from typing import Annotated

import typer

from ...i18n import _

Workers = Annotated[
    int, typer.Option("--workers", "-w", min=0, metavar="N", help=_("Quanti processi (altrimenti uno per processore)."))
]


Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="tcp://…", help=_("Un cluster Dask che c'è già, al posto dei processi.")),
]
Resume = Annotated[bool, typer.Option("--resume", help=_("Non rifà ciò che una volta precedente ha già fatto."))]
