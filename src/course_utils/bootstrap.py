"""Set up `.venv` and run the project's commands: book, test, lab, bench, lock.

Run as a script, by any Python: `python src/course_utils/bootstrap.py book`. Students get it as `start.py`, beside
the lock and the wheel of the course: there it sets up `.venv` and opens the labs. Only the standard library is used,
and the syntax is that of Python 3.6, so that an old Python can still say in words that it is too old.
"""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
# A script's own folder comes first on the path; there, a room of course_utils could hide a library of the same name.
sys.path[:] = [entry for entry in sys.path if not entry or os.path.abspath(entry) != _HERE]

import argparse  # noqa: E402
import hashlib  # noqa: E402
import json  # noqa: E402
import platform  # noqa: E402
import re  # noqa: E402
import shutil  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Callable, Dict, List, Optional, Sequence, Tuple  # noqa: E402

RELEASED = os.path.exists(os.path.join(_HERE, "requirements.txt"))  # in what students get
ROOT = Path(_HERE) if RELEASED else Path(_HERE).parents[1]
MINIMUM = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LABS = "notebooks" if RELEASED else "notebooks/labs"
# A notebook that never ends must not hold the tests for ever. The whole run takes a few minutes.
TEST_LIMIT = 40 * 60
# pyproject.toml says the same to the coverage tool: an untested line or branch in these rooms fails the run.
MEASURED = ("src/course_utils/measures", "src/course_utils/charts", "tests/measures", "tests/charts")


class SetupError(Exception):
    """One sentence that says what is wrong and what to do."""


# ------------------------------------------------------------------------------------------------ the environment


class Environment:
    """The project's `.venv`: its Python, its lock, and the stamp that says which lock is completely installed."""

    def __init__(self, root: Path, python: Tuple[int, ...] = tuple(sys.version_info[:2])):
        self.root = root
        self.folder = root / ".venv"
        self.stamp = self.folder / "course-setup.json"
        self.log = self.folder / "install.log"
        self.version = f"{python[0]}.{python[1]}"
        scripts, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
        self.python = self.folder / scripts / ("python" + suffix)
        self.uv = self.folder / scripts / ("uv" + suffix)

    @property
    def project(self) -> Path:
        """What is installed beside the lock's packages: the wheel that lies here, or else the repository itself."""
        wheels = sorted(self.root.glob("*.whl"))
        return wheels[-1] if wheels else self.root / "pyproject.toml"

    def wanted(self, lock: str) -> Dict[str, str]:
        """What the stamp must say for a lock to count as installed."""
        return {
            "python": self.version,
            "lock": lock,
            "lock_sha256": _sha256(self.root / lock),
            "project_sha256": _sha256(self.project),
        }

    def installed(self) -> Dict[str, str]:
        """What the stamp says; empty when the set-up never came to its end."""
        if not self.python.exists():
            return {}
        try:
            return json.loads(self.stamp.read_text("utf-8"))
        except (OSError, ValueError):
            return {}

    def plan(self, lock: str) -> str:
        """What is to be done for this lock: nothing, project, add or rebuild.

        The dev lock holds every pin of the other one, so an environment with the dev lock serves all commands,
        and going from the small lock to the dev lock only adds packages.
        """
        stamp = self.installed()
        if not stamp or stamp.get("python") != self.version:
            return "rebuild"
        held = stamp.get("lock", "")
        if not (self.root / held).is_file() or stamp.get("lock_sha256") != _sha256(self.root / held):
            return "rebuild"
        if held not in (lock, "requirements-dev.txt"):
            return "add"
        same_project = stamp.get("project_sha256") == _sha256(self.project)
        return "nothing" if same_project else "project"

    def ensure(self, lock: str) -> None:
        """Make the environment hold this lock and the project itself, with as little work as that takes."""
        plan = self.plan(lock)
        if plan == "nothing":
            return
        started = time.monotonic()
        if plan == "rebuild":
            self._create()
        elif plan == "project":
            lock = self.installed()["lock"]
        self.stamp.unlink(missing_ok=True)  # from here to the end, the environment counts as unfinished
        if plan != "project":
            say(f"Installing the packages of {lock} into .venv")
            # Without dependencies, as the lock is complete: pip before 24 does not take the pin of a package for the
            # pin of the package with extras, and stops.
            self._pip(["--require-hashes", "--no-deps", "-r", lock], count_pins((self.root / lock).read_text("utf-8")))
        # The lock already holds the build back end and every dependency: no second, unpinned download.
        wheel = self.project.suffix == ".whl"  # a newer one may carry the same version
        own = ["--force-reinstall", self.project.name] if wheel else ["--no-build-isolation", "--editable", "."]
        self._pip(["--no-deps", *own], 0)
        _write_whole(self.stamp, json.dumps(self.wanted(lock), indent=1) + "\n")
        say(f"Ready after {time.monotonic() - started:.0f} s")

    def _create(self) -> None:
        if self.folder.exists():
            if Path(sys.prefix).resolve() == self.folder.resolve():
                raise SetupError(
                    "The environment .venv must be built anew, but this command runs inside it. "
                    "Type `deactivate` (or open a new terminal) and start the command again."
                )
            say("Removing the .venv of an earlier lock, another Python or an unfinished set-up")
            self.stamp.unlink(missing_ok=True)
            shutil.rmtree(self.folder)
        say(f"Making .venv with Python {platform.python_version()}")
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(self.folder)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_clean_environment(), check=False,
        )  # fmt: skip
        if made.returncode:
            raise SetupError(explain(made.stdout.decode("utf-8", "replace"), self.version, "no log was written"))

    @property
    def from_wheels(self) -> List[str]:
        """What tells pip to take packages from the folder wheels alone, in a course that comes with one."""
        offline = RELEASED and (self.root / "wheels").is_dir()
        return ["--no-index", "--find-links", "wheels"] if offline else []

    def _pip(self, arguments: List[str], total: int) -> None:
        command = [str(self.python), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
        command += [*self.from_wheels, *arguments]
        progress = Progress(total)
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"$ pip install {' '.join(arguments)}\n")
            start = log.tell()
            with subprocess.Popen(
                command, cwd=str(self.root), env=_clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            ) as pip:
                try:
                    for raw in pip.stdout:
                        line = raw.decode("utf-8", "replace").rstrip()
                        log.write(line + "\n")
                        progress.read(line)
                except BaseException:
                    pip.kill()  # nothing may go on writing into .venv after we have stopped
                    raise
        progress.close()
        if pip.returncode:
            with self.log.open(encoding="utf-8") as log:
                log.seek(start)
                raise SetupError(
                    explain(log.read(), self.version, str(self.log)) + (ONE_SYSTEM if self.from_wheels else "")
                )


def _clean_environment() -> Dict[str, str]:
    """The caller's environment without what would let other packages in, or send ours elsewhere."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    environment["PIP_USER"] = "0"
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    return environment


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there either whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(text, "utf-8")
    os.replace(str(part), str(path))


def count_pins(lock: str) -> int:
    """The number of packages that a lock names.

    >>> count_pins("# a comment\\na==1 \\\\\\n    --hash=sha256:0\\nb==2 ; sys_platform == 'win32'\\n")
    2
    """
    return len(re.findall(r"^[A-Za-z0-9][A-Za-z0-9._-]*==", lock, re.MULTILINE))


class Progress:
    """pip's output as a counter, `[ 37/147] pandas`: one line on a terminal, now and then a line in a log file."""

    EVERY = 25

    def __init__(self, total: int, write: Optional[Callable[[str], object]] = None, terminal: Optional[bool] = None):
        self.total = total
        self.done = 0
        self.write = write or sys.stdout.write
        self.terminal = sys.stdout.isatty() if terminal is None else terminal

    def read(self, line: str) -> None:
        """Take one line of pip's output."""
        if not self.total:
            return
        if line.startswith("Ignoring ") and "markers" in line:
            self.total -= 1  # a package for another system
            return
        found = re.match(
            r"(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)|Processing .*?([^/\\]+?)-[0-9]", line
        )
        if found:
            self.done += 1
            self._show(found.group(1) or found.group(2), self.done % self.EVERY == 0 or self.done == self.total)
        elif line.startswith("Installing collected packages"):
            self._show("all here; unpacking, which takes about as long again", True)

    def _show(self, what: str, milestone: bool) -> None:
        width = len(str(self.total))
        text = f"[{self.done:>{width}}/{self.total}] {what}"
        if self.terminal:
            self.write("\r" + text.ljust(78)[:78])
        elif milestone:
            self.write(text + "\n")
        sys.stdout.flush()

    def close(self) -> None:
        """Leave the terminal's cursor on a line of its own."""
        if self.terminal and self.total:
            self.write("\n")


# ------------------------------------------------------------------------------------------------ what went wrong


def too_old(version: Sequence[int], executable: str, command: str) -> Optional[str]:
    """The sentence for a Python that is too old, or None.

    >>> print(too_old((3, 9, 18), "/usr/bin/python3", "book"))
    Fraternal Nations needs Python 3.11 or newer; this is 3.9.18 (/usr/bin/python3). \
Install a newer one or run: make PYTHON=python3.12 book
    """
    if tuple(version[:2]) >= MINIMUM:
        return None
    came = ".".join(str(part) for part in version[:3])
    return (
        f"Fraternal Nations needs Python {MINIMUM[0]}.{MINIMUM[1]} or newer; this is {came} ({executable}). "
        f"Install a newer one or run: {again(command)}"
    )


def again(command: str) -> str:
    """How to start a command with another Python."""
    if RELEASED:
        return "py -3.12 start.py" if os.name == "nt" else "python3.12 start.py"
    return f"make PYTHON=python3.12 {command}"


ONE_SYSTEM = (
    "\nThe packages in the folder wheels are made for one system and one Python: START_HERE.html in the folder above this "
    "one says for which. With a network, take the folder wheels away, and they are fetched."
)
_NOT_BUILT = (
    "{what} has no ready-made package for Python {python} on this system, and building it failed (a compiler is "
    "missing or too old). Use a 64-bit CPython 3.11, 3.12 or 3.13, for which all packages are ready-made: "
    "{again}"
)
# A pattern in the output of venv or pip, and the sentence for it. `{what}` is the pattern's first group.
# The order matters: a full disk also fails builds, and no network also ends in "no matching distribution".
FAILURES = (
    (
        r"ensurepip is not\s+available|No module named '?(?:venv|ensurepip)",
        "This Python lacks its venv module. On Debian or Ubuntu run `sudo apt install python3-venv`; "
        "elsewhere install Python from python.org. Then start the command again.",
    ),
    (
        r"No space left on device|Errno 28|WinError 112|Disk quota exceeded",
        "The disk is full. All packages together need about 2 GB while they are installed: make room and start again.",
    ),
    (
        r"DO NOT MATCH THE HASHES(?:.|\n)*?^\s+([A-Za-z0-9._-]+)==",
        "The package {what} that arrived is not the one this course was tested with (its hash differs), so nothing "
        "was installed. Run `python -m pip cache purge` and try again; if it stays, the package index or a proxy "
        "on the way alters packages.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError",
        "The package index was reached, but its certificate could not be verified. On a network that inspects "
        "traffic, set PIP_CERT to the certificate file that your IT department provides.",
    ),
    (
        r"NewConnectionError|Failed to establish a new connection|Temporary failure in name resolution|"
        r"getaddrinfo failed|NameResolutionError|Network is unreachable|ProxyError|ConnectTimeoutError|"
        r"ReadTimeoutError|Connection refused|Could not fetch URL",
        "The package index cannot be reached. Check the network (or HTTPS_PROXY, if you are behind a proxy) and start "
        "again; what has been downloaded is kept.",
    ),
    (r"Failed building wheel for ([A-Za-z0-9._-]+)|Failed to build ([A-Za-z0-9._-]+)", _NOT_BUILT),
    (
        r"error: (?:Microsoft Visual C\+\+|command '[^']*(?:cc|g\+\+|clang|cl\.exe)')|metadata-generation-failed|"
        r"subprocess-exited-with-error",
        _NOT_BUILT,
    ),
    (
        r"No matching distribution found for ([A-Za-z0-9._-]+)",
        "There is no package of {what} for Python {python} on this system: this Python is too new or too old "
        "for the locked version. Use CPython 3.11, 3.12 or 3.13: {again}",
    ),
    (
        r"Permission denied|WinError 5\b|WinError 32\b",
        "A file of .venv cannot be written. Close what uses it (JupyterLab, an editor), check who owns the folder, "
        "and start again.",
    ),
)  # fmt: skip


def explain(output: str, python: str, log: str) -> str:
    """One sentence for a failed installation; where none fits, the last 15 lines and where the log lies.

    >>> explain("OSError: [Errno 28] No space left on device", "3.11", "install.log").split(".")[0]
    'The disk is full'
    """
    for pattern, sentence in FAILURES:
        found = re.search(pattern, output, re.MULTILINE)
        if found:
            named = [group for group in found.groups() if group]
            return sentence.format(what=named[0] if named else "A package", python=python, again=again("..."))
    tail = "\n".join(output.rstrip().splitlines()[-15:])
    return f"The installation failed. The last lines were:\n{tail}\nThe whole log: {log}"


# ------------------------------------------------------------------------------------------------ the commands


def book(environment: Environment) -> int:
    """Build the site."""
    environment.ensure("requirements.txt")
    return _run([str(environment.python), "-m", "course_utils.cli", "book"])


def offline(environment: Environment) -> int:
    """Build the site, then put it into one zip with the student folder and all packages."""
    return book(environment) or _run([str(environment.python), "-m", "course_utils.cli", "offline"])


def lab(environment: Environment) -> int:
    """Open the labs in JupyterLab."""
    environment.ensure("requirements.txt")
    # The command `course` must be found in JupyterLab's terminals.
    path = os.pathsep.join([str(environment.python.parent), os.environ.get("PATH", "")])
    return _run([
        str(environment.python), "-m", "jupyterlab",
        f"--ServerApp.root_dir={ROOT}", f"--LabApp.default_url=/lab/tree/{LABS}",
    ], PATH=path)  # fmt: skip


def run_tests(environment: Environment) -> int:
    """Check the data and the code, then run every test and every notebook."""
    environment.ensure("requirements-dev.txt")
    ensure_browser(environment)
    python = str(environment.python)
    for check in (["-m", "course_utils.cli", "data", "check"], ["-m", "ruff", "check"], ["-m", "mypy"]):
        code = _run([python, *check])
        if code:
            return code
    # Two processes; all tests of a file in the same one, so that the site is built once and a notebook has one kernel.
    pytest = [python, "-m", "pytest", "-n", "2", "--dist=loadfile"]
    # The rooms whose every line and branch must be tested come by themselves: a traced process is slow, and the tests
    # that stop endless loops do not work in one.
    code = run_guarded([*pytest, *MEASURED, "--cov"], ROOT, TEST_LIMIT)
    return code or run_guarded([*pytest, *("--ignore=" + path for path in MEASURED)], ROOT, TEST_LIMIT)


def bench(environment: Environment) -> int:
    """Measure what is promised to be fast."""
    environment.ensure("requirements-dev.txt")
    command = ["-m", "pytest", "tests/benchmarks", "--benchmark-enable", "-s"]
    return run_guarded([str(environment.python), *command], ROOT, TEST_LIMIT)


def lock(environment: Environment, upgrade: bool = False) -> int:
    """Compile both locks from pyproject.toml; pins stay as they are unless ``upgrade`` is true."""
    environment.ensure("requirements-dev.txt")
    write_locks(str(environment.uv), ROOT, upgrade)
    return 0


def _run(command: List[str], **variables: str) -> int:
    process = subprocess.Popen(command, cwd=str(ROOT), env={**_clean_environment(), **variables})
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The terminal sent it to the command as well, which ends in its own way (JupyterLab asks first).
            continue
        except SystemExit:
            process.terminate()
            raise


def run_guarded(command: List[str], folder: Path, limit: float) -> int:
    """Run a command; after ``limit`` seconds, or on Ctrl-C, end it together with all that it started."""
    windows = os.name == "nt"
    group = {"creationflags": 0x200} if windows else {"start_new_session": True}  # CREATE_NEW_PROCESS_GROUP
    process = subprocess.Popen(command, cwd=str(folder), env=_clean_environment(), **group)
    try:
        return process.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        _end(process)
        raise SetupError(
            f"Stopped after {limit / 60:.0f} minutes: something hangs. The last test that was begun is the one to "
            "look at (run pytest with -v)."
        ) from None
    except BaseException:
        _end(process)
        raise


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process group of ours, by its id: first kindly, then for good."""
    if os.name == "nt":
        subprocess.call(["taskkill", "/T", "/F", "/PID", str(process.pid)], stdout=subprocess.DEVNULL)
        process.wait()
        return
    for blow in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, blow)
            process.wait(timeout=10)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


# ------------------------------------------------------------------------------------------------ a browser


def find_browser() -> Optional[str]:
    """The path of a Chromium or Chrome on the PATH, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def ensure_browser(environment: Environment) -> None:
    """See to it that the tests of the site find a browser: one on the PATH, or Playwright's own."""
    if find_browser() or _playwright_has_one(environment):
        return
    say("The tests of the site need a browser: installing Chromium")
    if any(not subprocess.call(command) for command in browser_commands(str(environment.python), _privilege())):
        return
    raise SetupError(
        "The tests of the site need Chromium or Chrome, and it could not be installed from here. "
        "Install one of them so that `chromium` or `google-chrome` is on the PATH, then start again."
    )


def browser_commands(python: str, privilege: Optional[List[str]]) -> List[List[str]]:
    """The ways to install a browser, best first; ``privilege`` is what comes before apt-get, None if we may not."""
    ways = []
    if privilege is not None:
        apt = " ".join([*privilege, "apt-get"])
        ways.append(["sh", "-c", f"{apt} update -qq && {apt} install -y -qq chromium"])
    ways.append([python, "-m", "playwright", "install", "chromium"])
    return ways


def _privilege() -> Optional[List[str]]:
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    allowed = shutil.which("sudo") and not subprocess.call(["sudo", "-n", "true"], **quiet)
    return ["sudo", "-n"] if allowed else None


def _playwright_has_one(environment: Environment) -> bool:
    code = (
        "import os, sys; from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: sys.exit(not os.path.exists(p.chromium.executable_path))"
    )
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.call([str(environment.python), "-c", code], **quiet) == 0


# ------------------------------------------------------------------------------------------------ the locks

LOCK_FLAGS = (
    "--universal", "--fork-strategy", "fewest", "--python-version", "3.11",
    "--generate-hashes", "--no-config", "--no-emit-index-url", "--no-emit-find-links",
    "--no-header", "--no-annotate", "--quiet",
)  # fmt: skip
# How to reach an index may come from the machine; what is to be resolved may not.
LOCK_VARIABLES = ("UV_CACHE_DIR", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_HTTP_TIMEOUT", "UV_NATIVE_TLS", "UV_OFFLINE")
LOCK_HEADER = """\
# {what}
# Exact versions with hashes, for Python 3.11 to 3.13 on Linux, macOS and Windows.
# Not edited by hand: change pyproject.toml, then run `make lock` (or `make lock UPGRADE=1` for newer versions).
"""
LOCKS = (  # the larger one first: the other takes its versions
    ("requirements-dev.txt", ("dev",), "Labs, book, data pipeline, grading and tests."),
    ("requirements.txt", ("lab", "book", "models"), "Labs and book: what students, Binder and the site need."),
)


def write_locks(uv: str, root: Path, upgrade: bool = False) -> None:
    """Compile requirements-dev.txt, then requirements.txt under its constraint; both replaced only when both are good.

    Raises SetupError when versions conflict, or when a line of the outcome names an address.
    """
    import tomllib  # not in the Pythons that are only told that they are too old

    build_needs = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    environment = {
        key: value for key, value in _clean_environment().items() if not key.startswith("UV_") or key in LOCK_VARIABLES
    }
    with tempfile.TemporaryDirectory() as scratch:
        build = Path(scratch) / "build.in"
        build.write_text("\n".join(build_needs) + "\n", "utf-8")
        constraint: List[str] = []
        for name, extras, what in LOCKS:
            say(f"Resolving {name}")
            out = Path(scratch) / name
            if (root / name).is_file() and not upgrade:
                shutil.copyfile(str(root / name), str(out))  # uv keeps the versions it finds in its output file
            command = [uv, "pip", "compile", *LOCK_FLAGS, "pyproject.toml", str(build), *constraint]
            command += ["--no-emit-package", "fraternal-nations", "--output-file", str(out)]
            for extra in extras:
                command += ["--extra", extra]
            made = subprocess.run(
                command, cwd=str(root), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
            )
            if made.returncode:
                raise SetupError(f"The lock {name} cannot be made:\n{made.stdout.decode('utf-8', 'replace')}")
            out.write_text(LOCK_HEADER.format(what=what) + bare(out.read_text("utf-8")), "utf-8")
            constraint = ["--constraint", str(out)]
        for name, _, _ in LOCKS:
            _write_whole(root / name, (Path(scratch) / name).read_text("utf-8"))
            say(f"Wrote {name}: {count_pins((root / name).read_text('utf-8'))} packages")


def bare(lock: str) -> str:
    """A lock without comments and without lines that name an index; SetupError where a package comes from an address.

    >>> bare("# of a machine\\n--index-url https://example.org/simple\\na==1 \\\\\\n    --hash=sha256:0\\n")
    'a==1 \\\\\\n    --hash=sha256:0\\n'
    """
    options = ("#", "-i ", "-f ", "--index-url", "--extra-index-url", "--find-links", "--trusted-host")
    lines = [line for line in lock.splitlines() if line.strip() and not line.startswith(options)]
    for line in lines:
        if "://" in line or " @ " in line:
            raise SetupError(f"The lock may hold only names, versions and hashes, but this came: {line.strip()}")
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------------------------------------ the entry

COMMANDS = (
    {"lab": lab}
    if RELEASED
    else {
        "book": book,
        "test": run_tests,
        "lab": lab,
        "bench": bench,
        "lock": lock,
        "offline": offline,
    }
)


def say(text: str) -> None:
    """A line of the set-up, apart from what the commands print."""
    print("[set-up] " + text, flush=True)


def main(arguments: Optional[List[str]] = None) -> int:
    """Read the command line, set up what the command needs, run it, give its exit code."""
    parser = argparse.ArgumentParser(prog=os.path.basename(__file__), description=__doc__.splitlines()[0])
    if RELEASED:
        parser.add_argument("command", choices=list(COMMANDS), nargs="?", default="lab")
    else:
        parser.add_argument("command", choices=list(COMMANDS))
    parser.add_argument("--upgrade", action="store_true", help="with lock: take the newest versions that fit")
    options = parser.parse_args(arguments)
    problem = too_old(sys.version_info, sys.executable, options.command)
    signal.signal(signal.SIGTERM, _stop)
    try:
        if problem:
            raise SetupError(problem)
        environment = Environment(ROOT)
        if options.command == "lock":
            return lock(environment, options.upgrade)
        return COMMANDS[options.command](environment)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n{error}\nIf .venv is in the way, remove that folder and start again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start the command again to go on.", file=sys.stderr)
        return 130


def _stop(*_: object) -> None:
    """A polite request to end: leave through the functions that end what they have started."""
    sys.exit(143)


if __name__ == "__main__":
    sys.exit(main())
