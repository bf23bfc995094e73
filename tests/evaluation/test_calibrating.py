"""A calibration is fitted to a run, is worth something on held-out documents, and changes what a check says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from assistant import Assistant, UsageError
from assistant.calibration import PROMPTS, Calibration
from assistant.engines import identity_of
from assistant.evaluation.analysis.calibrating import fit
from assistant.evaluation.runs.manifest import Manifest
from assistant.evaluation.runs.results import Result
from assistant.prompts import Prompts
from assistant.schema import Judgement, Verdict
from assistant.settings import Settings
from tests.cli.command import assistant
from tests.evaluation.reports import DATA, ENGINE
from tests.evaluation.rows import results_of

SOURCE = "The council voted 14 to 9 on Tuesday to keep the night ferry. The boats are old and the pier is short."


OWN = identity_of(Settings(engine="embedded"))
"""The judge on this machine, as this version of the package has it."""


def overconfident(number: int) -> list[Result]:
    """Scores whose log-odds are three times what they should be."""
    generator = np.random.default_rng(3)
    true = generator.normal(0, 1.2, number)
    labels = generator.random(number) < 1 / (1 + np.exp(-true))
    scores = 1 / (1 + np.exp(-3 * true))
    return results_of("d", [(int(label), float(score)) for label, score in zip(labels, scores, strict=True)])


def manifest(results: list[Result]) -> Manifest:
    return Manifest.starting(ENGINE, DATA, [one.id for one in results], settings={})


def test_what_was_three_times_too_sure_is_put_right_and_shown_on_held_out_documents() -> None:
    results = overconfident(2000)
    calibration, (brier, error) = fit(results, manifest(results))

    assert calibration.slope == pytest.approx(1 / 3, abs=0.05)
    assert calibration.shift == pytest.approx(0, abs=0.12)
    assert (calibration.cases, calibration.judge) == (2000, ENGINE)
    for gain in (brier, error):
        assert gain.difference.interval is not None
        assert gain.difference.interval.high < 0
    assert error.after.value == pytest.approx(0, abs=0.04)


def test_the_fit_is_that_of_scikit_learn() -> None:
    results = overconfident(5000)
    calibration, _ = fit(results, manifest(results))
    score = np.array([one.score for one in results], dtype=float)
    log_odds = np.log(score / (1 - score))[:, None]
    known = LogisticRegression(C=np.inf).fit(log_odds, [one.label for one in results])
    # Platt's smoothed labels, which scikit-learn does not have, matter less the more cases there are.
    assert [calibration.slope, calibration.shift] == pytest.approx([known.coef_[0, 0], known.intercept_[0]], abs=2e-3)


def test_too_few_cases_one_class_noise_and_a_calibrated_run_are_refused() -> None:
    few = overconfident(49)
    with pytest.raises(
        UsageError,
        match=r"49 cases, \d+ of the rarer label, are a single claim .*: run at least 50 such, and 10 of either label",
    ):
        fit(few, manifest(few))
    lopsided = results_of("d", [(1, 0.6)] * 60 + [(0, 0.7)] * 9)
    with pytest.raises(UsageError, match="69 cases, 9 of the rarer label"):
        fit(lopsided, manifest(lopsided))
    alike = results_of("d", [(1, 0.8), (0, 0.8), (1, 0.2)] * 40)
    with pytest.raises(UsageError, match="nearly all the same"):
        fit(alike, manifest(alike))
    half = overconfident(200)
    with pytest.raises(UsageError, match="only 100 of 200 cases were judged: resume the run"):
        fit(half[:100], manifest(half))
    turned = [one.model_copy(update={"label": 1 - one.label}) for one in overconfident(500)]
    with pytest.raises(UsageError, match="say nothing of its labels"):
        fit(turned, manifest(turned))
    engine = ENGINE.model_copy(update={"calibration": "0" * 12})
    with pytest.raises(UsageError, match="fit one to a run without"):
        fit(overconfident(80), manifest(few).model_copy(update={"engine": engine}))


def test_confidence_becomes_a_chance_and_a_word_against_the_odds_none() -> None:
    calibration = Calibration(judge=OWN, slope=0.5, shift=-0.5, cases=100, data="d")
    assert calibration.chance(0.5) == pytest.approx(1 / (1 + np.exp(0.5)))
    sure = Judgement(claim="c1", label=Verdict.SUPPORTED, reason="r", confidence=0.95)
    assert calibration.applied(sure).confidence == pytest.approx(calibration.chance(0.95))
    unsure = calibration.applied(sure.model_copy(update={"confidence": 0.6}))
    assert (unsure.label, unsure.confidence) == (Verdict.UNVERIFIED, None)
    assert "43%: not decided" in unsure.reason
    against = calibration.applied(Judgement(claim="c1", label=Verdict.UNSUPPORTED, reason="r", confidence=0.6))
    assert against.confidence == pytest.approx(1 - calibration.chance(0.4))
    silent = Judgement(claim="c1", label=Verdict.SUPPORTED, reason="r")
    assert calibration.applied(silent) is silent


def test_a_check_by_a_calibration_says_so_and_is_replayed(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    calibration = Calibration(judge=OWN, slope=0.5, shift=0.0, cases=100, data="d")
    path.write_text(calibration.model_dump_json(), encoding="utf-8")
    plain = Settings(engine="embedded")
    before = Assistant(settings=plain).check("The boats are old.", SOURCE)
    own = Assistant(settings=plain.model_copy(update={"calibration": path, "trace": tmp_path / "trace"}))
    after = own.check("The boats are old.", SOURCE)

    assert before.claims[0].confidence is not None
    assert after.claims[0].confidence == pytest.approx(calibration.chance(before.claims[0].confidence))
    assert (before.engine.calibration, after.engine.calibration) == (None, calibration.version)
    path.unlink()
    assert Assistant.replay(tmp_path / "trace").model_copy(update={"usage": after.usage}) == after


def test_what_a_rule_has_found_stands_whatever_the_calibration(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    doubtful = Calibration(judge=OWN, slope=0.5, shift=-3.0, cases=100, data="d")
    path.write_text(doubtful.model_dump_json(), encoding="utf-8")
    settings = Settings(engine="embedded", calibration=path)
    source = "The council voted 14 to 9 on Tuesday to keep the night ferry."
    (claim,) = Assistant(settings=settings).check("The council voted 14 to 8 to keep the night ferry.", source).claims
    assert claim.verdict is Verdict.CONTRADICTED
    (other,) = Assistant(settings=settings).check("The council voted to keep the night ferry.", source).claims
    assert other.verdict is Verdict.UNVERIFIED


def test_a_file_that_is_no_calibration_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    for content in ("{}", "", '{"engine": "embedded", "slope": 1, "shift": 0, "cases": 100, "data": "d"}'):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(UsageError, match="is no calibration"):
            Assistant(settings=Settings(engine="embedded", calibration=path))
    with pytest.raises(UsageError, match="cannot be read"):
        Assistant(settings=Settings(engine="embedded", calibration=tmp_path / "none.json"))


MODEL: dict[str, object] = {"engine": "model", "model": "m", "base_url": "http://127.0.0.1:9/v1"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"engine": "embedded", "model": None}, "fitted for m at 127.0.0.1:9: fit one"),
        ({"model": "other"}, "fitted for m at 127.0.0.1:9"),
        ({"base_url": "http://127.0.0.1:8/v1"}, "fitted for m at 127.0.0.1:9"),
        ({"judge_models": ("a", "b")}, "fitted for a single judge"),
        ({"prompts": "own"}, "fitted for other prompts"),
        ({"claims_per_call": 1, "structured_output": "json"}, r"other settings \(claims_per_call, structured_output\)"),
    ],
)
def test_a_calibration_holds_for_the_judge_that_it_was_fitted_to_alone(
    tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    (tmp_path / "own").mkdir()
    shutil.copy(Prompts().path("verify"), tmp_path / "own" / "verify.jinja")
    with (tmp_path / "own" / "verify.jinja").open("a", encoding="utf-8") as template:
        template.write("{# mine #}")
    if "prompts" in changed:
        changed = {"prompts": tmp_path / "own"}
    path = tmp_path / "calibration.json"
    fitted = Calibration(
        judge=identity_of(Settings.model_validate(MODEL), PROMPTS), slope=1, shift=0, cases=100, data="d"
    )
    path.write_text(fitted.model_dump_json(), encoding="utf-8")
    Assistant(settings=Settings.model_validate({**MODEL, "calibration": path, "timeout": 3}))
    with pytest.raises(UsageError, match=said):
        Assistant(settings=Settings.model_validate({**MODEL, **changed, "calibration": path}))


def test_a_calibration_of_the_embedded_judge_is_one_of_its_version(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(Calibration(judge=ENGINE, slope=1, shift=0, cases=100, data="d").model_dump_json())
    with pytest.raises(UsageError, match="fitted for version 0 of this package"):
        Assistant(settings=Settings(engine="embedded", calibration=path))


def test_texts_of_several_claims_and_judges_without_a_confidence_are_not_fitted_to() -> None:
    results = overconfident(2000)
    known, _ = fit(results, manifest(results))
    claim = results[0].claims[0]
    of_two = [
        one.model_copy(update={"id": f"two-{one.id}", "claims": (claim, claim), "label": 1 - one.label})
        for one in results
    ]
    silent = claim.model_copy(update={"confidence": None})
    unsaid = [one.model_copy(update={"id": f"unsaid-{one.id}", "claims": (silent,), "score": 1.0}) for one in results]
    together = [*results, *of_two, *unsaid]
    assert fit(together, manifest(together))[0] == known


def test_the_gain_is_that_on_documents_that_the_fit_has_not_seen() -> None:
    """Most cases are about one document, of which the judge is wrong: who has seen others of them would know better."""
    usual = results_of("d", [(1, 0.9), (0, 0.2)] * 60)
    odd = [
        one.model_copy(update={"id": f"odd-{one.id}", "document_id": "odd"})
        for one in results_of("d", [(0, 0.8)] * 200)
    ]
    brier, _ = fit([*usual, *odd], manifest([*usual, *odd]))[1]
    assert brier.after.value is not None
    assert brier.after.value > 0.4


def test_the_command_writes_what_the_next_run_uses(tmp_path: Path) -> None:
    results = overconfident(200)
    (tmp_path / "run").mkdir()
    begun = manifest(results).model_copy(update={"threshold": 0.5, "engine": OWN})
    (tmp_path / "run" / "manifest.json").write_text(begun.model_dump_json(), encoding="utf-8")
    cases = [
        {
            "document": "It rained.",
            "claim": "It rained.",
            **one.model_dump(include={"id", "label", "dataset", "document_id"}),
        }
        for one in results
    ]
    text = "".join(json.dumps(case) + "\n" for case in cases)
    (tmp_path / "run" / "cases.jsonl").write_text(text, encoding="utf-8")
    lines = "".join(one.model_dump_json() + "\n" for one in results)
    (tmp_path / "run" / "results.jsonl").write_text(lines, encoding="utf-8")
    done = assistant("eval", "calibrate", "run", at=tmp_path)
    assert done.code == 0
    assert done.out.startswith("Fitted to 200 cases of cases.jsonl")
    assert "Held out" in done.out
    command = ("eval", "run", "smoke", "-q", "--limit", "4", "-o")
    assert assistant(*command, "plain", at=tmp_path).code == 0
    (tmp_path / "assistant.toml").write_text('calibration = "calibration.json"\n', encoding="utf-8")
    assert assistant(*command, "calibrated", at=tmp_path).code == 0
    engine = json.loads((tmp_path / "calibrated" / "manifest.json").read_bytes())["engine"]
    written = Calibration.model_validate_json((tmp_path / "calibration.json").read_bytes())
    assert engine["calibration"] == written.version
    again = assistant(*command, "plain", at=tmp_path)
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert "another calibration" in again.err
