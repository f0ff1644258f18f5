"""The server of the Model Context Protocol, made with its official SDK: tools listed and called, nothing else."""

import json
from typing import Any

from ... import __version__
from ...i18n import _
from ..shell.signs import escaped
from .process import Runner
from .tools import Desk, tools

AT_ONCE = 2
"""Requests that are worked on at one time; others wait."""


def server(runner: Runner, *, write: bool = False) -> Any:
    """Return the server; without ``write`` it has no tool that writes."""
    import anyio
    from mcp import types
    from mcp.server.lowlevel import Server

    known = {name: tool for name, tool in tools().items() if write or not tool.writes}
    desk = Desk(runner)
    places = anyio.CapacityLimiter(AT_ONCE)

    async def list_tools(_context: Any, _params: Any) -> Any:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name,
                    description=tool.about,
                    input_schema=tool.input_schema(),
                    output_schema=tool.output_schema(),
                    annotations=types.ToolAnnotations(
                        read_only_hint=not tool.writes, destructive_hint=False, open_world_hint=False
                    ),
                )
                for name, tool in known.items()
            ]
        )

    async def call_tool(_context: Any, params: Any) -> Any:
        tool = known.get(params.name)
        if tool is None:
            said = _("non c'è nessuno strumento con questo nome")
            return types.CallToolResult(content=[types.TextContent(type="text", text=said)], is_error=True)
        answer = await anyio.to_thread.run_sync(desk.answer, tool, params.arguments or {}, limiter=places)
        text = escaped(json.dumps(answer, ensure_ascii=False))
        failed = answer["document"].get("schema") == "grantcli/problems/1"
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=text)], structured_content=answer, is_error=failed
        )

    about = _("Bandi per le imprese: ogni risposta porta le sue fonti; ciò che non si sa resta «non si sa».")
    return Server("grantcli", version=__version__, instructions=about, on_list_tools=list_tools, on_call_tool=call_tool)


def serve(made: Any) -> None:
    """Serve over standard input and output until the other end goes away."""
    import anyio
    from mcp.server.stdio import stdio_server

    async def talk() -> None:
        async with stdio_server() as (coming, going):
            await made.run(coming, going, made.create_initialization_options())

    anyio.run(talk)
