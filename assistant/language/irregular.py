"""Irregular forms of English words, each with the form that stands for all of them."""

from __future__ import annotations

_FORMS = """
arisen arise, arose arise, ate eat, beaten beat, became become, began begin, begun begin, bitten bite, bled bleed,
blew blow, blown blow, bought buy, bred breed, broke break, broken break, brought bring, built build, burnt burn, came
come, caught catch, children child, chose choose, chosen choose, crept creep, dead die, dealt deal, death die, deaths
die, died die, drank drink, drawn draw, drew draw, driven drive, drove drive, dug dig, eaten eat, fallen fall, fed
feed, fell fall, felt feel, fled flee, flew fly, flown fly, forbade forbid, forbidden forbid, foresaw foresee,
foreseen foresee, forgot forget, forgotten forget, fought fight, found find, froze freeze, frozen freeze, gave give,
given give, gone go, grew grow, grown grow, heard hear, held hold, hid hide, hidden hide, hung hang, kept keep, knew
know, known know, laid lay, leapt leap, learnt learn, led lead, left leave, lent lend, lost lose, made make, men man,
met meet, mistaken mistake, mistook mistake, overcame overcome, oversaw oversee, overseen oversee, overthrew
overthrow, overthrown overthrow, paid pay, people person, ran run, rang ring, rebuilt rebuild, resold resell, retook
retake, ridden ride, risen rise, rode ride, rose rise, said say, sang sing, sank sink, says say, seen see, sent send,
shaken shake, shook shake, shot shoot, shown show, shrank shrink, shrunk shrink, slept sleep, slid slide, sold sell,
sought seek, sped speed, spelt spell, spent spend, spilt spill, spoke speak, spoken speak, sprang spring, stole steal,
stolen steal, stood stand, struck strike, stuck stick, sung sing, sunk sink, swam swim, swept sweep, swore swear,
sworn swear, swum swim, swung swing, taken take, taught teach, thought think, threw throw, thrown throw, told tell,
took take, tore tear, torn tear, undergone undergo, understood understand, used use, undertaken undertake, undertook
undertake, underwent undergo, upheld uphold, went go, withdrawn withdraw, withdrew withdraw, withheld withhold,
withstood withstand, woke wake, woken wake, women woman, won win, wore wear, worn wear, written write, wrote write
"""

BASE_FORMS: dict[str, str] = dict(pair.split() for pair in _FORMS.replace("\n", " ").split(","))
"""By folded word: "said" is a form of "say"; nouns of dying count as forms of "die"."""
