"""What the engine says of a raw file that it cannot read, in words that help."""

import re

_FILE = r"(?P<file>[^'\"\n]+)"
_MEANINGS = (
    (
        r"(?P<file>)File is not latin-1 encoded",
        "A compressed CSV file is neither UTF-8 nor Latin-1. Save it as UTF-8.",
    ),
    (
        rf"No magic bytes found at end of file '{_FILE}'",
        "is no complete parquet file. Deliver it again.",
    ),
    (
        rf"File '{_FILE}' too small to be a Parquet file",
        "is no complete parquet file. Deliver it again.",
    ),
    (
        rf"Failed to read file \"{_FILE}\"(?!.*schema)",
        "is damaged: its header can be read, its data cannot. Deliver it again.",
    ),
    (
        rf"Input is not a GZIP stream: {_FILE}",
        "is not compressed by gzip, as its name says. Compress or rename it.",
    ),
    (
        rf"reached an invalid state(?s:.*?)^\s*file = {_FILE}$",
        "mixes line ends of Windows and Unix. Write it with one of them.",
    ),
    (
        rf"IO Error: Cannot open file \"{_FILE}(?<!\.duckdb)\"",
        "cannot be opened: it is gone, or you may not read it.",
    ),
    (
        rf"IO Error: No files found that match the pattern \"{_FILE}\"",
        "is gone: it was there when the build began.",
    ),
)
_TOO_LONG = re.compile(r"truncation error was encountered trying to shrink")
_FULL = re.compile(r"No space left on device|There is not enough space on the disk")


def explained(message: str) -> str:
    """Return what a message of the engine means; one that is not known as it is."""
    for pattern, meaning in _MEANINGS:
        found = re.search(pattern, message, re.MULTILINE)
        if found:
            return f"{found['file']} {meaning}".strip()
    if _TOO_LONG.search(message):
        return (
            "A list of files is too long for a metastore on Derby (32,700 characters):"
            " deliver the table in fewer files, or use another metastore."
        )
    if _FULL.search(message):
        return "The disk is full: free some space, or set IDIC_DATABASE to another one."
    return message
