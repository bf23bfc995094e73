"""Is a text English? By its function words, which no English text of some length does without."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from assistant.language.tokens import STOPWORDS, fold, tokens

_OTHERS = {
    "fr": "le la les des et du un une que est dans pour qui sur pas au avec par il elle ne se ce sont aux ses plus été",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat",
    "es": "el la los las de y en que un una por con para del se su al lo como más pero sus le ha es fue este entre",
    "it": "il lo la gli le di e che un una per con del della dei in non si da al come più sono ha è nel alla anche",
    "pt": "o a os as de e que em um uma para com não por mais do da no na se dos das ao foi é são pelo seu sua",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als door maar bij uit nog naar heeft",
    "sv": "och att det som en på är av för med den till inte har de om ett men var från vid kan ska hade",
    "pl": "i w na z do się nie że to jest o jak po przez dla od za co są który oraz ale był tym jego",
    "tr": "ve bir bu da de için ile olarak daha çok gibi olan sonra kadar ne ama en her değil oldu",
    "id": "yang dan di ini itu dengan untuk dari pada tidak akan dalam ke adalah juga oleh telah bisa",
}
_BY_LANGUAGE = {language: frozenset(words.split()) for language, words in _OTHERS.items()}
_LATIN_SHARE = 0.7
_ENOUGH_WORDS = 25
_ENGLISH_SHARE = 0.12
_SAMPLE = 20_000
"""Characters that are looked at: enough to know, and no slower for a long text."""


@lru_cache(maxsize=16)
def is_english(text: str) -> bool:
    """Whether `text` may be taken for English. A few words that show no other language get the benefit of the doubt."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    others = [character for character in sample if not character.isascii() and character.isalpha()]
    foreign = sum("LATIN" not in unicodedata.name(letter, "") for letter in others)
    if foreign > (1 - _LATIN_SHARE) * letters:
        return False
    words = [fold(token.text) for token in tokens(sample)]
    hits = {language: sum(word in known for word in words) for language, known in _BY_LANGUAGE.items()}
    english = sum(word in STOPWORDS for word in words)
    if max(hits.values()) > english:
        return False
    return len(words) < _ENOUGH_WORDS or english >= _ENGLISH_SHARE * len(words)
