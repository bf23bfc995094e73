"""Cues: the words that report speech, thought or a stand, and what each makes of its content."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from assistant.schema import Polarity

_SAYING = """
    say tell state add announce explain note report claim argue insist maintain declare assert contend remark
    observe comment reply respond answer write tweet post testify recall reveal disclose confirm acknowledge
    admit concede stress emphasize emphasise underline reiterate repeat suggest recommend urge warn caution
    predict forecast estimate conclude signal indicate hint promise vow pledge threaten complain joke quip shout
    whisper mutter allege deny dispute rebut refute advise inform assure notify remind imply inquire retweet
    email proclaim profess retort recount lament boast brag opine muse interject chime yell cry exclaim
    elaborate clarify specify reaffirm bemoan attest intone chant pronounce advocate plead apologise apologize
    grumble fume gripe scoff quote
""".split()
"""Verbs that report an utterance whenever they are verbs."""

_THINKING = """
    believe think hope fear expect find determine know understand see consider worry doubt guess speculate feel
    decide rule agree disagree realize realise assume suspect wonder imagine remember forget learn discover
    recognize recognise regard view deem mean suppose figure foresee envision envisage anticipate project
    calculate conceive dream hear sense trust regret care reckon presume gather judge interpret notice
""".split()

_DOING = """
    call ask question accuse criticize criticise praise condemn welcome reject refuse decline dismiss counter
    describe cite mention propose demand point order vote swear lie continue begin express refer support oppose
    endorse defend seek want plan intend attack blame show read name sign offer announce back favor favour
    prefer urge push press call-for pressure encourage discourage seem appear look sound raise voice spell
    discuss debate address talk speak focus denounce blast slam assail deride mock ridicule insult attribute
    credit portray depict paint cast characterize characterise compare liken label brand dub tout hail celebrate
    applaud commend congratulate thank honor honour admire embrace champion promote invoke echo reference
    highlight list outline detail unveil present introduce issue release publish file request invite challenge
    rebuke rebuff chide scold lambast lambaste pan knock rip hit rail lash bash decry protest object balk
    demonstrate prove suggest illustrate document record identify nominate appoint approve adopt pass allow
    require authorize authorise ban forbid block accept admit-to acquiesce persuade convince try attempt aim
    choose opt resist consent settle plot need like love hate dislike enjoy wish desire long yearn care mind
    appreciate respect value weigh mull ponder reconsider rethink ignore omit avoid skip bill tell-of pose
    deliver make launch mount fight sue suspend hand teach instruct direct command beg implore appeal petition
    lobby campaign rally crow gloat whine vent argue-for wave brush shrug downplay minimize minimise exaggerate
    overstate misstate distort justify rationalize rationalise excuse pardon forgive disavow disown renounce
    repudiate retract withdraw reverse side stand tend agree-to vie pitch recite sing toast preach lecture brief
    testify-to negotiate broker contemplate entertain eye envy pray scrutinize scrutinise question-about target
    suspect-of single tweak amplify share forward circulate reject-as remain sour applaud-for cheer boo heckle
    jeer taunt tease needle hammer pummel skewer trash vilify demonize smear malign scapegoat castigate
    excoriate censure upbraid reproach admonish lampoon satirize
""".split()

_DENYING = frozenset(
    "deny dispute reject refute rebut dismiss doubt disagree skeptical sceptical doubtful unsure".split()
)
_DECLINING = frozenset(["decline", "refuse"])
_ANSWERING = frozenset("respond comment answer reply elaborate specify".split())
_WARNING = frozenset(["warn", "caution"])

_IRREGULAR_FORMS = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "tweet": "tweets tweeted tweeting",
    "retweet": "retweets retweeted retweeting",
    "think": "thinks thought thinking",
    "find": "finds found finding",
    "see": "sees saw seen seeing",
    "know": "knows knew known knowing",
    "understand": "understands understood understanding",
    "swear": "swears swore sworn swearing",
    "begin": "begins began begun beginning",
    "forecast": "forecasts forecast forecasting",
    "forget": "forgets forgot forgotten forgetting",
    "feel": "feels felt feeling",
    "mean": "means meant meaning",
    "foresee": "foresees foresaw foreseen foreseeing",
    "hear": "hears heard hearing",
    "seek": "seeks sought seeking",
    "show": "shows showed shown showing",
    "read": "reads read reading",
    "speak": "speaks spoke spoken speaking",
    "cast": "casts cast casting",
    "rip": "rips ripped ripping",
    "hit": "hits hit hitting",
    "choose": "chooses chose chosen choosing",
    "lie": "lies lied lying",
    "make": "makes made making",
    "fight": "fights fought fighting",
    "teach": "teaches taught teaching",
    "forbid": "forbids forbade forbidden forbidding",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "forgive": "forgives forgave forgiven forgiving",
    "stand": "stands stood standing",
    "sing": "sings sang sung singing",
    "spell": "spells spelled spelt spelling",
    "beg": "begs begged begging",
    "overstate": "overstates overstated overstating",
    "rethink": "rethinks rethought rethinking",
    "plead": "pleads pleaded pled pleading",
    "hit out": "hits hit hitting",
}
_DOUBLING = frozenset(
    "admit quip brag rip slam plan refer pan beg plot ban opt chat regret rebut commit prefer dub".split()
)
_NOUNS = """
    claim allegation accusation assertion statement argument suggestion announcement warning promise pledge vow
    threat belief view opinion hope fear expectation prediction forecast estimate report rumor rumour
    speculation suspicion conclusion finding insistence denial admission acknowledgement acknowledgment
    complaint concern worry doubt question call demand request plea appeal proposal plan decision refusal
    criticism praise condemnation support opposition endorsement attack description characterization
    characterisation declaration assurance contention notion idea theory assumption perception impression sense
    feeling desire wish intention intent effort bid attempt ruling order recommendation advice comment remark
    response reaction explanation testimony account interpretation position stance commitment objection
    skepticism scepticism confidence certainty guess message tweet disclosure revelation confirmation judgment
    judgement assessment analysis prospect preference enthusiasm willingness reluctance rejection defense
    defence interest attention focus consensus agreement invitation advocacy embrace critique lawsuit bill talk
    discussion debate mention reference word news signal indication evidence
""".split()
_ADJECTIVES = """
    confident sure certain convinced aware clear unclear skeptical sceptical concerned worried hopeful
    optimistic pessimistic afraid eager willing unwilling ready reluctant determined proud glad happy unhappy
    angry upset critical supportive disappointed surprised shocked nervous wary interested likely unlikely
    adamant unsure uncertain doubtful grateful sorry mindful suspicious fearful anxious keen opposed committed
""".split()


class Sort(StrEnum):
    """What a cue reports: an utterance, a thought, or some other stand towards its content."""

    SAYING = "saying"
    THINKING = "thinking"
    DOING = "doing"
    NOUN = "noun"
    ADJECTIVE = "adjective"


class Form(StrEnum):
    """Which form of its verb a cue is. Nouns and adjectives have one."""

    BASE = "base"
    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    """Only the irregular ones; "claimed" is `PAST`."""
    GERUND = "gerund"
    OTHER = "other"


class CueWord(NamedTuple):
    """A word that may be a cue."""

    lemma: str
    form: Form
    sort: Sort


def _forms(verb: str) -> list[tuple[str, Form]]:
    if verb in _IRREGULAR_FORMS:
        forms = _IRREGULAR_FORMS[verb].split()
        middle = forms[1:-1]
        participles = [(form, Form.PARTICIPLE) for form in middle[1:]]
        return [
            (verb, Form.BASE),
            (forms[0], Form.PRESENT),
            (middle[0], Form.PAST),
            *participles,
            (forms[-1], Form.GERUND),
        ]
    present, past, gerund = _regular(verb)
    return [(verb, Form.BASE), (present, Form.PRESENT), (past, Form.PAST), (gerund, Form.GERUND)]


def _regular(verb: str) -> tuple[str, str, str]:
    if verb in _DOUBLING:
        return verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("sh", "ch", "ss", "x")):
        return verb + "es", verb + "ed", verb + "ing"
    return verb + "s", verb + "ed", verb + "ing"


def _verbs() -> dict[str, CueWord]:
    found: dict[str, CueWord] = {}
    for sort, verbs in ((Sort.SAYING, _SAYING), (Sort.THINKING, _THINKING), (Sort.DOING, _DOING)):
        for verb in verbs:
            if "-" not in verb:
                for form, kind in _forms(verb):
                    found.setdefault(form, CueWord(verb, kind, sort))
    # American spellings that double no consonant, and British ones that do.
    for form, verb in (("signalled", "signal"), ("labelled", "label"), ("signalling", "signal")):
        found.setdefault(form, found[verb]._replace(form=Form.GERUND if form.endswith("g") else Form.PAST))
    return found


def _others() -> dict[str, CueWord]:
    found: dict[str, CueWord] = {}
    for noun in _NOUNS:
        found[noun] = CueWord(noun, Form.OTHER, Sort.NOUN)
        found[_regular(noun)[0]] = CueWord(noun, Form.OTHER, Sort.NOUN)
    for adjective in _ADJECTIVES:
        found[adjective] = CueWord(adjective, Form.OTHER, Sort.ADJECTIVE)
    return found


_WORD = re.compile(r"[A-Za-z]+")
_VERBS = _verbs()
_OTHERS = _others()
_CLEAR = frozenset(["clear", "plain", "known"])


def verb_of(word: str) -> CueWord | None:
    """The verb that a word in lower case may be a form of."""
    return _VERBS.get(word)


def speech_verbs(text: str, start: int = 0, end: int | None = None) -> int:
    """How many verbs of saying stand in `text` from `start` to `end`."""
    words = _WORD.finditer(text, start, len(text) if end is None else end)
    known = (verb_of(word.group().lower()) for word in words)
    return sum(verb is not None and verb.sort is Sort.SAYING for verb in known)


def noun_of(word: str) -> CueWord | None:
    """The noun or adjective of speech or thought that a word in lower case may be."""
    return _OTHERS.get(word)


def lemma(cue: str) -> str:
    """The base form of the last cue word of `cue`: of "has repeatedly said" it is "say", of "made it clear" "state"."""
    words = re.findall(r"[a-z]+", cue.lower())
    if not _CLEAR.isdisjoint(words) and ("made" in words or "make" in words):
        return "state"
    known = (_VERBS.get(word) or _OTHERS.get(word) for word in reversed(words))
    return next((word.lemma for word in known if word is not None), cue.lower())


def polarity(cue: str) -> Polarity:
    """What `cue` makes of its content: put forward, denied ("denied", "did not say"), declined, or warned of."""
    verb = lemma(cue)
    if verb in _DECLINING or re.search(r"\b(?:declin|refus)\w+\s+to\b", cue, re.IGNORECASE):
        return Polarity.DECLINED
    if re.search(r"\bnot\b|n['’]t\b|\bnever\b", cue) is not None:
        return Polarity.DECLINED if verb in _ANSWERING else Polarity.DENIED
    if verb in _DENYING:
        return Polarity.DENIED
    return Polarity.WARNED if verb in _WARNING else Polarity.AFFIRMED


_PLAIN_REPORTS = frozenset(
    "say tell state announce explain report claim argue insist assert confirm warn write add declare testify note point"
    " stress emphasise emphasize underline reveal reply respond answer admit acknowledge concede caution predict"
    " complain deny estimate remark".split()
)


def reports_plainly(cue: str) -> bool:
    """Whether `cue` puts words into a speaker's mouth and nothing else: "said", "according to"; not "believed"."""
    return cue.lower() == "according to" or lemma(cue) in _PLAIN_REPORTS


_SPEECH_ACTS = frozenset(
    """
    call ask question accuse criticize criticise praise condemn reject refuse decline dismiss counter describe
    cite mention propose demand order express denounce mock ridicule deride portray characterize characterise
    compare liken label brand dub tout hail commend congratulate thank rebuke chide scold lambast decry protest
    defend blame instruct beg implore appeal find conclude determine believe think hope fear expect doubt worry
    agree disagree rule vote decide deem consider show point continue request object swear welcome detail
    outline recite announce
""".split()
)
_WITH_THAT = frozenset(
    """
    charge find determine know understand see consider rule decide vote show feel learn realize realise assume
    suspect recognize recognise mean hear discover remember order demand propose continue agree point express
    swear forget conclude think believe hope fear expect doubt worry disagree
""".split()
)


def reports(word: CueWord, after: str) -> bool:
    """Whether a cue puts an utterance or a thought into words, seeing the kind of word `after` it."""
    if word.sort is Sort.SAYING:
        return True
    if word.sort is Sort.NOUN:
        return after == "that"
    if word.lemma == "point" and after == "particle":
        return True
    if word.lemma in _WITH_THAT:
        return after in ("that", "quote", "pronoun")
    return word.lemma in _SPEECH_ACTS
