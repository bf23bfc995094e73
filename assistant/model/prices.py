"""What calls cost, by the prices that providers publish."""

from __future__ import annotations

from assistant.schema import Usage
from assistant.settings import Settings

_OPENAI = "https://api.openai.com/v1"


class Prices:
    """The prices of the model that `settings` name at the address that they name.

    They are those that the installed package genai-prices knows: nothing is fetched.
    """

    def __init__(self, settings: Settings) -> None:
        self._model = settings.model or ""
        self._address = settings.base_url or _OPENAI

    def of(self, usage: Usage) -> float | None:
        """US dollars for the tokens of one request; None where the price is not known."""
        # Imported here because it takes 0.3 s.
        from genai_prices import Usage as Tokens
        from genai_prices import calc_price

        tokens = Tokens(
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            cache_read_tokens=usage.cached_tokens,
        )
        try:
            return float(calc_price(tokens, self._model, provider_api_url=self._address).total_price)
        except LookupError:
            return None
