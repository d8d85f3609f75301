"""The `course` command. Thin: each command calls one function of a room below."""

from __future__ import annotations

from pathlib import Path

import click

from course_utils.errors import CourseError


class _Group(click.Group):
    """Show a CourseError as one sentence, not as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CourseError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group)
@click.version_option(package_name="fraternal-nations")
def main() -> None:
    """Build, check and teach the course Fraternal Nations."""


@main.command()
def book() -> None:
    """Build the site of the course in this folder; any warning fails it."""
    from course_utils.book.build import build

    build(Path.cwd(), click.echo)


@main.command()
def addresses() -> None:
    """Compare the built site with the addresses given out (book/addresses.txt), and add its new ones there.

    Exits with 1 where an address is gone and book/redirects.yml does not say where its reader goes now.
    """
    from course_utils.book.addresses import KEPT, add_new

    found = add_new(Path.cwd(), Path.cwd() / "_build" / "html")
    for address in found.lost:
        click.echo(f"gone: {address}", err=True)
    click.echo(f"{len(found.new)} new addresses in {KEPT}")
    if found.lost:
        raise click.ClickException(
            f"{len(found.lost)} addresses lead nowhere. Say in book/redirects.yml where they go."
        )


@main.command()
@click.option(
    "--wheels", type=click.Path(path_type=Path), help="Folder with the packages as wheels; else pip fetches them."
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("dist"), show_default=True,
    help="Folder for the zip.",
)  # fmt: skip
def offline(wheels: Path | None, out: Path) -> None:
    """Make one zip for a place without a network: the built site, the student folder, all packages."""
    from course_utils.grading.offline import build

    click.echo(str(build(out, wheels, click.echo)))


@main.group()
def data() -> None:
    """The data package: tables, codebook, provenance."""


@data.command("build")
@click.option(
    "--sources", type=click.Path(path_type=Path), required=True, help="Folder of source files, one subfolder a source."
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("data"), show_default=True, help="Where the tables go."
)
@click.option(
    "--changed-ok", is_flag=True, help="Accept source files that differ from the ones the course was written with."
)
def data_build(sources: Path, out: Path, changed_ok: bool) -> None:
    """Derive every table from the publishers' files."""
    from course_utils.catalog.pipeline import build

    click.echo(f"wrote {build(sources, out, changed_ok, click.echo)}")


@data.command("check")
def data_check() -> None:
    """Compare every table with its schema and its checksum."""
    from course_utils.catalog.pipeline import check

    found = check()
    for breach in found:
        click.echo(breach, err=True)
    if found:
        raise click.ClickException(f"{len(found)} breaches in the data package")
    click.echo("data package: all tables match their schema and checksum")


@data.command("stamp")
def data_stamp() -> None:
    """Write new checksums for the hand-kept tables, after you edited one on purpose."""
    from course_utils.catalog.pipeline import stamp

    click.echo(f"wrote {stamp()}")


@data.command("terms")
def data_terms() -> None:
    """Print the terms of every table as Markdown, as the README shows them."""
    from course_utils.catalog.terms import terms_table

    click.echo(terms_table())


@data.command("describe")
@click.argument("name")
def data_describe(name: str) -> None:
    """Print the codebook card of a table."""
    from course_utils.catalog import describe

    click.echo(str(describe(name)))


@main.command("me")
@click.option("--id", "id", default="", help="The student id, as it stands on the class list.")
@click.option("--change", is_flag=True, help="Take another id than the one that is kept.")
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A class list, one id a line: print the pair of each.",
)
def me(id: str, change: bool, roster: Path | None) -> None:
    """Keep the student id, and show the pair of states that follows from it."""
    if roster:
        from course_utils.exercises import pairs

        click.echo(pairs.roster(roster))
    else:
        from course_utils.exercises.me import me as keep

        click.echo(repr(keep(id, change=change)))


@main.group()
def exercise() -> None:
    """Exercises: make, try and check them."""


@exercise.command("new")
@click.argument("slug")
@click.option("--module", default="", help="Reading that the hints lead into, such as m3_votes; else SLUG's own.")
def exercise_new(slug: str, module: str) -> None:
    """Write notebooks/exercises/SLUG with two questions that work, to be changed into your own."""
    from course_utils.exercises import authoring

    click.echo(f"wrote {authoring.new(slug, module)}. Next: course exercise run {slug}")


@exercise.command("run")
@click.argument("slug")
@click.option("--seconds", default=120, show_default=True, help="Limit for one cell.")
def exercise_run(slug: str, seconds: int) -> None:
    """Execute the source notebook of SLUG from the top, as the id "demonstration", and save it with its outputs."""
    from course_utils.book.labs import run
    from course_utils.exercises import authoring, trial

    path = authoring.source(slug)
    with trial.working_as():
        run(path, seconds)
    click.echo(f"wrote {path}")


@exercise.command("try")
@click.argument("slug")
@click.argument("notebook", required=False, type=click.Path(path_type=Path))
@click.option("--id", default="demonstration", show_default=True, help="Student whose pair counts.")
def exercise_try(slug: str, notebook: Path | None, id: str) -> None:
    """Run NOTEBOOK (else the source) as an answer to SLUG; show what the checks say, hidden ones too.

    Its code runs with your rights and beside the hidden checks: only for notebooks that you or people you trust wrote.
    """
    from course_utils.exercises import authoring

    click.echo(authoring.try_out(slug, notebook, id))


@exercise.command("pairs")
def exercise_pairs() -> None:
    """Write the list of pairs that students may get, and print what each rule removes."""
    from course_utils.exercises import eligibility, pairs

    click.echo(eligibility.write_list(pairs.LIST).to_string(index=False))
    click.echo(f"wrote {pairs.LIST}")


@main.command("submit")
@click.argument("notebook")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for the files; else beside it.")
@click.pass_context
def submit(ctx: click.Context, notebook: str, out: Path | None) -> None:
    """Hand in NOTEBOOK, the name of an exercise or a file: look it through, run a copy, write receipt and zip file.

    Exits with 1 where something must be mended first; nothing is written then.
    """
    from course_utils.exercises.submit import hand_in, locate

    submission = hand_in(locate(notebook), out, click.echo)
    click.echo(repr(submission.card()))
    ctx.exit(0 if submission.receipt else 1)


@main.group()
def receipt() -> None:
    """Receipts of what was handed in."""


@receipt.command("verify")
@click.argument("receipt", type=click.Path(path_type=Path))
@click.argument("notebook", type=click.Path(path_type=Path))
@click.option("--code", default="", help="The code that the student gave the learning platform, to compare with.")
@click.pass_context
def receipt_verify(ctx: click.Context, receipt: Path, notebook: Path, code: str) -> None:
    """Say whether RECEIPT is unchanged and NOTEBOOK the one that it names.

    Exits with 0 where both hold (outputs may differ), 3 where the notebook has another content, 4 where the receipt
    was altered or its code is not the one given, 1 where a file can't be read.
    """
    from course_utils.exercises.receipt import verify

    verdict = verify(receipt, notebook, code)
    click.echo(str(verdict))
    ctx.exit(verdict.exit_code)


@main.command("progress")
@click.argument("exercise", default="")
def progress(exercise: str) -> None:
    """Show questions passed, points and objectives met: of EXERCISE, of the one in this folder, or of all."""
    from course_utils.exercises.progress import progress as standing

    click.echo(repr(standing(exercise)))


@main.group()
def quiz() -> None:
    """The self-check questions."""


@quiz.command("export")
@click.argument("what")
@click.option(
    "--format", type=click.Choice(("gift", "qti", "paper")), required=True, help="For Moodle, for Canvas, or to print."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write into.")
@click.option("--seed", type=int, help="Another order of questions and options, on paper only.")
def quiz_export(what: str, format: str, out: Path, seed: int | None) -> None:
    """Write the questions of a module such as m3_votes, or of all modules (all), for use elsewhere.

    They are for practice: the site shows the same questions with their answers.
    """
    from course_utils.quiz import export

    for path in export(what, format, out, seed):
        click.echo(f"wrote {path}")


@main.group()
def release() -> None:
    """What students get."""


@release.command("build")
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("dist"), show_default=True,
    help="Folder for the release.",
)  # fmt: skip
def release_build(slugs: tuple[str, ...], out: Path) -> None:
    """Make the folder and the zip for students, with these exercises or all; refused where an answer is in it."""
    from course_utils.grading.release import build

    click.echo(str(build(slugs, out, click.echo)))


@release.command("check")
@click.argument("target", type=click.Path(path_type=Path))
def release_check(target: Path) -> None:
    """Search TARGET, a release or a built site, for answers; exits with 1 where one is found."""
    from course_utils.grading.release import check

    found = check(target)
    for leak in found:
        click.echo(str(leak), err=True)
    if found:
        raise click.ClickException(f"{len(found)} leaks in {target}")
    click.echo(f"{target}: no answer found")


if __name__ == "__main__":
    main()
