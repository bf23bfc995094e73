"""Pairs of words that say the opposite of each other: data for `negation.opposites`."""

from __future__ import annotations

PAIRS = """
abolish introduce, abolish create, absence presence, absent present, accelerate slow, accept decline, accept reject,
accept refuse, acquit convict, admit deny, advance retreat, agree disagree, ahead behind, all none, allow ban, allow
bar, allow block, allow forbid, allow prevent, allow prohibit, always never, appear disappear, appoint dismiss,
approve block, approve refuse, approve reject, approve veto, arrest release, arrive depart, arrive leave, back oppose,
beat lose, begin end, begin finish, best worst, better worse, boom slump, boost cut, boost reduce, borrow lend, buy
sell, buyer seller, cancel confirm, cheap expensive, cheaper dearer, clear convict, close open, close reopen, comply
breach, condemn praise, condemn welcome, confirm deny, connect disconnect, continue halt, continue stop, convict
exonerate, criticise praise, criticize praise, dead alive, decline grow, decline increase, decline rise, decrease
increase, defeat victory, defeat win, deficit surplus, deny grant, difficult easy, dismiss hire, dismiss uphold,
domestic foreign, down up, downgrade upgrade, drop climb, drop rise, drop jump, drop increase, early late, earlier
later, east west, eastern western, empty full, encourage discourage, enemy ally, enter leave, exit enter, expand
contract, expand shrink, expansion contraction, export import, exporter importer, extend shorten, fail pass, fail
succeed, failure success, fall climb, fall gain, fall grow, fall increase, fall jump, fall rise, fall soar, fast slow,
fewer more, few many, fire hire, float sink, forget remember, free jail, gain lose, gain loss, gain drop, grow shrink,
guilty acquit, guilty innocent, halt resume, heavier lighter, heavy light, high low, higher lower, highest lowest, hit
miss, huge tiny, illegal lawful, illegal legal, impose lift, improve deteriorate, improve worsen, include exclude,
inside outside, increase cut, increase reduce, increase fall, independent dependent, inferior superior, insolvent
solvent, valid invalid, jail release, join leave, join quit, large small, larger smaller, largest smallest, launch
scrap, lawful unlawful, lead trail, legalise ban, lengthen shorten, less more, likely unlikely, long short, longer
shorter, longest shortest, lose win, loser winner, loss profit, lower raise, majority minority, maximum minimum, meet
miss, most least, narrow widen, negative positive, north south, northern southern, obey defy, old new, older younger,
oldest youngest, open shut, optimistic pessimistic, optional mandatory, outperform underperform, overturn uphold,
peace war, permanent temporary, permit ban, permit forbid, plunge soar, plunge surge, possible impossible, private
public, promote demote, promote relegate, promotion relegation, qualify disqualify, quash uphold, raise cut, raise
reduce, recover relapse, reject uphold, remain leave, reopen shut, restore remove, resume suspend, retain lose, rich
poor, safe dangerous, safe unsafe, save spend, save waste, slump soar, stable volatile, start end, start finish, start
stop, stay leave, stay quit, strengthen weaken, strong weak, stronger weaker, supply demand, support oppose, supporter
opponent, survive die, survivor victim, tighten ease, tighten loosen, top bottom, unanimous divided, upper lower,
urban rural, useful useless, victory loss, voluntary compulsory, voluntary mandatory, warm cold, warmer colder, wet
dry, wetter drier, wholesale retail, above below, complete incomplete, correct incorrect, accurate inaccurate,
adequate inadequate, sufficient insufficient, experienced inexperienced, regular irregular, responsible irresponsible,
honest dishonest, satisfied dissatisfied, trust distrust, eligible ineligible, approve disapprove, faster slower,
manage fail
"""
