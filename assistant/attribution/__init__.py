"""Who said what, found by rule: quotations, the words that report them, and the people behind them."""

from assistant.attribution.extraction import attributions
from assistant.attribution.genders import genders
from assistant.attribution.people import named, same_speaker
from assistant.attribution.quotations import Quotation, quotations, touching

__all__ = ["Quotation", "attributions", "genders", "named", "quotations", "same_speaker", "touching"]
