"""A command that the toy adds to the command line."""

import click


def commands():
    @click.command("pipes")
    def pipes() -> None:
        """Count the pipes."""
        click.echo("pipes here")

    return {"": [pipes], "export": [pipes]}
