"""What each kind of finding means, in words for somebody who meets it in another tool: an example, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from assistant.schema import FINDING_LEVELS, FindingKind, Level, Verdict

Severity = Literal["error", "warning", "note"]

_ABOUT_SOURCES = (FindingKind.SOURCE_CONFLICT, FindingKind.CORRECTED_TEXT, FindingKind.DUPLICATE_TEXT)
"""Remarks that are no fault of whoever wrote the text under check."""


@dataclass(frozen=True)
class Rule:
    """A kind of finding, or a verdict, explained."""

    id: str
    severity: Severity
    """How grave it is where no policy of a house says otherwise."""
    short: str
    meaning: str
    source: str
    """The source of an example."""
    text: str
    """What a text makes of it."""
    advice: str

    @property
    def name(self) -> str:
        """The id as one word: "NumberChanged"."""
        return "".join(word.capitalize() for word in self.id.split("_"))


def severity(kind: FindingKind, level: Level) -> Severity:
    """How grave a finding of this kind is that stands at this level."""
    if level is Level.FAULT:
        return "error"
    return "note" if kind in _ABOUT_SOURCES else "warning"


def _kind(kind: FindingKind, short: str, meaning: str, source: str, text: str, advice: str) -> Rule:
    return Rule(kind.value, severity(kind, FINDING_LEVELS[kind]), short, meaning, source, text, advice)


def verdict_rule(verdict: Verdict) -> str:
    """The id of the rule for a claim with this verdict, where no finding says what is wrong."""
    return f"claim_{verdict.value}"


_KINDS = (
    _kind(
        FindingKind.NUMBER_CHANGED,
        "A number is not the source's.",
        "The text gives a number, an amount or a share where the source gives another one.",
        "The strike has left 38 ships waiting outside the harbour.",
        "The strike has left 83 ships waiting outside the harbour.",
        "Compare both numbers, digits and rounding included, and take the source's.",
    ),
    _kind(
        FindingKind.UNIT_CHANGED,
        "A number has another unit than in the source.",
        "The figure is the source's, but what it counts or measures is not.",
        "The tunnel is 12 kilometres long.",
        "The tunnel is 12 miles long.",
        "Restore the source's unit, or convert the figure with it.",
    ),
    _kind(
        FindingKind.DATE_CHANGED,
        "A date or a time is not the source's.",
        "The text puts an event on another day, or in another month, year or hour than the source does.",
        "The museum opens on 4 May.",
        "The museum opens on 14 May.",
        "Look up the date in the source; where it says “on Tuesday”, count from the day of publication.",
    ),
    _kind(
        FindingKind.NAME_CHANGED,
        "A name stands where the source has another one.",
        "A person, a place or a body has another name than in the passage that the text takes it from.",
        "The talks went on in Tarnholm on Thursday.",
        "The talks went on in Brennick on Thursday.",
        "Compare the names, their spelling included.",
    ),
    _kind(
        FindingKind.NAME_NOT_IN_SOURCE,
        "A name does not occur in the source.",
        "The text names somebody or something that no source mentions. It may be true, but not by these sources.",
        "A shipowner called for a pause in the talks.",
        "The shipowner Tobias Renn called for a pause in the talks.",
        "Take the name out, or add the source that has it.",
    ),
    _kind(
        FindingKind.NEGATION_CHANGED,
        "The text denies what the source says, or says what it denies.",
        "A “not”, “never” or “without” was lost or added, so that the sentence says the opposite.",
        "The board did not approve the merger.",
        "The board approved the merger.",
        "Read both sentences aloud, and restore the source's sense.",
    ),
    _kind(
        FindingKind.MODALITY_RAISED,
        "A possibility became a fact.",
        "The source says that something could, may or should be; the text says that it is or will be.",
        "The bridge could close in autumn.",
        "The bridge will close in autumn.",
        "Keep the source's reserve: could, may, plans to, is said to.",
    ),
    _kind(
        FindingKind.RELATION_CHANGED,
        "Who did what to whom was turned round.",
        "The names are the source's, but they changed places: winner and loser, buyer and bought, cause and effect.",
        "Kestrel Rovers beat Dunmere in the final.",
        "Dunmere beat Kestrel Rovers in the final.",
        "Put each name back into the part that it plays in the source.",
    ),
    _kind(
        FindingKind.QUANTIFIER_CHANGED,
        "“Some” became “all”, or another such word changed.",
        "Words for how many or how often (some, most, all, always, only) claim more or less than the source does.",
        "Some of the members voted for the plan.",
        "All of the members voted for the plan.",
        "Take the source's own word for how many.",
    ),
    _kind(
        FindingKind.QUOTE_ALTERED,
        "A quotation is not word for word.",
        "Words in quotation marks are nearly the source's, but at least one that matters was changed or left out.",
        "“We have no intention of returning without a written guarantee,” said Runa Achterberg.",
        "“We have no intention of returning without a verbal guarantee,” said Runa Achterberg.",
        "Quote exactly; mark what is left out with an ellipsis and what is added with square brackets.",
    ),
    _kind(
        FindingKind.QUOTE_STITCHED,
        "A quotation joins words that stand apart.",
        "Two passages of the source were put into one pair of quotation marks, as if they had been said in one breath.",
        "“We lost the harvest,” said Ada Lind, a farmer. She pointed at the fields. “Nobody warned us,” she added.",
        "“We lost the harvest. Nobody warned us,” said Ada Lind, a farmer.",
        "Close the quotation between them, or show the gap with an ellipsis.",
    ),
    _kind(
        FindingKind.QUOTE_NOT_IN_SOURCE,
        "A quotation does not occur in the source.",
        "Words stand in quotation marks that nobody says in any source.",
        "The mayor, Petra Linden, opened the new library on Monday.",
        "“Books are the bread of this town,” said the mayor, Petra Linden.",
        "Take the quotation out, or add the source that has it.",
    ),
    _kind(
        FindingKind.PARAPHRASE_QUOTED,
        "Somebody's own words were made of a report.",
        "The source reports in its own words what somebody said; the text puts that into quotation marks.",
        "The coach, Petra Linden, said that she would stay at the club. The fans cheered on Monday.",
        "“I am staying at this club,” said Petra Linden.",
        "Take the quotation marks away: nobody knows that these were the words.",
    ),
    _kind(
        FindingKind.WRONG_SPEAKER,
        "Words are given to somebody who did not say them.",
        "The words or their sense are in the source, but there somebody else says them.",
        "“Neither side can afford a long spring,” said Marten Oakhurst, a historian. "
        "The minister, Ilse Varga, declined to comment.",
        "“Neither side can afford a long spring,” said the minister, Ilse Varga.",
        "Name the speaker whom the source names.",
    ),
    _kind(
        FindingKind.SPEAKER_IDENTIFIED,
        "A speaker whom the source does not name is named.",
        "The source lets somebody speak without a name, perhaps on purpose; the text gives a name.",
        "The Ashdown plant is under review, said a board member who asked not to be named. "
        "Mirela Stanton, the chief executive, spoke to investors on Friday.",
        "The Ashdown plant is under review, said Mirela Stanton.",
        "Take the name out: it may be wrong, and it may break a promise.",
    ),
    _kind(
        FindingKind.STANCE_CHANGED,
        "Somebody is made to say what they denied, or the other way round.",
        "The speaker and the matter are the source's, but said became denied, or a refusal to speak a statement.",
        "Pieter Sandoval denied that the port planned to dismiss workers.",
        "Pieter Sandoval said that the port planned to dismiss workers.",
        "Take the source's verb: said, denied, warned, declined to say.",
    ),
    _kind(
        FindingKind.ATTRIBUTION_DROPPED,
        "What somebody said stands as a fact.",
        "The source says who says so; the text leaves that out and says it itself.",
        "The new line will cut the journey to forty minutes, according to the railway.",
        "The new line will cut the journey to forty minutes.",
        "Say whose word it is, unless everybody knows it to be true.",
    ),
    _kind(
        FindingKind.ATTRIBUTION_ADDED,
        "What the source says itself is put into somebody's mouth.",
        "The source states it in its own voice; the text says that somebody said so.",
        "The bakery on Mill Lane closed in March. Its owner, Hanna Vieru, has moved to the coast.",
        "Hanna Vieru said that the bakery on Mill Lane closed in March.",
        "Leave the speaker out, or find where they say it.",
    ),
    _kind(
        FindingKind.MODALITY_LOWERED,
        "A fact became a possibility.",
        "The source says that something is or will be; the text says that it could or may be.",
        "Nordsund will end its night ferry in September.",
        "Nordsund could end its night ferry in September.",
        "Say it as surely as the source does.",
    ),
    _kind(
        FindingKind.HEADLINE_ONLY,
        "Only a headline or a teaser says it.",
        "The headline promises what the body of the article does not say; the body is what counts.",
        "Coffee cuts stroke risk by a third\n\n"
        "People who drink two to three cups of coffee a day had fewer strokes over ten years than people who drink "
        "none, according to a study published on Wednesday.\n\n"
        "“It is an association, no more than that,” said Nomvula Brekke, the lead author.",
        "Coffee cuts stroke risk by a third.",
        "Go by the body, or say that only the headline has it.",
    ),
    _kind(
        FindingKind.SOURCE_CONFLICT,
        "The sources contradict each other, or one contradicts itself.",
        "Of two passages about the same thing, one says what the text says and the other something else.",
        "Seventeen people were injured when the stand collapsed on Saturday.\n\n"
        "Of the nineteen people who were injured when the stand collapsed on Saturday, four are still in hospital.",
        "Seventeen people were injured when the stand collapsed on Saturday.",
        "Find out which is right; until then, say that the accounts differ.",
    ),
    _kind(
        FindingKind.CORRECTED_TEXT,
        "The source takes this back.",
        "The source has a correction of the passage that the text rests on.",
        "The clinic counted 148 cases this year.\n\n"
        "CORRECTION: An earlier version of this report said that the clinic counted 148 cases this year. "
        "It counted 118 cases.",
        "The clinic counted 148 cases this year.",
        "Use the corrected words.",
    ),
    _kind(
        FindingKind.DUPLICATE_TEXT,
        "A passage stands twice.",
        "A headline, a paragraph or a sentence is repeated in the document; it is read once.",
        "The ferry will stop on 4 May for repairs to its landing stage, the board said.\n\n"
        "Islanders can travel on the supply boat.\n\n"
        "The ferry will stop on 4 May for repairs to its landing stage, the board said.",
        "The ferry will stop on 4 May.",
        "Look whether the copy was meant to say something else.",
    ),
)
_VERDICTS = (
    Rule(
        verdict_rule(Verdict.CONTRADICTED),
        "error",
        "The source says otherwise.",
        "Whoever judged the claim finds that the source contradicts it; no rule has found a single word to blame.",
        "The council turned the plan down after a long debate.",
        "The council welcomed the plan.",
        "Read the passage that is cited, and say what it says.",
    ),
    Rule(
        verdict_rule(Verdict.UNSUPPORTED),
        "error",
        "The source does not say it.",
        "Nothing in the sources supports the claim. It may be true, but not by these sources.",
        "The council discussed the plan on Monday.",
        "The region will pay for the plan.",
        "Take the claim out, or add the source that has it.",
    ),
    Rule(
        verdict_rule(Verdict.UNVERIFIED),
        "note",
        "It was not decided whether the source says it.",
        "The judge abstained or failed, or the words that it rests on are not in the source. "
        "This is no sign that the claim holds.",
        "The council discussed the plan on Monday.",
        "The council discussed the plan at length.",
        "Read the source yourself, or check again with another model.",
    ),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in (*_KINDS, *_VERDICTS)})
"""Every rule by its id, in the order in which they are listed."""
