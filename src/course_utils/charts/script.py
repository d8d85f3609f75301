"""The script that draws charts in a page.

Vega, Vega-Lite and Vega-Embed come out of the installed package vl-convert-python; nothing is downloaded
and nothing of theirs is kept in the repository.
"""

from __future__ import annotations

import hashlib
from functools import cache

VEGA_LITE = "5.20"  # the version that the charts' $schema names, and that JupyterLab 4.6 draws


@cache
def vega() -> tuple[str, str]:
    """File name (with a fingerprint of the content) and content of the script that draws charts.

    The function around it keeps the libraries' helpers out of the page's global names. It is no ES
    module because browsers refuse modules on pages opened straight from the disk.
    """
    import vl_convert

    script = f"(()=>{{{vl_convert.javascript_bundle(vl_version=VEGA_LITE)}}})();"  # type: ignore[call-arg]  # its stub has no default for the snippet
    return f"vega.{hashlib.sha256(script.encode()).hexdigest()[:12]}.js", script
