"""Matthews' correlation coefficient: how labels and predictions go together, all four counts considered."""

from __future__ import annotations

import numpy as np

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import confusion


def mcc(label: Array, predicted: Array, weights: Weights) -> Values:
    """(TP * TN - FP * FN) / sqrt((TP + FP)(TP + FN)(TN + FP)(TN + FN)) on each draw, from -1 to 1.

    Matthews, Biochimica et Biophysica Acta 405 (1975). 0 where all predictions are the same, which tells nothing; NaN
    where all labels are, or there are none.
    """
    counts = confusion(label, predicted, weights)
    tp, fn = counts.faithful_found, counts.faithful_missed
    tn, fp = counts.faulty_found, counts.faulty_missed
    scale = np.sqrt((tp + fp) * (tn + fn)) * np.sqrt((tp + fn) * (tn + fp))
    value = np.divide(tp * tn - fp * fn, scale, out=np.zeros_like(scale), where=scale != 0)
    return np.where((tp + fn > 0) & (tn + fp > 0), value, np.nan)
