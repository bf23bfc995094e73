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

_BIAS = -0.20
_TABLE = """
    a:aware=-0.9 a:clear=-1.2 a:committed=-1.5 a:concerned=-0.2 a:confident=0.5 a:critical=0.7 a:eager=0.6
    a:interested=-0.2 a:proud=-0.3 a:ready=-1.1 a:skeptical=0.3 a:unclear=-0.3 adjective_for=-1.6
    adjective_in=0.6 adjective_name=0.4 adjective_of=0.2 adjective_pronoun=-0.5 adjective_question=0.2
    adjective_relative=0.2 adjective_shared=-0.2 adjective_that=0.2 adjective_to=-0.7 after_about=0.3
    after_against=0.3 after_and=-2 after_at=-0.5 after_be=-0.6 after_but=-0.7 after_by=-0.8 after_close=-1.5
    after_colon=0.5 after_comma=0.4 after_do=-0.9 after_from=-1.4 after_have=-1.1 after_in=-0.7 after_modal=-0.7
    after_number=-0.3 after_off=-0.5 after_on=-0.2 after_open=-1.4 after_over=-0.5 after_particle=-0.3
    after_phrase=0.3 after_possessive=-1.9 after_preposition=-0.6 after_pronoun=0.5 after_question=0.4
    after_relative=-0.4 after_that=0.6 after_to=-0.2 after_with=-0.4 after_word=-0.3 base_and=-0.3
    base_colon=-1.4 base_comma=-0.3 base_object=-0.6 base_open=-1.1 base_pronoun=-0.3 base_question=-0.3
    base_quote=-1.8 base_start=-1.1 base_stop=-0.9 base_subordinate=-1.3 base_that=-0.4 base_to=0.2
    before_any=-0.4 before_colon=-0.8 before_most=-1.1 before_none=-0.3 before_open=-1.6 before_owner=-0.2
    before_question=-0.6 before_quote=-0.2 before_several=-0.2 before_some=0.2 before_start=-0.3
    before_stop=-0.6 before_subordinate=-0.3 before_that=-0.7 before_the=-0.4 before_this=-0.3 before_to=-0.2
    d:accept=-0.3 d:accept_determiner=0.2 d:accuse=0.8 d:accuse_name=0.4 d:address=-0.2
    d:address_determiner=-0.2 d:adopt=-1.7 d:aim_at=-0.2 d:allow=-0.6 d:allow_word=0.3 d:appeal=-1.2
    d:appear_to=0.9 d:appear_word=0.8 d:applaud=0.7 d:appoint=-0.4 d:ask=0.9 d:ask_about=-0.8 d:ask_name=-0.3
    d:assail=-0.6 d:attack=-0.2 d:attack_determiner=-0.3 d:attack_name=0.3 d:attempt=-0.8 d:attempt_to=-0.6
    d:authorize=-0.6 d:avoid=-1.8 d:back=-0.3 d:back_determiner=-0.2 d:back_in=-1.8 d:back_name=0.5
    d:back_to=-0.4 d:ban=-1.7 d:ban_determiner=-0.4 d:bash=-0.2 d:begin=-1.6 d:begin_gerund=-0.3 d:begin_to=-1.2
    d:bill=-1.3 d:bill_name=-3 d:blame=1.1 d:blast=0.7 d:block=-0.8 d:boo=-0.3 d:brief=-0.5 d:broker=-2
    d:brush=0.4 d:call=0.5 d:call_determiner=-0.2 d:call_for=1.1 d:call_name=-0.5 d:call_object=0.7
    d:call_on=0.8 d:call_quote=-0.2 d:call_word=-0.8 d:campaign=-1.4 d:campaign_be=-1.7 d:campaign_in=-1.5
    d:campaign_word=-2.2 d:cast=0.2 d:celebrate=-0.8 d:challenge=-0.2 d:champion=-0.2 d:characterize=0.8
    d:cheer=-0.3 d:choose=-0.8 d:cite=1.2 d:cite_determiner=-0.2 d:command=-1.1 d:compare=-0.4
    d:compare_with=-2.3 d:condemn=1 d:congratulate=0.4 d:continue=-0.4 d:continue_to=-0.2 d:convince=0.7
    d:counter=0.3 d:credit=0.6 d:criticize=0.8 d:criticize_determiner=0.5 d:criticize_name=0.7 d:debate=-1.5
    d:debate_word=-0.6 d:decline=0.4 d:decline_to=0.3 d:decry=1 d:defend=0.5 d:defend_determiner=0.2
    d:deliver=-1.1 d:demand=0.5 d:denounce=0.8 d:describe=1.3 d:describe_determiner=0.4 d:direct=-1.2
    d:disavow=0.4 d:discuss=0.4 d:dismiss=1 d:document=-0.2 d:embrace=-0.5 d:encourage=-0.3 d:endorse=0.7
    d:enjoy=-0.3 d:express=0.8 d:express_word=0.8 d:eye=-0.5 d:favor=-0.9 d:fight=-2.3 d:file=-1
    d:file_determiner=-0.3 d:focus_on=0.5 d:forward=0.3 d:hail=0.3 d:hammer=-0.6 d:hand=-1.6 d:hate=-0.3
    d:highlight=0.4 d:hit=-1.2 d:honor=-1.8 d:identify=0.5 d:illustrate=-0.2 d:instruct=-1 d:intend_to=-0.6
    d:introduce=-0.4 d:invite=-1.1 d:issue=-1 d:issue_determiner=0.5 d:knock=-0.8 d:launch=-0.8
    d:launch_determiner=-0.7 d:lie=-1.3 d:like=-0.4 d:liken=0.3 d:lobby=-1.5 d:look_at=-0.2 d:look_for=-0.4
    d:look_preposition=0.2 d:look_to=0.6 d:love=-0.2 d:make=-1.4 d:make_determiner=-0.4 d:make_name=-0.7
    d:make_particle=-2.2 d:mention=0.9 d:mock=0.4 d:mount=-0.6 d:name=-0.2 d:name_determiner=0.2 d:need=-1.4
    d:need_determiner=-0.9 d:need_to=-0.7 d:negotiate=-0.5 d:nominate_word=-1.4 d:offer_determiner=-0.3
    d:offer_word=0.6 d:oppose_determiner=-0.2 d:oppose_word=0.8 d:order=0.8 d:outline=0.3 d:paint=0.2
    d:pass=-0.8 d:persuade=0.5 d:pitch=-0.2 d:plan=-0.7 d:plan_to=0.4 d:plot=-0.9 d:point=-0.3
    d:point_particle=1.1 d:point_to=0.9 d:portray=0.8 d:pose=-2 d:praise=1.3 d:praise_name=0.7 d:pray=-1.6
    d:prefer=0.4 d:press=-0.5 d:press_word=-1.6 d:pressure=-0.4 d:promote=-0.6 d:propose=1 d:protest=-0.5
    d:prove=-1.3 d:publish=-1.3 d:push_determiner=-0.6 d:question=0.9 d:question_about=-0.4 d:rail=0.8
    d:raise=-1.7 d:raise_determiner=-0.8 d:raise_number=-1.8 d:rally=-1.1 d:read=0.4 d:rebuff=-0.4
    d:reconsider=-0.4 d:record=-2 d:record_word=-1.8 d:refer=0.4 d:refer_to=0.5 d:reference=0.3 d:refuse=0.3
    d:refuse_to=0.3 d:reject=0.4 d:release=-1.2 d:release_day=-1.7 d:release_word=-0.9 d:remain=-1.3
    d:remain_determiner=-1.3 d:remain_word=-0.3 d:request=-0.2 d:require=-0.7 d:require_determiner=-0.6
    d:respect=-2.5 d:reverse=-1.6 d:rip=0.4 d:seek=0.2 d:seek_determiner=-1 d:seek_word=0.5 d:seem=0.6
    d:seem_to=0.2 d:settle=-1.2 d:share=-0.5 d:show=0.2 d:show_determiner=0.3 d:show_name=0.5
    d:show_particle=-2.4 d:show_that=0.6 d:side=-0.6 d:sign=-0.7 d:single=-0.9 d:skip=-1.6 d:slam=0.9
    d:sound=-0.2 d:speak=-0.3 d:speak_at=-0.5 d:speak_to=-1.1 d:speak_word=-2.4 d:stand=-0.9 d:support_name=-0.2
    d:support_word=0.6 d:suspend=-1.5 d:talk=0.4 d:talk_about=0.3 d:target=-1.2 d:teach=-1.4 d:tend=-0.6
    d:tend_to=-0.5 d:tout=1.3 d:try=-0.9 d:try_to=-0.3 d:unveil=-0.6 d:value=-2 d:vote=-0.9 d:vote_for=0.7
    d:vote_in=0.2 d:vote_word=-1.3 d:want=-0.2 d:want_determiner=-0.2 d:wave=-1.4 d:weigh=0.4 d:welcome=-0.5
    d:withdraw=-0.2 doing_about=0.2 doing_against=0.4 doing_and=-0.2 doing_at=-0.2 doing_be=-1 doing_but=-0.4
    doing_by=-0.5 doing_close=-1.2 doing_colon=0.4 doing_day=-1.1 doing_do=-1.3 doing_from=-2.8 doing_have=-2
    doing_in=-1.4 doing_modal=-2.8 doing_none=-0.5 doing_noun=-0.2 doing_number=-0.4 doing_of=-0.5 doing_on=-0.6
    doing_open=-1.2 doing_over=-0.5 doing_possessive=-1.4 doing_preposition=-0.3 doing_question=0.2
    doing_quote=-0.4 doing_shared=-0.3 doing_stop=-0.5 doing_subordinate=-0.2 doing_that=-0.2 doing_with=-0.3
    form_base=-0.3 form_other=-0.2 gerund_and=0.3 gerund_colon=-0.4 gerund_comma=0.5 gerund_name=-0.5
    gerund_object=-0.3 gerund_pronoun=-0.7 gerund_question=-0.4 gerund_quote=1.1 gerund_relative=-0.3
    gerund_start=-0.4 gerund_stop=0.5 gerund_subordinate=0.2 gerund_that=-0.6 gerund_to=-0.7 n:account=-1.2
    n:accusation=-0.4 n:advice=0.2 n:agreement=-0.5 n:analysis=-2.1 n:appeal=-1.6 n:argument=-0.2
    n:assertion=0.5 n:assessment=-0.2 n:attack_in=-2.1 n:attack_on=0.5 n:attempt=-1.2 n:attempt_to=-1
    n:attention=-0.4 n:attention_to=0.6 n:belief=0.4 n:bid=-2.6 n:bill=-2.3 n:call=0.4 n:claim=-0.5
    n:comment=-0.9 n:commitment=-0.7 n:concern_about=0.3 n:consensus=0.5 n:criticism=0.6 n:critique=-0.4
    n:debate=-0.6 n:decision=-0.4 n:decision_to=-0.2 n:defense=0.5 n:demand=-1.7 n:description=-1.7 n:desire=0.4
    n:discussion=-0.7 n:doubt=-0.2 n:effort=-1 n:effort_to=-0.4 n:endorsement=-0.5 n:endorsement_of=0.3
    n:enthusiasm=0.7 n:evidence=-1.1 n:expectation=-0.8 n:explanation=-1.5 n:fear=0.4 n:focus=-0.7 n:hope=0.7
    n:intention=-1.8 n:interest=0.4 n:interest_in=0.9 n:lawsuit=-0.2 n:mention=0.8 n:message=-0.5 n:news=-2.1
    n:opinion=0.7 n:opposition=-0.2 n:order=-0.7 n:order_to=-0.5 n:plan=-0.4 n:position=-0.7 n:position_on=0.4
    n:promise=0.5 n:proposal_to=-0.3 n:prospect=-2.1 n:question=-0.5 n:question_about=-0.3 n:reaction=-0.4
    n:reference=0.2 n:refusal=-1 n:rejection=0.5 n:remark=-0.6 n:report=-0.9 n:request=-0.6 n:response=-0.2
    n:response_to=-0.3 n:ruling=-1.4 n:sense=-1.1 n:stance=-0.9 n:statement=0.2 n:suggestion=0.2 n:support=-0.2
    n:support_from=-0.3 n:threat=-2.8 n:tweet=0.6 n:view=-0.5 n:warning=0.3 n:willingness=-0.6 noun_about=0.3
    noun_against=-0.6 noun_and=-0.3 noun_any=-0.4 noun_at=-1.4 noun_comma=-0.2 noun_for=-0.2 noun_from=-0.5
    noun_have=0.2 noun_in=-1 noun_most=-1.1 noun_name=-0.2 noun_owner=-0.2 noun_pronoun=0.5 noun_question=-1
    noun_relative=-0.4 noun_several=-0.2 noun_some=0.2 noun_start=-0.9 noun_subordinate=-0.5 noun_that=-0.3
    noun_the=-0.4 noun_this=-0.3 noun_with=-3 noun_word=-0.2 other_and=-0.3 other_any=-0.4 other_comma=-0.2
    other_have=0.2 other_most=-1.1 other_name=0.2 other_owner=-0.2 other_pronoun=-0.2 other_several=-0.2
    other_shared=-0.2 other_some=0.2 other_start=0.3 other_subordinate=-0.5 other_that=-0.9 other_the=-0.4
    other_this=-0.3 other_to=-0.2 other_word=-0.2 participle_noun=-0.2 participle_pronoun=0.2
    participle_relative=-0.2 participle_shared=0.3 past_declining=0.2 past_name=0.2 past_none=-0.4
    past_quote=-0.3 past_shared=-0.4 past_start=0.3 past_stop=-1 past_subordinate=-0.2 past_to=-0.8
    present_comma=-0.9 present_name=0.3 present_noun=-0.4 present_pronoun=0.2 present_question=-1
    present_quote=0.9 present_start=-0.6 present_subordinate=-1.3 present_that=-0.6 present_to=-0.7
    s:according=0.3 s:according_phrase=0.3 s:acknowledge_that=-0.2 s:add=-0.2 s:add_comma=1.2 s:add_stop=0.7
    s:add_that=0.7 s:admit=-0.2 s:advise=-1.2 s:advocate=-0.8 s:allege=0.3 s:answer=-0.7 s:apologize=-0.4
    s:argue=0.7 s:argue_that=0.3 s:assert=0.4 s:assure=-0.2 s:brag=-0.3 s:caution=0.3 s:chant=-0.5 s:claim=0.2
    s:clarify=-0.2 s:comment=-0.5 s:complain=0.4 s:conclude=0.5 s:contend=-0.2 s:cry=-0.3 s:deny=-0.5
    s:dispute=-0.2 s:email=-2.1 s:email_word=-1 s:emphasize=0.6 s:explain=0.2 s:explain_question=0.4 s:hint=0.2
    s:imply=-0.4 s:indicate=0.3 s:inform=0.2 s:insist=0.5 s:insist_that=-0.2 s:joke=0.4 s:lament=0.5
    s:maintain=-1.5 s:maintain_determiner=-1.3 s:note=0.5 s:note_that=0.6 s:pledge=-0.2 s:pledge_to=0.4
    s:post=-1.3 s:post_word=-0.4 s:predict=0.2 s:promise=0.3 s:promise_to=0.5 s:quote=-0.3 s:recall=0.4
    s:recommend=-0.5 s:reiterate=0.5 s:remark=-0.9 s:repeat=0.6 s:reply=-0.4 s:report=-0.3 s:report_by=0.9
    s:report_stop=0.4 s:report_that=0.2 s:report_word=-0.2 s:respond=-0.2 s:respond_to=0.2 s:retweet=-0.6
    s:say=0.6 s:say_about=-0.7 s:say_at=0.2 s:say_be=0.5 s:say_day=0.2 s:say_determiner=0.6 s:say_in=0.5
    s:say_name=0.4 s:say_object=1 s:say_of=-0.3 s:say_on=-0.2 s:say_preposition=0.2 s:say_pronoun=-0.4
    s:say_quote=0.2 s:say_word=1 s:shout=0.3 s:signal=-0.4 s:state=-2.4 s:state_and=-1.6 s:state_be=-1.4
    s:state_have=-1.1 s:state_modal=-2 s:state_name=-1.7 s:state_of=-0.5 s:state_preposition=-0.3
    s:state_stop=-0.3 s:state_that=1 s:state_to=-2 s:state_word=-1.3 s:stress=0.8 s:suggest=0.4
    s:suggest_determiner=-0.2 s:tell=0.3 s:tell_determiner=0.2 s:tell_object=-0.4 s:tell_word=1.2 s:tweet=0.3
    s:tweet_word=-0.4 s:urge=0.4 s:vow=0.9 s:vow_to=0.4 s:warn=0.4 s:write=0.2 s:write_determiner=-0.8
    s:write_in=0.5 s:write_stop=0.4 s:yell=0.2 saying_against=0.5 saying_be=-0.4 saying_but=-0.3 saying_by=-0.3
    saying_colon=0.7 saying_comma=0.2 saying_day=0.4 saying_from=-0.5 saying_have=-0.4 saying_in=0.3
    saying_modal=-0.6 saying_name=0.2 saying_none=-0.8 saying_number=-0.3 saying_on=0.3 saying_open=-1.2
    saying_over=-0.5 saying_particle=-0.4 saying_phrase=0.3 saying_possessive=-1.2 saying_preposition=-0.2
    saying_pronoun=0.4 saying_question=-0.2 saying_relative=-0.5 saying_start=-0.5 saying_subordinate=-0.3
    saying_that=0.3 saying_with=-0.7 saying_word=-0.3 shape_after_clause=0.2 shape_after_quote=-0.3 shape_by=0.7
    shape_gerund=-0.3 shape_helped=-0.2 shape_infinitive=-0.4 shape_inverted_clause=0.3 shape_leading=0.6
    shape_noun=-0.3 shape_odd=-0.3 shape_participle=-0.4 shape_passive=-0.5 shape_progressive=0.6
    sort_doing=-0.4 sort_noun=-0.3 sort_thinking=-0.2 t:agree=0.8 t:agree_to=-0.5 t:assume=-0.5 t:believe=0.4
    t:believe_determiner=-0.6 t:believe_that=-0.5 t:calculate=-0.4 t:care=-1.8 t:care_name=-2.3 t:care_word=-1.9
    t:consider_determiner=-0.5 t:decide_to=0.2 t:determine=-0.3 t:disagree=0.6 t:discover=-0.4 t:doubt=0.2
    t:expect=0.6 t:expect_to=0.8 t:fear=0.5 t:feel=-0.3 t:feel_word=0.4 t:figure=-1.7 t:find=-0.5
    t:find_determiner=-0.3 t:find_that=0.9 t:forget=-0.7 t:gather=-2.8 t:hear=-0.9 t:hope=0.7 t:imagine=-0.3
    t:judge=-1.9 t:judge_name=-1.9 t:know_subordinate=-0.5 t:learn=-0.3 t:mean=-2 t:regard=0.6 t:remember=0.7
    t:rule=-1.4 t:see=-0.3 t:see_determiner=0.3 t:see_name=0.3 t:see_object=0.2 t:see_word=0.6 t:sense=-0.3
    t:speculate=0.5 t:suppose=-1.8 t:think=0.2 t:trust=-1 t:understand=-0.6 t:wonder=1.2 t:worry=0.4
    t:worry_about=-0.3 thinking_and=-0.7 thinking_at=-0.9 thinking_by=-1.3 thinking_colon=-1
    thinking_determiner=-0.3 thinking_for=0.3 thinking_from=-1.7 thinking_gerund=-0.3 thinking_modal=0.4
    thinking_none=0.5 thinking_number=0.3 thinking_on=-0.4 thinking_open=-1.1 thinking_preposition=-0.5
    thinking_pronoun=-0.6 thinking_quote=-0.3 thinking_shared=0.2 thinking_start=0.7 thinking_stop=-0.4
    thinking_subordinate=0.2 thinking_that=0.4 thinking_to=-0.2 thinking_with=0.4 thinking_word=-0.4
"""
_WEIGHTS = {
    feature.replace("_", " "): float(weight)
    for feature, _, weight in (entry.rpartition("=") for entry in _TABLE.split())
}


def chance(features: Iterable[str]) -> float:
    """The chance, 0 to 1, that a frame with these features is an attribution."""
    return 1 / (1 + exp(-_BIAS - sum(_WEIGHTS.get(feature, 0.0) for feature in features)))
