"""How often a frame reports speech or thought: a logistic regression over what the frame looks like.

The weights are ours, fitted to the frames that these rules find in the training part of PolNeAR (Newell et al., LREC
2018), where people marked every attribution: a frame is right if its cue is one of theirs and half of the content is.
Each weight is the change in log-odds that its feature makes: "s:say" the verb of saying "say", "shape inverted" a verb
before its speaker, "after that" a "that" behind the cue, "doing object" a verb of doing before "him". A feature that is
not listed changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp

_BIAS = -0.26
_TABLE = """
    a:aware=-1.6 a:clear=-1 a:committed=-1.7 a:critical=0.6 a:eager=0.5 a:ready=-1.9 a:unclear=-0.2
    a:willing=-0.2 adjective_about=0.4 adjective_in=0.2 adjective_name=0.4 adjective_noun=-0.2
    adjective_pronoun=-0.7 adjective_question=0.2 adjective_that=-0.2 adjective_to=-0.3 after_about=0.3
    after_against=0.3 after_and=-1.9 after_at=-0.5 after_be=-0.5 after_but=-1 after_by=-0.8 after_close=-1.4
    after_colon=0.6 after_comma=0.3 after_do=-0.5 after_from=-1.6 after_have=-1.1 after_in=-0.6 after_modal=-0.7
    after_not=0.2 after_number=-0.5 after_off=-0.6 after_on=-0.3 after_open=-1.2 after_over=-0.7
    after_particle=-0.3 after_phrase=0.3 after_possessive=-1.6 after_preposition=-0.7 after_pronoun=0.3
    after_question=0.3 after_relative=-0.3 after_that=0.7 after_with=-0.5 after_word=-0.3 base_and=-0.4
    base_colon=-1.1 base_comma=0.2 base_name=-0.2 base_object=-0.6 base_open=-1 base_pronoun=-0.4
    base_quote=-0.5 base_start=-0.7 base_subordinate=-0.8 base_that=-0.8 base_to=0.2 before_any=-0.2
    before_colon=-1.3 before_have=0.3 before_most=-1 before_name=0.2 before_none=-0.2 before_open=-1.4
    before_owner=-0.2 before_question=-0.4 before_relative=-0.2 before_shared=-0.3 before_start=-0.3
    before_stop=-0.6 before_subordinate=-0.2 before_that=-0.8 before_the=-0.4 d:accuse=0.9 d:address=-0.2
    d:address_determiner=-0.6 d:adopt=-1.2 d:aim_at=-0.2 d:allow=-0.5 d:appeal=-2.2 d:appear_to=0.4
    d:applaud=0.7 d:approve=0.3 d:ask=0.8 d:ask_name=-0.6 d:assail=-1.6 d:attack=-0.2 d:attack_name=0.3
    d:attempt=-0.6 d:attribute=0.3 d:authorize=-0.7 d:avoid=-1.1 d:back=-0.5 d:back_in=-1.9 d:back_name=0.2
    d:ban=-2 d:bash=-0.4 d:begin=-1.4 d:begin_gerund=-0.2 d:bill=-1.2 d:bill_name=-2.6 d:blame=1.3 d:blast=0.5
    d:block=-0.7 d:boo=-0.6 d:broker=-1.8 d:call=0.4 d:call_determiner=-0.3 d:call_for=1.2 d:call_name=-0.4
    d:call_object=0.6 d:call_on=0.9 d:campaign=-1.2 d:campaign_in=-1.1 d:campaign_word=-1.9 d:cast=0.3
    d:celebrate=-0.8 d:cheer=-0.6 d:chide=1.1 d:choose=-1 d:circulate=-0.5 d:cite=1.4 d:command=-0.9
    d:compare=-1 d:condemn=0.8 d:congratulate=0.5 d:continue=-0.3 d:convince=0.2 d:counter=0.6 d:credit=0.6
    d:criticize=0.7 d:debate=-1.3 d:decline=0.4 d:decline_to=0.3 d:decry=1 d:defend=0.7 d:defend_determiner=0.5
    d:deliver=-0.9 d:deliver_determiner=-0.2 d:demonstrate=-0.5 d:denounce=1.1 d:describe=1.2 d:direct=-1.6
    d:disavow=0.4 d:discuss=0.5 d:dismiss=0.9 d:document=-0.5 d:echo=-0.3 d:embrace=-0.7 d:encourage=-0.3
    d:endorse=0.4 d:endorse_name=0.2 d:enjoy=-0.6 d:express=0.6 d:express_word=0.6 d:favor=-1.2 d:fight=-3
    d:file=-1.9 d:focus_on=0.5 d:forward=0.5 d:hand=-2 d:hate=-0.7 d:hit=-0.9 d:identify=1 d:introduce=-0.7
    d:invite=-0.9 d:issue=-0.7 d:knock=-0.6 d:label=0.3 d:launch=-1 d:launch_determiner=-1 d:lie=-1.7
    d:list=-0.7 d:lobby=-1.3 d:look=-0.2 d:love=-0.5 d:make=-1.3 d:make_determiner=-0.4 d:make_word=-0.2
    d:mention=0.9 d:mount=-0.8 d:name=-0.3 d:need=-1.4 d:need_to=-0.8 d:negotiate=-1.6 d:offer_determiner=-0.5
    d:offer_word=0.6 d:order=0.3 d:outline=0.4 d:pass=-0.4 d:persuade=0.4 d:plan=-0.5 d:plan_to=0.4 d:point=-0.2
    d:point_particle=1 d:point_to=0.9 d:portray=0.8 d:pose=-1.4 d:praise=1.6 d:press=-0.5 d:press_word=-1
    d:pressure=-0.4 d:promote=-0.7 d:propose=0.7 d:protest=-0.7 d:prove=-1.1 d:publish=-1.2 d:push=-0.2
    d:question=0.9 d:question_about=-0.2 d:rail=1.1 d:raise=-1.4 d:raise_determiner=-0.7 d:rally=-0.8
    d:record=-2.8 d:refer=0.3 d:refer_to=0.3 d:reference=0.4 d:refuse=0.3 d:reject=0.7 d:release=-1.2
    d:release_determiner=0.3 d:remain=-1.2 d:remain_word=-0.7 d:request=0.6 d:require=-0.4 d:resist=0.2
    d:respect=-1.8 d:reverse=-1.8 d:rip=0.4 d:seem=0.6 d:seem_word=0.3 d:settle=-1.7 d:share=-0.2
    d:show_determiner=0.5 d:show_name=0.5 d:show_that=0.6 d:show_word=0.2 d:side=-0.5 d:sign=-0.5 d:slam=0.3
    d:speak=-0.2 d:speak_to=-1.4 d:stand=-1.2 d:support_determiner=-0.3 d:support_name=-0.2 d:support_word=0.5
    d:suspend=-1.3 d:talk=0.4 d:target=-1.3 d:teach=-0.5 d:tend=-0.7 d:thank=0.7 d:tout=1.2 d:try=-0.9
    d:try_to=-0.3 d:value=-1.5 d:voice=-0.3 d:vote=-0.7 d:vote_for=0.7 d:vote_in=0.4 d:vote_word=-2.5
    d:want_determiner=0.2 d:want_to=-0.2 d:wave=-1.9 d:weigh=0.6 d:welcome=-0.2 d:withdraw=-0.2 doing_about=0.2
    doing_against=0.2 doing_and=-0.2 doing_at=-0.3 doing_be=-0.7 doing_but=-1.4 doing_by=-0.4 doing_close=-1.2
    doing_colon=0.4 doing_day=-1.1 doing_do=-1.1 doing_from=-2.6 doing_have=-1.8 doing_in=-1.2 doing_modal=-2
    doing_none=-0.4 doing_number=-0.7 doing_object=-0.3 doing_of=-0.2 doing_off=-0.3 doing_on=-0.5
    doing_open=-1.1 doing_over=-0.3 doing_possessive=-1 doing_quote=-0.5 doing_shared=-1.1 doing_stop=-0.4
    doing_that=-0.2 doing_with=-0.4 form_base=-0.4 form_present=-0.2 gerund_and=0.3 gerund_colon=-0.9
    gerund_comma=0.5 gerund_name=-0.5 gerund_pronoun=-0.6 gerund_quote=1.1 gerund_start=-0.7 gerund_stop=0.2
    gerund_subordinate=-0.3 gerund_that=-0.7 gerund_to=-0.2 n:account=-1.3 n:allegation=-0.2 n:analysis=-1.9
    n:appeal=-1 n:argument=-0.3 n:assertion=0.4 n:attack=0.2 n:attack_on=0.4 n:attempt=-2.4 n:attention=-0.4
    n:bid=-2.4 n:bill=-2.1 n:call=0.5 n:comment=-0.9 n:commitment=-1.5 n:complaint=-0.4 n:concern=0.2
    n:confidence=-0.8 n:consensus=-0.4 n:criticism=0.6 n:critique=-0.4 n:debate=-0.6 n:decision=-0.9
    n:demand=-1.4 n:discussion=-0.7 n:effort=-0.9 n:effort_to=-0.5 n:endorsement=-0.2 n:enthusiasm=0.3
    n:evidence=-0.7 n:expectation=-0.4 n:focus=-0.7 n:hope=0.6 n:idea=-0.3 n:interest=0.3 n:lawsuit=0.2
    n:mention=0.2 n:message=-0.2 n:news=-1.4 n:notion=-0.3 n:opposition=-0.8 n:order=-1.8 n:plan_to=0.4
    n:position=-0.2 n:promise=0.7 n:prospect=-2.1 n:question=-0.6 n:reaction=-0.7 n:reference=0.4 n:refusal=-0.7
    n:rejection=0.5 n:remark=-0.6 n:report=-1 n:request=-0.4 n:sense=-2.1 n:stance=-0.6 n:statement=0.5
    n:suggestion=0.3 n:support=-0.2 n:support_for=-0.2 n:talk=-0.8 n:threat=-2.3 n:tweet=0.7 n:view=0.2
    n:warning=0.3 n:willingness=-0.5 noun_about=0.2 noun_against=-0.3 noun_and=-0.2 noun_any=-0.2 noun_at=-0.8
    noun_colon=-0.5 noun_comma=-0.6 noun_from=-0.9 noun_have=0.3 noun_in=-0.8 noun_most=-1 noun_name=-0.4
    noun_on=-0.2 noun_over=-0.4 noun_owner=-0.2 noun_preposition=-0.2 noun_pronoun=0.7 noun_question=-1.8
    noun_start=-0.6 noun_subordinate=-0.5 noun_the=-0.4 noun_with=-2.4 other_and=-0.2 other_any=-0.2
    other_comma=-0.6 other_have=0.3 other_most=-1 other_noun=-0.2 other_owner=-0.2 other_preposition=-0.2
    other_pronoun=-0.2 other_relative=-0.2 other_start=0.3 other_subordinate=-0.5 other_that=-0.5 other_the=-0.4
    other_to=-0.5 participle_name=0.2 participle_none=0.5 participle_noun=-0.3 participle_pronoun=0.5
    participle_relative=-0.6 past_and=0.2 past_declining=0.2 past_name=0.2 past_none=-0.8 past_noun=0.2
    past_object=-0.6 past_quote=-0.4 past_shared=-0.6 past_start=0.5 past_stop=-0.7 past_subordinate=0.3
    past_that=0.2 past_to=-0.6 present_and=-0.3 present_comma=-1.4 present_name=0.3 present_noun=-0.5
    present_pronoun=0.2 present_question=-0.8 present_quote=1 present_relative=-0.3 present_start=-1.3
    present_stop=-0.2 present_subordinate=-1.4 present_that=-0.8 present_to=-0.7 s:according=0.3
    s:according_phrase=0.3 s:acknowledge=-0.3 s:add=-0.2 s:add_comma=1.5 s:add_stop=0.3 s:add_that=0.6
    s:advise=-1.1 s:advocate=-0.6 s:allege=0.6 s:answer=-0.4 s:apologize=-0.4 s:argue=0.5 s:argue_that=0.5
    s:assert=0.5 s:assure=-0.4 s:boast=0.2 s:chant=-0.2 s:clarify=-0.5 s:comment=-0.5 s:conclude=0.3
    s:confirm=0.3 s:cry=-0.5 s:declare=0.2 s:deny=-0.6 s:dispute=-0.3 s:email=-2.4 s:email_word=-1.7
    s:emphasize=0.4 s:estimate=-0.8 s:explain=0.2 s:hint=-0.2 s:indicate=0.8 s:insist=0.4 s:joke=0.3
    s:maintain=-1.6 s:note=0.4 s:note_that=0.5 s:plead=-0.4 s:pledge_to=0.3 s:post=-1.3 s:post_word=-0.7
    s:predict=0.4 s:promise=0.4 s:quote=-0.2 s:recommend=-0.3 s:reiterate=1 s:remark=-0.6 s:remind=0.5
    s:repeat=0.7 s:reply=-0.7 s:report=0.3 s:report_word=-0.6 s:respond=-0.2 s:respond_to=0.3 s:retweet=-0.9
    s:say=0.5 s:say_at=0.7 s:say_day=0.9 s:say_determiner=0.5 s:say_in=0.5 s:say_name=0.3 s:say_object=1.3
    s:say_of=-0.4 s:say_pronoun=-0.3 s:say_stop=-0.2 s:say_word=0.8 s:shout=0.8 s:state=-2.4 s:state_and=-1.2
    s:state_name=-1.3 s:state_of=-2.1 s:state_word=-1.3 s:stress=0.6 s:suggest=0.3 s:tell=0.4
    s:tell_determiner=0.2 s:tell_name=-0.2 s:tell_word=1 s:threaten=0.6 s:tweet=0.4 s:urge=0.5 s:vow=0.6
    s:warn=0.4 s:write_stop=0.8 saying_against=0.4 saying_at=-0.3 saying_be=-0.4 saying_but=-0.3 saying_by=-0.6
    saying_colon=0.9 saying_comma=0.3 saying_day=0.4 saying_for=0.2 saying_from=-0.5 saying_have=-0.5
    saying_modal=-0.7 saying_name=0.2 saying_none=-1.3 saying_of=-0.3 saying_on=0.3 saying_open=-1
    saying_over=-0.7 saying_phrase=0.3 saying_possessive=-1.2 saying_preposition=-0.3 saying_pronoun=0.6
    saying_quote=0.2 saying_relative=-0.5 saying_start=-0.4 saying_to=-0.4 saying_with=-0.4 saying_word=-0.4
    shape_after_clause=0.3 shape_after_quote=-0.2 shape_by=0.6 shape_gerund=-0.2 shape_helped=-0.2
    shape_infinitive=-0.3 shape_leading=0.6 shape_noun=-0.2 shape_odd=-0.4 shape_participle=-0.6
    shape_passive=-0.3 shape_passive_by=-0.2 shape_progressive=0.4 sort_doing=-0.4 sort_noun=-0.2
    sort_saying=0.2 t:agree=0.8 t:assume=-0.9 t:believe=0.3 t:care=-1.6 t:consider=-0.3 t:decide=-0.3
    t:deem=-1.7 t:determine=-0.7 t:disagree=0.7 t:doubt=-0.3 t:expect=0.5 t:expect_to=0.8 t:fear=0.7 t:feel=-0.2
    t:figure=-2.5 t:find=-0.6 t:find_determiner=-0.5 t:find_word=0.2 t:gather=-2.3 t:hear=-1 t:hope=0.8
    t:judge=-1.3 t:know=0.2 t:learn=-0.3 t:mean=-1.6 t:project=0.2 t:recognize=-0.3 t:regard=0.6 t:rule=-1
    t:see=-0.3 t:see_determiner=0.2 t:suppose=-1.5 t:trust=-1.5 t:understand=-0.5 t:wonder=1.6 t:worry=0.4
    thinking_and=-0.6 thinking_at=-0.5 thinking_be=0.3 thinking_by=-0.8 thinking_colon=-0.5
    thinking_determiner=-0.2 thinking_for=0.3 thinking_from=-1 thinking_in=-0.3 thinking_modal=0.4
    thinking_none=0.4 thinking_of=0.2 thinking_on=-0.2 thinking_particle=-0.5 thinking_preposition=-0.7
    thinking_pronoun=-0.7 thinking_question=0.2 thinking_quote=-0.6 thinking_that=0.5 thinking_with=0.3
    thinking_word=-0.4
"""
_WEIGHTS = {
    feature.replace("_", " "): float(weight)
    for feature, _, weight in (entry.rpartition("=") for entry in _TABLE.split())
}


def chance(features: Iterable[str]) -> float:
    """The chance, 0 to 1, that a frame with these features is an attribution."""
    return 1 / (1 + exp(-_BIAS - sum(_WEIGHTS.get(feature, 0.0) for feature in features)))
