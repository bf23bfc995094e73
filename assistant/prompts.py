"""Loads, checks and renders the prompt templates.

A template is a Jinja2 file with two blocks, `system` and `user`. The user's directory is laid over the built-in
one: a file of the same name there is used in its place. An article enters as the value of a variable, so nothing
in it is ever read as a template.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PromptError
from assistant.resources import data_directory

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_BLOCKS = ("system", "user")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_VERSION_DIGITS = 12


@dataclass(frozen=True)
class Rendered:
    """A prompt as it is sent, and the version of the template that it was made from."""

    system: str
    user: str
    version: str

    @property
    def messages(self) -> tuple[dict[str, str], ...]:
        """The prompt in the form of a chat: rules first, so that they are the same bytes in every call."""
        return ({"role": "system", "content": self.system}, {"role": "user", "content": self.user})


@dataclass(frozen=True)
class Prompts:
    """The templates of `directory`, where one is given, over the built-in ones."""

    directory: Path | None = None

    def names(self) -> tuple[str, ...]:
        """The names of all templates, sorted."""
        found = {file.stem for folder in self._folders() for file in folder.glob("*.jinja")}
        return tuple(sorted(name for name in found if _NAME.fullmatch(name)))

    def path(self, name: str) -> Path:
        """The file that the template `name` is read from. Raises PromptError where there is none."""
        if _NAME.fullmatch(name):
            for folder in self._folders():
                file = folder / f"{name}.jinja"
                if file.is_file():
                    return file
        raise PromptError(f"there is no prompt {name!r}: use one of {', '.join(self.names())}")

    def text(self, name: str) -> str:
        """The template itself. Raises PromptError where it is missing or cannot be read."""
        path = self.path(name)
        try:
            return path.read_text(encoding="utf-8")
        except OSError as error:
            raise PromptError(f"{path} cannot be read ({error.strerror}): correct its permissions") from None
        except UnicodeDecodeError:
            raise PromptError(f"{path} is not UTF-8 text: save it as UTF-8") from None

    def version(self, name: str) -> str:
        """The first 12 hexadecimal digits of the SHA-256 of the template's text."""
        return _version(self.text(name))

    def render(self, name: str, **variables: object) -> Rendered:
        """The prompt `name` with `variables` filled in.

        Raises PromptError for a template that is missing or broken, and for one that asks for a variable that is
        not among `variables`; nothing has been sent to a model by then.
        """
        path, text = self.path(name), self.text(name)
        template = _compiled(text, path, frozenset(variables))
        system, user = (_rendered(template, block, variables, path) for block in _BLOCKS)
        return Rendered(system=system, user=user, version=_version(text))

    def _folders(self) -> tuple[Path, ...]:
        built_in = data_directory("prompts")
        return (self.directory, built_in) if self.directory else (built_in,)


def _version(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_VERSION_DIGITS]


def _environment() -> Environment:
    # Imported here because it takes 0.1 s, and most commands render nothing.
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Sandboxed and without a loader: a directory of templates may come with somebody else's project.
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        loader=None,
        autoescape=False,  # the output is a prompt, not HTML: an article's characters stay as they are
    )


@lru_cache(maxsize=16)
def _compiled(text: str, path: Path, given: frozenset[str]) -> Template:
    from jinja2 import TemplateSyntaxError
    from jinja2.meta import find_undeclared_variables

    environment = _environment()
    try:
        unknown = find_undeclared_variables(environment.parse(text)) - given
        template = environment.from_string(text)
    except TemplateSyntaxError as error:
        raise PromptError(f"{path}, line {error.lineno}: {error.message}: correct the template") from None
    if unknown:
        raise PromptError(
            f"{path} asks for {', '.join(sorted(unknown))}, which this prompt is not given: "
            f"use {', '.join(sorted(given)) or 'no variables'}"
        )
    missing = [block for block in _BLOCKS if block not in template.blocks]
    if missing:
        raise PromptError(f"{path} has no block {missing[0]!r}: write {{% block {missing[0]} %}} ... {{% endblock %}}")
    return template


def _rendered(template: Template, block: str, variables: dict[str, object], path: Path) -> str:
    from jinja2 import TemplateError

    try:
        return "".join(template.blocks[block](template.new_context(variables)))
    except (TemplateError, TypeError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise PromptError(f"{path} cannot be rendered ({reason}): correct the template") from None
