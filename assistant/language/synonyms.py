"""Words that news texts use for one another: data, and who stands in for whom. Opposites are kept apart."""

from __future__ import annotations

from functools import lru_cache

from assistant.language.tokens import stem

_GROUPS = """
appeal challenge contest, ask request demand, acquire buy purchase takeover, sell sale, abolish scrap axe drop cancel,
close shut closure, open reopen, begin open, begin start launch,
end finish conclude, stop halt cease, continue persist, build
construct construction, build erect, demolish raze, destroy wreck, damage harm, hurt injure wound, kill die death,
murder kill, arrest detain detention, free release, jail imprison prison, convict guilty, acquit clear, accuse allege,
charge indict, sue lawsuit, fine penalty, approve pass back endorse, allow permit let authorise authorize, approve
grant authorise authorize, ban forbid prohibit bar outlaw, reject dismiss, reject refuse, reject decline, refuse
decline, oppose against, support back favour favor, agree accept, admit confess, deny reject, exclude rule, resign
quit step, leave quit depart, dismiss fire sack, appoint name, hire recruit engage, replace substitute successor, win
victory, beat defeat overcome overcame win, lose defeat, rise increase grow climb gain up growth, fall decline
decrease drop shrink down, reduce cut lower slash decrease, raise increase, double twofold, exceed surpass, get
receive obtain, give provide offer, supply provide deliver, send dispatch, pay payment, repay refund, cost price,
spend expense, earn income, revenue sales turnover, profit earnings, job employment, jobless unemployment unemployed,
worker employee staff, company firm business, boss chief, shop store, car vehicle, lorry truck, plane aircraft, flight
fly, train rail railway, ship vessel boat, phone telephone, drug medicine pill, medicine medication, doctor physician
medic, hospital clinic, illness disease sick ill, patient sick, child kid pupil, pupil student, school pupil, teacher
professor, resident inhabitant villager, citizen national, visitor tourist, enter entry entrance, use usage employ,
show reveal demonstrate, find discover discovery, discover detect, prove proof proven, cause trigger lead, result
lead, protect shield, prevent avert stop, warn warning, promise pledge vow, plan intend aim, move relocate shift
transfer, withdraw withdrew withdrawn recall pull, return restore, keep retain, remain stay, expand enlarge extend,
extend prolong, delay postpone, speed accelerate, meet talk, visit travel, vote ballot poll, election vote, parliament
assembly, deputy lawmaker, minister secretary, mayor leader, court tribunal, judge justice, lawyer attorney counsel
solicitor, police officer, soldier troop military army, attack assault strike, shoot fire gunfire, weapon gun arm,
bomb explosion blast explode, fire blaze, storm hurricane, flood inundate, rain rainfall, snow snowfall, study
research, scientist researcher, sample specimen, test examine, examine inspect check, investigate inquiry probe
investigation, loan credit, debt owe, bank lender, owner own, home house household, flat apartment, town city, village
hamlet, road street, bridge viaduct, danger risk hazard, safe safety secure, big large great, small little, old
elderly, new recent, quick fast rapid, hard difficult, twice two double, champion title holder, striker forward, goal
score, score net, team side, player footballer, match game, cup trophy, coach manager trainer, captain skipper, sleep
night, publish release, write author, book novel, film movie, picture painting portrait, song tune, insure
insurer, offer reward, talk speak tell, willing ready, wish want, exempt except, carry transport, produce make
manufacture, maker manufacturer producer, farm farmer, crop harvest, animal livestock, tree wood, plant sow, grow
cultivate, water flow, power electricity energy, steal theft rob, thief robber, bribe corruption, fraud deceive,
search seek hunt, missing disappear, rescue save, trap stuck, survive recover, recover cure, vaccinate inoculate,
infect infection, dose jab, law legislation bill, tax levy, toll fee charge, rule regulation, rule decide, decide
decision resolve, order instruct, recommend advise suggest, urge call, sentence jail, clear exonerate, protest
demonstration demonstrate, strike walkout, union workers, member belong, chairman chair head, head lead, run operate
manage, found establish, join enter, split divide, merge merger, partner ally, rival competitor, neighbour neighbor,
border frontier, treaty pact accord deal agreement, truce ceasefire, war conflict, peace truce, envoy ambassador
diplomat, embassy mission, suspend suspension, expel expulsion, extradite hand, hide conceal, wait expect, likely
probable, finance fund, cheap affordable, upgrade modernise modernize, repair fix mend, inspect visit, poison toxic,
pollute contaminate, clean purify, warm heat, cold chill, late delay, dry drought, wet damp, attend present, absent
miss, watch view, hear listen, read study, learn find, teach instruct, remember recall, forget omit, offer offered,
enter entered, suffer suffered, consider considered, deliver delivered, order ordered, remember remembered, recover
recovered, discover discovered, transfer transferred, cover covered, refer referred, monitor monitored, answer
answered, trigger triggered, differ differed, gather gathered, alter altered, lower lowered, uncover uncovered, power
powered, register registered, murder murdered, surrender surrendered, complain complaint, praise laud hail, criticise
criticize condemn, apologise apologize apology sorry, thank grateful, famous
best-known well-known renowned
"""


def _grouped() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in _GROUPS.replace("\n", " ").split(","):
        stems = frozenset(map(stem, group.split()))
        for each in stems:
            found[each] = found.get(each, frozenset()) | stems
    return found


_SENSES = _grouped()


@lru_cache(maxsize=65_536)
def senses(word_stem: str) -> frozenset[str]:
    """The stems of the words that may stand in place of the word with this stem, itself among them."""
    return _SENSES.get(word_stem, frozenset()) | {word_stem}
