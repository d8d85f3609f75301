"""Files of others: what a built site takes from installed packages holds nothing of ours, whatever letters stand in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path

OURS = "fraternal-nations"


def checksums(names: Iterable[str]) -> set[str]:
    """The SHA-256 of each file of one of these names that an installed package of others brought, and of Vega's script.

    names: last parts of paths, such as ``bootstrap.css``. A theme's copy in a site is known by its bytes: one that was
    changed is not on the list.

    >>> import sphinx
    >>> script = Path(sphinx.__file__).parent / "themes" / "basic" / "static" / "doctools.js"
    >>> hashlib.sha256(script.read_bytes()).hexdigest() in checksums({"doctools.js"})
    True
    """
    from course_utils.charts.script import vega

    wanted = set(names)
    found = (
        {hashlib.sha256(vega()[1].encode()).hexdigest()} if any(name.startswith("vega.") for name in wanted) else set()
    )
    for package in distributions():
        if package.name == OURS:
            continue
        for file in package.files or ():
            path = Path(str(package.locate_file(file)))
            if file.name in wanted and path.is_file():
                found.add(hashlib.sha256(path.read_bytes()).hexdigest())
    return found
