"""The Java that Spark needs: where it is and which version it has."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from scripts.command import CommandError

OLDEST_JAVA = 17


def java_version() -> int:
    """Return the major version of the Java that Spark would start; 0: there is none."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(str(Path(home) / "bin" / "java") if home else "java")
    if java is None:
        return 0
    said = subprocess.run(
        [java, "-version"], capture_output=True, text=True, check=False
    ).stderr
    match = re.search(r'version "(\d+)', said)
    return int(match[1]) if match else 0


def require_java() -> None:
    """Make sure that Spark can start.

    Raises:
        CommandError: When Java is missing or too old.
    """
    version = java_version()
    if version >= OLDEST_JAVA:
        return
    found = f"Java {version} is found" if version else "no Java is found"
    raise CommandError(
        f"Spark needs Java {OLDEST_JAVA} or later and {found}: install it (Debian:"
        f" apt-get install openjdk-{OLDEST_JAVA}-jre-headless) or name it in JAVA_HOME."
    )
