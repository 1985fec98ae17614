"""How commands tell a fault: one sentence, status 1, nothing half done."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask_babel import force_locale

from foundation.errors import DaybookError, NotFound
from foundation.languages import sentence_of


def in_one_sentence(command: Callable[..., Any]) -> Callable[..., Any]:
    """Show a fault of ours as one English sentence instead of a trace."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        with force_locale("en"):
            try:
                return command(*args, **kwargs)
            except NotFound as error:
                said = sentence_of(error) or "There is no such house, person or group."
                raise click.ClickException(said) from None
            except DaybookError as error:
                raise click.ClickException(sentence_of(error)) from None

    return wrapped
