"""The terms of every data table as one Markdown table, for the README."""

from __future__ import annotations

from course_utils.catalog.package import package


def terms_table() -> str:
    """Markdown: a row for each table of the data package, with publishers and the terms it is offered under.

    >>> print(terms_table().splitlines()[0])
    | table | publisher | terms |
    """
    rows = ["| table | publisher | terms |", "|---|---|---|"]
    course = package()
    for name in course.names:
        resource = course.resource(name)
        publishers = dict.fromkeys(source["publisher"] for source in resource["sources"])
        cells = (f"`{name}`", "; ".join(publishers), resource["terms"])
        rows.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return "\n".join(rows)
