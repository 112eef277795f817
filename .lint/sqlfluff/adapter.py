"""Stand-in for dbt's ``adapter`` while sqlfluff renders the models."""

from collections.abc import Callable


def dispatch(macro_name: str, *_: str) -> Callable[..., str]:
    """Render a dispatched macro as a call of a SQL function of the same name.

    Args:
        macro_name: The macro that would be looked up for the engine.

    Returns:
        What renders the call.
    """
    return lambda *arguments: f"{macro_name}({', '.join(map(str, arguments))})"
