"""The data package: named tables, each with a schema, its sources and a checksum.

>>> from course_utils import load
>>> votes = load("votes")
>>> list(votes.columns)
['roll_call', 'state', 'vote']
"""

from course_utils.catalog.describe import Card, describe
from course_utils.catalog.load import load, provenance, verify
from course_utils.catalog.package import Package, package

__all__ = ["Card", "Package", "describe", "load", "package", "provenance", "verify"]
