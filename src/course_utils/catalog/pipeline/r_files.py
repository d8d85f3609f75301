"""Read the table in an R data file, without R."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from rdata.parser import RObject


def read_frame(path: Path) -> pd.DataFrame:
    """The one data frame of an .rda file, with its row numbers dropped."""
    import rdata

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # R classes such as tbl_df have no Python twin; the columns are complete
        objects = rdata.read_rda(path)
    (frame,) = objects.values()
    return frame.reset_index(drop=True)


def read_columns(path: Path, columns: list[str]) -> pd.DataFrame:
    """Some columns (texts and plain numbers) of the one data frame of an .rda file.

    Much faster than ``read_frame`` where a file holds millions of texts, because it makes one object
    for each different text and converts only what is asked for.
    """
    import pandas as pd
    from rdata.parser import RObjectType

    frame = _parse(path).value[0]
    names = [name.value.decode("utf-8") for name in _attributes(frame)["names"].value]
    found = dict(zip(names, frame.value, strict=True))

    def values(column: RObject) -> object:
        if column.info.type is not RObjectType.STR:
            return column.value
        return [None if text.value is None else text.value.decode("utf-8") for text in column.value]

    return pd.DataFrame({name: values(found[name]) for name in columns})


def _attributes(thing: RObject) -> dict[str, RObject]:
    """R attributes: a linked list of (value, rest), each with its name as a tag (or as a reference to one)."""
    found, link = {}, thing.attributes
    while link is not None and link.value is not None:
        name = link.tag.referenced_object or link.tag
        found[name.value.value.decode("utf-8")] = link.value[0]
        link = link.value[1]
    return found


def _parse(path: Path) -> RObject:
    """The file's top object, its texts shared."""
    import bz2
    import gzip
    import lzma

    from rdata.parser._xdr import ParserXDR

    known: dict[bytes, RObject] = {}

    class SharedTexts(ParserXDR):
        """The library's parser, with one object for all equal texts."""

        def parse_R_object(self, *args, **kwargs) -> RObject:
            start = self.file.tell()
            head = self.file.read(8)
            length = int.from_bytes(head[4:], "big", signed=True)
            if head[3] != 9 or length < 0:  # 9: a text; a negative length: a missing one
                self.file.seek(start)
                return super().parse_R_object(*args, **kwargs)
            text = head + self.file.read(length)
            if text not in known:
                self.file.seek(start)
                known[text] = super().parse_R_object(*args, **kwargs)
            return known[text]

    raw = path.read_bytes()
    opener = {b"\x1f\x8b": gzip, b"BZ": bz2, b"\xfd7": lzma}[raw[:2]]
    data = opener.decompress(raw).removeprefix(b"RDX3\n").removeprefix(b"RDX2\n").removeprefix(b"X\n")
    return SharedTexts(memoryview(data), expand_altrep=True, altrep_constructor_dict={}).parse_all().object
