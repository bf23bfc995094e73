"""Settings: from the caller (flags or arguments), else the environment, else a configuration file, else a default.

The configuration is `assistant.toml`, or the table `[tool.assistant]` of a `pyproject.toml`, in the working
directory or the nearest folder above it that has one.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from assistant.errors import UsageError
from assistant.schema import FindingKind, Level, Policy, Waiver

DEFAULT_MODEL = "gpt-4.1-mini"
"""The model that answers where a key is set, no model is named, and the endpoint is OpenAI's own."""

EngineName = Literal["embedded", "model"]
StructuredOutput = Literal["json_schema", "json", "tools", "md_json"]

_OPENAI = "https://api.openai.com/v1"

_ENVIRONMENT = {
    "api_key": "OPENAI_API_KEY",
    "base_url": "OPENAI_BASE_URL",
    "model": "ASSISTANT_MODEL",
    "prompts": "ASSISTANT_PROMPTS",
    "cache_dir": "ASSISTANT_CACHE_DIR",
}


_FILES = {"prompts", "calibration"}
"""What a configuration names beside itself."""

JUDGING = frozenset(
    {
        *("sure", "temperature", "logprobs", "structured_output", "context_length"),
        *("claims_per_call", "judges", "judge_models", "shuffle"),
    }
)
"""The settings that a judge's word may hang on, beside who it is and what it is told."""
DECIDING = JUDGING | {"levels", "waivers"}
"""The settings that a verdict may hang on."""


class Settings(BaseModel):
    """What the pipeline runs with. Make it with `load_settings`, which decides the engine."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: EngineName | None = None
    model: str | None = None
    base_url: str | None = None
    api_key: str | None = Field(default=None, repr=False)
    offline: bool = False
    structured_output: StructuredOutput = "json_schema"
    """How a model is asked for JSON; the default is honoured by OpenAI and by llama.cpp-style servers alike."""
    temperature: float | None = Field(default=0.0, ge=0, le=2)
    """None leaves it to the endpoint: for models that accept no other than their own."""
    logprobs: bool = True
    """Whether a model is asked how sure it is of its verdicts, by the probabilities of its words."""
    sure: float = Field(default=0.5, ge=0, le=1)
    """The probability that a model has to give "supported", where it tells it, for a claim to be supported."""
    timeout: float = Field(default=120.0, gt=0)
    """Seconds that one request may take."""
    deadline: float = Field(default=600.0, gt=0)
    """Seconds that one call may take with all its retries."""
    concurrency: int = Field(default=8, ge=1)
    """Requests under way at once."""
    claims_per_call: int = Field(default=20, ge=1)
    """How many claims one verify call judges."""
    judges: int = Field(default=1, ge=1)
    """How often each judge is asked about a claim: by how often it says the same, a verdict is sure or not."""
    judge_models: tuple[str, ...] = ()
    """The models that judge, where another than `model` does, or several do."""
    shuffle: bool = False
    """Whether each judge is asked once more with the claims from the last to the first, to see what changes."""
    cache: bool = True
    """Whether a model's answers are kept on this machine, and none is asked for twice."""
    cache_dir: Path | None = None
    """Where they are kept; None for the user's own cache directory."""
    cache_megabytes: float = Field(default=200.0, gt=0)
    budget_calls: int | None = Field(default=None, ge=0)
    """How many requests may be sent to a model, retries included. A budget holds for the life of an `Assistant`."""
    budget_tokens: int | None = Field(default=None, ge=0)
    """How many tokens may be read and written, both together."""
    budget_usd: float | None = Field(default=None, ge=0)
    budget_seconds: float | None = Field(default=None, ge=0)
    trace: Path | None = None
    """A directory that is to hold, for each document, everything that was asked, answered and decided."""
    repair_rounds: int = Field(default=2, ge=1, le=5)
    """How often the sentences at fault are rewritten and verified, before what still does not hold is cut."""
    context_length: int | None = Field(default=None, ge=256)
    """Tokens that the model can read and write at once; None for what is known of a model of its name."""
    prompts: Path | None = None
    """A directory of templates that is laid over the built-in ones."""
    calibration: Path | None = None
    """A file of `assistant eval calibrate` that makes the judge's confidence a chance."""

    levels: Mapping[FindingKind, Level] = Field(default_factory=dict)
    """The kinds of finding whose level is another than the built-in one."""
    waivers: tuple[Waiver, ...] = ()
    """The findings that are let pass, each with a reason and a date."""

    @property
    def policy(self) -> Policy:
        """What this house makes of findings."""
        return Policy(levels=self.levels, waivers=self.waivers)

    @property
    def cache_directory(self) -> Path:
        """Where a model's answers are kept."""
        if self.cache_dir is not None:
            return self.cache_dir
        from platformdirs import user_cache_path  # only runs with a model look for it

        return user_cache_path("faithful-assistant")

    @property
    def address(self) -> str | None:
        """`base_url` without the user, password, query and fragment that it may hold."""
        if self.base_url is None:
            return None
        parts = urlsplit(self.base_url)
        return parts._replace(netloc=self.host, query="", fragment="").geturl()

    def unlike_the_defaults(self, names: Collection[str]) -> Mapping[str, JsonValue]:
        """Those of the settings of these names that are not the defaults, as JSON has them."""
        return self.model_dump(mode="json", include=set(names), exclude_defaults=True)

    def without_secrets(self) -> Settings:
        """These settings as they may be kept: with no key, and nothing that says where this machine keeps things."""
        kept_here = dict.fromkeys(("api_key", "cache_dir", "trace", "calibration"))
        return self.model_copy(update={**kept_here, "base_url": self.address})

    @property
    def endpoint(self) -> str:
        """The address that a model's requests go to."""
        return self.base_url or _OPENAI

    @property
    def host(self) -> str:
        """The host (and port) that a model's requests go to, fit to be shown: no user, key, path or query."""
        parts = urlsplit(self.endpoint)
        return parts.netloc.rpartition("@")[2]


def load_settings(
    given: Mapping[str, object] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    directory: Path | None = None,
) -> Settings:
    """The settings, with `engine` decided and, for a model, its name.

    `given` holds what the caller asked for by name of the setting; None counts as not asked for. Raises
    UsageError where the combination makes no sense or a value is not of its kind.
    """
    environ = os.environ if environ is None else environ
    asked = {name: value for name, value in (given or {}).items() if value is not None}
    from_environment = {name: environ[variable] for name, variable in _ENVIRONMENT.items() if environ.get(variable)}
    where, configured = _configuration(directory or Path.cwd())
    for name in _FILES & configured.keys() if Path(where).parent != (directory or Path.cwd()) else ():
        configured = {**configured, name: Path(where).parent / str(configured[name])}
    try:
        settings = Settings.model_validate({**configured, **from_environment, **asked})
    except ValidationError as error:
        raise UsageError(_explain(error, where)) from None
    return _decide_engine(settings, asked_for_model="model" in asked or asked.get("engine") == "model")


def answered_by(settings: Settings, model: str | None) -> Settings:
    """These settings with `model` alone answering, or the embedded engine for None. Raises UsageError if it cannot."""
    engine = "model" if model else "embedded"
    alone = {"engine": engine, "model": model, "judge_models": (), "calibration": None}
    return _decide_engine(settings.model_copy(update=alone), asked_for_model=model is not None)


def configuration_file(directory: Path | None = None) -> str:
    """The configuration that holds for `directory`, or the working directory; empty where there is none."""
    return _configuration(directory or Path.cwd())[0]


def _decide_engine(settings: Settings, *, asked_for_model: bool) -> Settings:
    if settings.offline:
        if asked_for_model:
            raise UsageError("--offline sends no text anywhere, so no model can be asked: drop one of the two")
        return settings.model_copy(update={"engine": "embedded", "model": None})
    wanted = settings.engine or ("model" if settings.model or settings.api_key else "embedded")
    if wanted == "embedded":
        return settings.model_copy(update={"engine": "embedded", "model": None})
    if settings.base_url and urlsplit(settings.base_url).scheme not in ("http", "https"):
        raise UsageError(f"OPENAI_BASE_URL is {settings.base_url!r}: it must start with http:// or https://")
    if not settings.model and settings.base_url:
        raise UsageError(f"{settings.host} needs the name of a model: pass --model or set ASSISTANT_MODEL")
    if not settings.api_key and not settings.base_url:
        raise UsageError(
            "a model needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own; "
            "or use --engine embedded, which needs neither"
        )
    return settings.model_copy(update={"engine": "model", "model": settings.model or DEFAULT_MODEL})


def _configuration(directory: Path) -> tuple[str, dict[str, object]]:
    """The nearest configuration upwards of `directory`: the file's name for messages, and its table."""
    for folder in (directory, *directory.parents):
        own = folder / "assistant.toml"
        if own.is_file():
            return str(own), _toml(own)
        project = folder / "pyproject.toml"
        if project.is_file():
            table = _toml(project).get("tool", {})
            if isinstance(table, dict) and isinstance(table.get("assistant"), dict):
                return str(project), table["assistant"]
    return "", {}


def _toml(path: Path) -> dict[str, object]:
    import tomllib  # most calls find no configuration

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): correct its permissions") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML ({error}): correct it") from None


def _explain(error: ValidationError, where: str) -> str:
    first = error.errors()[0]
    if first["loc"][0] == "levels" and first["loc"][-1] == "[key]":
        kinds = ", ".join(FindingKind)
        return f"there is no kind of finding {first['loc'][1]!r} to give a level to ({where}): use one of {kinds}"
    name = ".".join(str(part) for part in first["loc"])
    place = f" (in the environment, the call or {where})" if where else ""
    if first["type"] == "extra_forbidden":
        return f"there is no setting {name!r}{place}: remove it"
    return f"the setting {name!r} is wrong{place}: {first['msg']}"
