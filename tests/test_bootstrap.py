"""The set-up: old Pythons, the plan for .venv, real installations from a local folder, failures in one sentence."""

from __future__ import annotations

import ast
import base64
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import psutil
import pytest

from course_utils import bootstrap
from course_utils.bootstrap import Environment, Progress, SetupError, bare, explain, too_old

SCRIPT = Path(bootstrap.__file__)
SMALL, DEV = "requirements.txt", "requirements-dev.txt"

# ---------------------------------------------------------------------------------------------- any Python


def _old_pythons() -> list[Path]:
    on_path = [shutil.which(f"python3.{minor}") for minor in range(6, 11)]
    pyenv = Path.home() / ".pyenv" / "versions"
    found = [Path(path) for path in on_path if path and "shims" not in path]
    return found + [path for minor in range(6, 11) for path in sorted(pyenv.glob(f"3.{minor}.*/bin/python"))]


def test_script_reads_as_python_3_6():
    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 6))


def test_old_interpreters_say_that_they_are_too_old():
    pythons = _old_pythons()
    if not pythons:
        pytest.skip("no Python older than 3.11 on this machine")
    for python in pythons:
        ran = subprocess.run([python, SCRIPT, "book"], capture_output=True, text=True, check=False)
        assert ran.returncode == 1
        assert "Traceback" not in ran.stderr
        assert ran.stderr.strip().startswith("Fraternal Nations needs Python 3.11 or newer; this is 3.")
        assert ran.stderr.strip().endswith("make PYTHON=python3.12 book")


@pytest.mark.parametrize(
    ("version", "old"), [((3, 9, 18), True), ((3, 10, 99), True), ((3, 11, 0), False), ((4, 0, 0), False)]
)
def test_too_old(version, old):
    assert (too_old(version, "/usr/bin/python3", "test") is not None) == old


def test_script_needs_the_standard_library_only_and_hides_its_own_folder():
    code = (
        f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); before = set(sys.modules)\n"
        "import bootstrap\n"
        "new = {name.split('.')[0] for name in set(sys.modules) - before} - {'bootstrap'}\n"
        "print(sorted(new - sys.stdlib_module_names))\n"
        f"print({str(SCRIPT.parent)!r} in sys.path)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n")[:2] == ["[]", "False"]


# ---------------------------------------------------------------------------------------------- the plan


@pytest.fixture
def root(tmp_path):
    (tmp_path / SMALL).write_text("a==1\n")
    (tmp_path / DEV).write_text("a==1\nb==2\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return tmp_path


def _pretend(environment: Environment, lock: str) -> None:
    environment.python.parent.mkdir(parents=True, exist_ok=True)
    environment.python.touch()
    environment.stamp.write_text(json.dumps(environment.wanted(lock)))


def test_plan_without_environment(root):
    assert Environment(root).plan(SMALL) == "rebuild"


def test_plan_with_stamp(root):
    environment = Environment(root)
    _pretend(environment, SMALL)
    assert environment.plan(SMALL) == "nothing"
    assert environment.plan(DEV) == "add"
    _pretend(environment, DEV)
    assert environment.plan(SMALL) == "nothing"
    assert environment.plan(DEV) == "nothing"


@pytest.mark.parametrize("stamp", ["", "{", "{}", '{"python": "3.11"}'])
def test_plan_with_an_unreadable_stamp(root, stamp):
    environment = Environment(root)
    _pretend(environment, SMALL)
    environment.stamp.write_text(stamp)
    assert environment.plan(SMALL) == "rebuild"


def test_plan_when_something_changed(root):
    _pretend(Environment(root, (3, 11)), SMALL)
    assert Environment(root, (3, 12)).plan(SMALL) == "rebuild"
    (root / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert Environment(root, (3, 11)).plan(SMALL) == "project"
    (root / SMALL).write_text("a==2\n")
    assert Environment(root, (3, 11)).plan(SMALL) == "rebuild"
    _pretend(Environment(root, (3, 11)), SMALL)
    Environment(root).python.unlink()
    assert Environment(root, (3, 11)).plan(SMALL) == "rebuild"


@pytest.mark.parametrize("step", [1, 2])
def test_interrupted_set_up_is_not_taken_as_complete(root, monkeypatch, step):
    environment = Environment(root)
    calls = []

    def pip(arguments, total):
        calls.append(arguments)
        if len(calls) == step:
            raise KeyboardInterrupt

    monkeypatch.setattr(environment, "_create", lambda: _pretend(environment, SMALL))
    monkeypatch.setattr(environment, "_pip", pip)
    with pytest.raises(KeyboardInterrupt):
        environment.ensure(SMALL)
    assert environment.plan(SMALL) == "rebuild"


# ---------------------------------------------------------------------------------------------- a real set-up


def _digest(text: str) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
    return "sha256=" + digest.rstrip(b"=").decode()


def _wheel(folder: Path, name: str) -> Path:
    """A wheel by hand: a zip file with a module, its metadata and a record of both."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    files = {
        f"{name}.py": "VALUE = 1\n",
        f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{name}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{file},{_digest(text)},{len(text)}\n" for file, text in files.items())
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in {**files, f"{name}-1.0.dist-info/RECORD": record}.items():
            archive.writestr(file, text)
    return path


BACKEND = """
from pathlib import Path
from shutil import copy
def build_editable(folder, config_settings=None, metadata_directory=None):
    wheel = next(Path("wheels").glob("project-*"))
    copy(wheel, folder)
    return wheel.name
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A tiny project with one pinned package, both of them wheels in a local folder; its .venv is made once."""
    root = tmp_path_factory.mktemp("project")
    (root / "wheels").mkdir()
    tiny = _wheel(root / "wheels", "tiny")
    _wheel(root / "wheels", "project")
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "project"\nversion = "1.0"\n'
    )
    (root / SMALL).write_text(f"tiny==1.0 \\\n    --hash=sha256:{hashlib.sha256(tiny.read_bytes()).hexdigest()}\n")
    (root / DEV).write_text((root / SMALL).read_text())
    return root


@pytest.fixture
def no_index(monkeypatch, project):
    for key in [key for key in os.environ if key.startswith("PIP_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_FIND_LINKS", str(project / "wheels"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_USER", "1")  # a machine's setting that would break an installation into .venv


def test_a_whole_set_up(project, no_index, monkeypatch, capsys):
    environment = Environment(project)
    environment.ensure(SMALL)
    seen = capsys.readouterr().out
    assert "[1/1] tiny" in seen
    assert "Ready after" in seen
    code = "import tiny, project; print(tiny.VALUE + project.VALUE)"
    assert subprocess.check_output([environment.python, "-c", code], text=True).strip() == "2"
    assert environment.installed() == environment.wanted(SMALL)
    assert "pip install --require-hashes" in environment.log.read_text()

    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("the second time starts no process"))
    began = time.perf_counter()
    environment.ensure(SMALL)
    assert time.perf_counter() - began < 0.1
    assert capsys.readouterr().out == ""


def _install(project: Path, line: str) -> str:
    """Let pip fail on one line of a lock; the sentence that comes of it."""
    environment = Environment(project)
    if not environment.python.exists():
        environment._create()
    (project / "broken.txt").write_text(line)
    with pytest.raises(SetupError) as raised:
        environment._pip(["--require-hashes", "--no-deps", "--force-reinstall", "-r", "broken.txt"], 1)
    return str(raised.value)


def test_pip_with_another_hash(project, no_index):
    sentence = _install(project, f"tiny==1.0 --hash=sha256:{'0' * 64}\n")
    assert sentence.startswith("The package tiny that arrived is not the one")


def test_pip_without_a_network(project, no_index, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    sentence = _install(project, f"absent==1.0 --hash=sha256:{'0' * 64}\n")
    assert sentence.startswith("The package index cannot be reached")


def test_pip_without_a_fitting_package(project, no_index):
    sentence = _install(project, f"tiny==9.9 --hash=sha256:{'0' * 64}\n")
    assert sentence.startswith("There is no package of tiny for Python 3.")


# ---------------------------------------------------------------------------------------------- as students get it


@pytest.fixture
def released(project, tmp_path, monkeypatch):
    """The script as start.py, beside a lock and the wheel of the project, as a module."""
    shutil.copy(SCRIPT, tmp_path / "start.py")
    shutil.copy(project / SMALL, tmp_path)
    shutil.copy(project / "wheels" / "project-1.0-py3-none-any.whl", tmp_path)
    spec = importlib.util.spec_from_file_location("start", tmp_path / "start.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "path", list(sys.path))  # the script takes its own folder off
    spec.loader.exec_module(module)
    return module


def test_released_script_knows_its_folder_and_one_command(released, tmp_path, monkeypatch, capsys):
    assert (released.ROOT, list(released.COMMANDS), released.LABS) == (tmp_path, ["lab"], "notebooks")
    called = []
    monkeypatch.setitem(released.COMMANDS, "lab", lambda environment: called.append(environment.root) or 0)
    assert released.main([]) == 0
    assert called == [tmp_path]
    with pytest.raises(SystemExit):
        released.main(["test"])
    assert capsys.readouterr().err.startswith("usage: start.py")


def test_released_script_says_how_to_take_another_python(released):
    again = "py -3.12 start.py" if os.name == "nt" else "python3.12 start.py"
    assert released.too_old((3, 9, 18), "/usr/bin/python3", "lab").endswith(f"Install a newer one or run: {again}")
    assert again in released.explain("ERROR: No matching distribution found for numpy==2.4.6", "3.14", "install.log")


def test_released_script_installs_the_wheel_and_a_newer_one_of_the_same_version(released, no_index):
    environment = released.Environment(released.ROOT)
    environment.ensure(SMALL)
    code = "import tiny, project; print(tiny.VALUE + project.VALUE, project.__file__)"
    value, place = subprocess.check_output([environment.python, "-c", code], text=True).split(maxsplit=1)
    assert value == "2"
    assert place.startswith(str(environment.folder))
    assert environment.plan(SMALL) == "nothing"

    with zipfile.ZipFile(environment.project, "a") as wheel:
        wheel.writestr("project_news.py", "VALUE = 2\n")
    assert environment.plan(SMALL) == "project"
    environment.ensure(SMALL)
    assert subprocess.check_output([environment.python, "-c", "import project_news as p; print(p.VALUE)"]) == b"2\n"
    assert environment.plan(SMALL) == "nothing"


def test_released_script_takes_packages_from_the_folder_beside_it_alone(released, project, no_index, monkeypatch):
    """No index can be reached and none is named as off: only --no-index and the folder wheels make this work."""
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    (released.ROOT / "wheels").mkdir()
    shutil.copy(project / "wheels" / "tiny-1.0-py3-none-any.whl", released.ROOT / "wheels")
    environment = released.Environment(released.ROOT)
    environment.ensure(SMALL)
    assert subprocess.check_output([environment.python, "-c", "import tiny, project; print(tiny.VALUE)"]) == b"1\n"

    (released.ROOT / "wheels" / "tiny-1.0-py3-none-any.whl").unlink()
    with pytest.raises(released.SetupError, match="are made for one system and one Python"):
        environment._pip(["--require-hashes", "--no-deps", "--force-reinstall", "-r", SMALL], 1)


def test_lab_opens_the_notebooks_and_finds_the_commands_of_the_course(released, monkeypatch):
    started = []
    monkeypatch.setattr(released.Environment, "ensure", lambda self, lock: None)
    monkeypatch.setattr(released, "_run", lambda command, **variables: started.append((command, variables)) or 0)
    assert released.main(["lab"]) == 0
    ((command, variables),) = started
    assert command[-1] == "--LabApp.default_url=/lab/tree/notebooks"
    scripts = released.Environment(released.ROOT).python.parent
    assert variables["PATH"].split(os.pathsep)[0] == str(scripts)


# ---------------------------------------------------------------------------------------------- failures in words


@pytest.mark.parametrize(
    ("log", "start"),
    [
        ("The virtual environment was not created because ensurepip is not\navailable.", "This Python lacks"),
        ("/usr/bin/python3: No module named venv", "This Python lacks"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        ("OSError: [WinError 112] There is not enough space on the disk", "The disk is full"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "The package index was reached"),
        (
            "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError: [Errno -3] Temporary "
            "failure in name resolution'\nERROR: No matching distribution found for pandas==3.1.1",
            "The package index cannot be reached",
        ),
        ("error: command 'gcc' failed: No such file\nERROR: Failed building wheel for pyzmq", "pyzmq has no"),
        ("error: Microsoft Visual C++ 14.0 or greater is required.", "A package has no ready-made package"),
        ("ERROR: Failed to build pyarrow when getting requirements to build wheel", "pyarrow has no"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "There is no package of numpy"),
        ("ERROR: [WinError 5] Access is denied: 'python.exe'", "A file of .venv cannot be written"),
    ],
)
def test_explain(log, start):
    sentence = explain(log, "3.14", "install.log")
    assert sentence.startswith(start)
    assert "{" not in sentence
    assert "\n" not in sentence


def test_explain_the_unknown():
    sentence = explain("\n".join(f"line {n}" for n in range(40)), "3.11", "here/install.log")
    assert "line 25\n" in sentence
    assert "line 24\n" not in sentence
    assert sentence.endswith("here/install.log")


def test_progress_on_a_terminal_and_in_a_file():
    pip = [
        "Ignoring appnope: markers 'sys_platform == \"darwin\"' don't match your environment",
        "Collecting a-b==1 (from -r requirements.txt (line 1))",
        "  Downloading a_b-1-py3-none-any.whl (3 kB)",
        "Requirement already satisfied: c==1 in ./lib (1)",
        "Processing /a/folder/d_e-2.0-py3-none-any.whl (from -r requirements.txt (line 9))",
        "Installing collected packages: a-b, d-e",
    ]
    for terminal, ending in ((True, "\r[3/3] d_e"), (False, "[3/3] d_e\n")):
        written = []
        progress = Progress(4, written.append, terminal)
        for line in pip:
            progress.read(line)
        assert written[-2].rstrip(" ") == ending
        assert len(written) == (4 if terminal else 2)


# ---------------------------------------------------------------------------------------------- guard, browser, main

HANG = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open("child", "w").write(str(child.pid))
time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="asks for a process in the POSIX way")
def test_guard_ends_the_process_and_its_children(tmp_path):
    with pytest.raises(SetupError, match="something hangs"):
        bootstrap.run_guarded([sys.executable, "-c", HANG], tmp_path, 1.0)
    _wait_for_end(int((tmp_path / "child").read_text()))


def _wait_for_end(pid: int) -> None:
    """Wait until a process has ended; without a parent that asks for it, it may stay on the list as a zombie."""
    for _ in range(100):
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return
        except psutil.NoSuchProcess:
            return
        time.sleep(0.1)
    pytest.fail("the child of the stopped process still runs")


@pytest.mark.skipif(os.name == "nt", reason="asks for a process in the POSIX way")
def test_a_polite_request_ends_the_command_and_its_children(tmp_path):
    code = (
        "import signal, sys; from pathlib import Path; from course_utils import bootstrap\n"
        "signal.signal(signal.SIGTERM, bootstrap._stop)\n"
        f"bootstrap.run_guarded([sys.executable, '-c', {HANG!r}], Path({str(tmp_path)!r}), 60)"
    )
    command = subprocess.Popen([sys.executable, "-c", code])
    child = tmp_path / "child"
    for _ in range(100):
        if child.exists() and child.read_text():
            break
        time.sleep(0.1)
    command.terminate()
    assert command.wait(timeout=20) == 143
    _wait_for_end(int(child.read_text()))


def test_guard_passes_the_exit_code_on(tmp_path):
    assert bootstrap.run_guarded([sys.executable, "-c", "raise SystemExit(7)"], tmp_path, 30) == 7


@pytest.mark.parametrize(
    ("privilege", "first"),
    [
        ([], "apt-get update -qq && apt-get install -y -qq chromium"),
        (["sudo", "-n"], "sudo -n apt-get update -qq && sudo -n apt-get install -y -qq chromium"),
        (None, "playwright"),
    ],
)
def test_browser_commands(privilege, first):
    ways = bootstrap.browser_commands("python", privilege)
    assert first in ways[0]
    assert ways[-1] == ["python", "-m", "playwright", "install", "chromium"]


def test_no_browser_to_be_had(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "find_browser", lambda: None)
    monkeypatch.setattr(bootstrap, "_privilege", lambda: None)
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 1)
    with pytest.raises(SetupError, match="need Chromium or Chrome"):
        bootstrap.ensure_browser(Environment(tmp_path))


def test_offline_builds_the_site_first(monkeypatch):
    started, codes = [], [0, 0, 1]
    monkeypatch.setattr(Environment, "ensure", lambda self, lock: None)
    monkeypatch.setattr(bootstrap, "_run", lambda command: started.append(command[-1]) or codes.pop(0))
    assert bootstrap.main(["offline"]) == 0
    assert bootstrap.main(["offline"]) == 1
    assert started == ["book", "offline", "book"], "no bundle of a site that was not built"


def test_main_shows_one_sentence(monkeypatch, capsys):
    def fails(environment):
        raise SetupError("The disk is full.")

    monkeypatch.setitem(bootstrap.COMMANDS, "book", fails)
    assert bootstrap.main(["book"]) == 1
    assert capsys.readouterr().err == "\nThe disk is full.\n"


def test_main_refuses_an_unknown_command(capsys):
    with pytest.raises(SystemExit):
        bootstrap.main(["bok"])
    assert "invalid choice: 'bok'" in capsys.readouterr().err


# ---------------------------------------------------------------------------------------------- the locks


@pytest.fixture
def uv(root, monkeypatch):
    """A stand-in for uv that writes what a machine with its own index might: comments and index lines."""
    (root / "pyproject.toml").write_text('[build-system]\nrequires = ["flit_core>=3.11"]\n')
    monkeypatch.setenv("UV_EXTRA_INDEX_URL", "https://index.example/simple")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://mirror.example/simple")
    calls = []

    def run(command, env, **_):
        out = Path(command[command.index("--output-file") + 1])
        calls.append((command, env, out.read_text() if out.is_file() else None))
        pin = "c @ https://files.example/c.whl\n" if len(calls) == run.bad else "a==1 \\\n    --hash=sha256:0\n"
        out.write_text("# made on a machine\n--index-url https://index.example/simple\n" + pin)
        return subprocess.CompletedProcess(command, run.code, b"versions conflict")

    run.bad, run.code, run.calls = 0, 0, calls
    monkeypatch.setattr(subprocess, "run", run)
    return run


def test_locks_keep_pins_and_leave_the_machine_out(root, uv):
    bootstrap.write_locks("uv", root)
    (dev, environment, seed), (small, _, _) = uv.calls
    assert seed == "a==1\nb==2\n"
    assert "UV_EXTRA_INDEX_URL" not in environment
    assert environment["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert dev[dev.index("--extra") + 1] == "dev"
    assert "--constraint" in small
    assert "--constraint" not in dev
    for name in (SMALL, DEV):
        text = (root / name).read_text()
        assert "://" not in text
        assert text.startswith("# Labs")
        assert text.endswith("a==1 \\\n    --hash=sha256:0\n")


def test_locks_upgrade_starts_from_nothing(root, uv):
    bootstrap.write_locks("uv", root, upgrade=True)
    assert [seed for _, _, seed in uv.calls] == [None, None]


def test_locks_stay_when_one_cannot_be_made(root, uv):
    before = [(root / name).read_text() for name in (SMALL, DEV)]
    uv.bad = 2
    with pytest.raises(SetupError, match="only names, versions and hashes"):
        bootstrap.write_locks("uv", root)
    uv.code = 1
    with pytest.raises(SetupError, match="versions conflict"):
        bootstrap.write_locks("uv", root)
    assert [(root / name).read_text() for name in (SMALL, DEV)] == before


def test_bare_refuses_an_address():
    with pytest.raises(SetupError, match="came: b @ file"):
        bare("a==1\nb @ file:///tmp/b.whl\n")
