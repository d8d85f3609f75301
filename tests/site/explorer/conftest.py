"""The page on any two states, opened and ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def explorer(watched: Callable, address: str) -> Callable:
    """Opens the page with a query and waits until it shows a pair, or says why not."""

    def opened(query: str = "", theme: str = "light", size: tuple[int, int] = (1440, 900)) -> Any:
        browser = watched(theme, *size)
        browser.open(f"{address}/book/explorer.html{query}")
        browser.page.set_default_timeout(15_000)
        browser.page.wait_for_function(
            "[...document.querySelectorAll('.pair-status, .pair-problem')].some((one) => one.textContent)"
        )
        browser.settle()
        return browser

    return opened
