"""What calls cost, by the prices that providers publish."""

from __future__ import annotations

from assistant.schema import Usage
from assistant.settings import Settings


class Prices:
    """The prices of the model that `settings` name at the address that they name.

    They are those that the installed package genai-prices knows: nothing is fetched. What is asked in a batch is
    cheaper at some providers.
    """

    def __init__(self, settings: Settings, *, in_batch: bool = False) -> None:
        self._context = {"processing": "batch"} if in_batch else None
        self._model = settings.model or ""
        self._address = settings.endpoint

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
            price = calc_price(tokens, self._model, provider_api_url=self._address, price_context=self._context)
            return float(price.total_price)
        except LookupError:
            return None
