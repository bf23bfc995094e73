"""How sure a judge is, made into how often it is right: a calibration that an evaluation has fitted.

Of the chance p that a judge gives to a claim it makes 1 / (1 + exp(-(slope * log(p / (1 - p)) + shift))): Platt scaling
(Platt, Advances in Large Margin Classifiers, 1999) of the judge's log-odds.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping

from pydantic import Field, JsonValue, ValidationError

from assistant.engines import identity_of
from assistant.errors import UsageError
from assistant.schema import EngineIdentity, Judgement, Verdict
from assistant.schema.base import Frozen
from assistant.settings import JUDGING, Settings

_CERTAIN = 1e-6
"""How near to 0 and 1 a judge's chance is taken: beyond, its log-odds have no bound."""
_EVEN = 0.5
PROMPTS = ("extract", "verify")
"""What a judge of claims is told."""


class Calibration(Frozen):
    """What was fitted, for which judge, on what."""

    judge: EngineIdentity
    settings: Mapping[str, JsonValue] = Field(default_factory=dict)
    """Those of `JUDGING` that were not the defaults."""
    slope: float = Field(gt=0)
    """Positive: a calibration never turns round which of two claims is likelier."""
    shift: float
    cases: int = Field(ge=1)
    data: str
    """The name of the file of cases."""
    data_sha256: str = ""
    """Its hash: on these very cases the calibration is no better than it was fitted to be."""

    @property
    def version(self) -> str:
        """The beginning of a hash of what was fitted."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def chance(self, given: float) -> float:
        """The calibrated chance, 0 to 1, of what the judge gives the chance `given`."""
        bounded = min(max(given, _CERTAIN), 1 - _CERTAIN)
        # The hyperbolic tangent is the same curve, and does not overflow.
        return (1 + math.tanh((self.slope * math.log(bounded / (1 - bounded)) + self.shift) / 2)) / 2

    def applied(self, judgement: Judgement) -> Judgement:
        """The judgement with its calibrated confidence; without a label where that speaks against the label.

        A judge that gave no confidence, or no label, is left alone.
        """
        label, confidence = judgement.label, judgement.confidence
        if confidence is None or label is None or label is Verdict.UNVERIFIED:
            return judgement
        supported = label is Verdict.SUPPORTED
        chance = self.chance(confidence if supported else 1 - confidence)
        sure = chance if supported else 1 - chance
        if sure >= _EVEN:
            return judgement.model_copy(update={"confidence": sure})
        reason = f"{judgement.reason} (Calibrated, the chance that this is so is {sure:.0%}: not decided.)"
        return judgement.model_copy(update={"label": Verdict.UNVERIFIED, "confidence": None, "reason": reason})


def calibration_of(settings: Settings) -> Calibration | None:
    """The calibration that `settings` name, None where they name none.

    Raises UsageError where the file cannot be read, or was fitted for another judge, or one that was asked otherwise.
    """
    path = settings.calibration
    if path is None:
        return None
    try:
        calibration = Calibration.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): correct the setting calibration") from None
    except ValidationError:
        raise UsageError(f"{path} is no calibration: write one with assistant eval calibrate") from None
    if unlike := _unlike(calibration, settings):
        raise UsageError(f"{path} was fitted for {unlike}: fit one for this judge with assistant eval calibrate")
    return calibration


def _unlike(calibration: Calibration, settings: Settings) -> str | None:
    """What a calibration was fitted for, where that is not what `settings` say; None where it is."""
    fitted, now = calibration.judge, identity_of(settings, PROMPTS)
    if (fitted.name, fitted.model, fitted.host) != (now.name, now.model, now.host):
        return f"{fitted.model} at {fitted.host}" if fitted.model else f"the {fitted.name} engine"
    if fitted.judges != now.judges:
        return f"the judges {', '.join(fitted.judges)}" if fitted.judges else "a single judge"
    if fitted.prompts != now.prompts:
        return "other prompts"
    if fitted.name == "embedded" and fitted.version != now.version:
        return f"version {fitted.version} of this package"
    asked = settings.unlike_the_defaults(JUDGING) if now.model else {}
    names = sorted(
        name for name in {*calibration.settings, *asked} if calibration.settings.get(name) != asked.get(name)
    )
    return f"other settings ({', '.join(names)})" if names else None
