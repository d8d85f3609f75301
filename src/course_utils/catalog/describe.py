"""The codebook card of a table: what it holds, where it comes from, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from course_utils.catalog.package import package


@dataclass(frozen=True)
class Card:
    """A table's codebook card; prints as text, shows as HTML in a notebook."""

    resource: dict

    def __str__(self) -> str:
        entry = self.resource
        lines = [entry["title"], "=" * len(entry["title"]), entry["description"], ""]
        lines.append(f"{entry['rows']:,} rows; one row per {', '.join(entry['schema'].get('primaryKey', []))}")
        width = max(len(field["name"]) for field in entry["schema"]["fields"])
        for field in entry["schema"]["fields"]:
            unit = f" [{field['unit']}]" if field.get("unit") else ""
            lines.append(f"  {field['name']:<{width}}  {field['type']:<8}{unit} {field['description']}")
        lines += ["", "Derived: " + entry["derivation"], "Terms: " + entry["terms"]]
        lines += ["Source: " + source["citation"] for source in entry["sources"]]
        lines += ["Known defect: " + defect for defect in entry["defects"]]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        entry = self.resource
        rows = "".join(
            f"<tr><th scope='row'><code>{escape(field['name'])}</code></th><td>{escape(field['type'])}</td>"
            f"<td>{escape(field.get('unit', ''))}</td><td>{escape(field['description'])}</td></tr>"
            for field in entry["schema"]["fields"]
        )
        defects = "".join(f"<li>{escape(defect)}</li>" for defect in entry["defects"])
        sources = "".join(f"<li>{escape(source['citation'])}</li>" for source in entry["sources"])
        return (
            f"<p><strong>{escape(entry['title'])}</strong>: {escape(entry['description'])} "
            f"{entry['rows']:,} rows.</p><table><thead><tr><th>column</th><th>type</th><th>unit</th>"
            f"<th>meaning</th></tr></thead><tbody>{rows}</tbody></table>"
            f"<p>Derived: {escape(entry['derivation'])}</p><p>Terms: {escape(entry['terms'])}</p>"
            f"<p>Sources</p><ul>{sources}</ul><p>Known defects</p><ul>{defects}</ul>"
        )


def describe(name: str) -> Card:
    """The codebook card of a table.

    >>> print(describe("votes"))  # doctest: +ELLIPSIS
    Votes in General Assembly roll calls
    ...
    """
    return Card(package().resource(name))
