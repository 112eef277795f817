"""Where public data of real companies lie, if they are at hand.

The folder is `../shared/data` beside the checkout, or what IDIC_PUBLIC_DATA names:
`online_retail`, `adventureworks`, `cdnow`, `people_1k`, in the shape of the contract.
"""

import os
from pathlib import Path

from scripts.settings import PROJECT

FOLDER = Path(
    os.environ.get("IDIC_PUBLIC_DATA", PROJECT.parent / "shared" / "data")
).resolve()
