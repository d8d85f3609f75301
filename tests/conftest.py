"""What tests of more than one room use: a browser without a network, and JupyterLab on this machine."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A slow example on a busy machine is not a wrong one; speed is measured by `make bench`.
settings.register_profile("course", deadline=None)
settings.load_profile("course")

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # the network is blocked
]  # fmt: skip
# JupyterLab keeps settings, workspaces and run files in these; a test's own must not meet a person's.
JUPYTER_FOLDERS = (
    "HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR",
    "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR",
)  # fmt: skip


# Files that are as long as half of all others together, whose tests can go to a process by module or by size of page: m3-q1, m3_votes, phone.
_BY_MODULE = re.compile(r".*/test_(?:every_exercise|labs|pages)\.py(?=::\w+\[([a-z]+\d*)[-_\]])")


@pytest.hookimpl(optionalhook=True)  # xdist's, which may be switched off
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The scheduler of `--dist=loadfile`, but with the longest files cut by module."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByFileOrModule(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            cut = _BY_MODULE.match(nodeid)
            return f"{cut[0]} {cut[1]}" if cut else super()._split_scope(nodeid)

    return ByFileOrModule(config, log)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium: the system's, else Playwright's own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def jupyterlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Starts a JupyterLab in a folder, with these variables in its environment; gives its address."""
    servers = []

    def start(folder: Path, **environment: str) -> str:
        own = tmp_path_factory.mktemp("jupyter")
        folders = {name: str(own / name.lower()) for name in JUPYTER_FOLDERS}
        Path(folders["HOME"]).mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = ["--no-browser", "--allow-root", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
                   "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"]  # fmt: skip
        # What another test of this process has set for its own course must not reach the student's.
        ours = ("COURSE_", "NBGRADER_")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        with (own / "log").open("w") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *options],
                env={**inherited, **folders, **environment}, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        servers.append(server)
        deadline = time.monotonic() + 60
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{port}/api", timeout=5):
                    return f"http://127.0.0.1:{port}"
            except URLError:
                assert server.poll() is None and time.monotonic() < deadline, (own / "log").read_text()
                time.sleep(0.2)

    yield start
    for server in servers:
        server.terminate()
    for server in servers:
        server.wait(30)
