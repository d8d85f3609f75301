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


if __name__ == "__main__":
    main()
