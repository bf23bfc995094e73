"""Settings: which of them a verdict may hang on."""

from __future__ import annotations

from assistant.settings import DECIDING, JUDGING, Settings

OF_THE_IDENTITY = {"engine", "model", "base_url", "offline", "prompts", "calibration"}
"""Are told as who answered, with the versions of the files."""
WITHOUT_INFLUENCE = {
    *("api_key", "timeout", "deadline", "concurrency", "trace", "cache", "cache_dir", "cache_megabytes"),
    *("budget_calls", "budget_tokens", "budget_usd", "budget_seconds", "repair_rounds"),
}
"""Can end the work or speed it up, and change no verdict."""


def test_of_every_setting_it_is_said_whether_a_verdict_may_hang_on_it() -> None:
    """A run is resumed, and a calibration used, under the same settings alone: a new one belongs into one of these."""
    parts = [DECIDING, OF_THE_IDENTITY, WITHOUT_INFLUENCE]
    assert set().union(*parts) == set(Settings.model_fields)
    assert sum(map(len, parts)) == len(Settings.model_fields)
    assert JUDGING < DECIDING


def test_what_differs_from_the_defaults_is_told_as_json() -> None:
    settings = Settings(claims_per_call=1, judge_models=("a", "b"), timeout=3)
    assert settings.unlike_the_defaults(DECIDING) == {"claims_per_call": 1, "judge_models": ["a", "b"]}
