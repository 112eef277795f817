"""The tables that readers get."""

import yaml

from scripts.settings import PROJECT

ABOUT_THE_BUILD = ("ops_", "vitals_")


def public_tables() -> list[str]:
    """Return the public tables that speak of the company, not of the build."""
    models = [
        model
        for file in PROJECT.glob("models/**/*.yml")
        for model in yaml.safe_load(file.read_text()).get("models", [])
    ]
    return sorted(
        model["name"]
        for model in models
        if model.get("config", {}).get("access") == "public"
        and not model["name"].startswith(ABOUT_THE_BUILD)
    )
