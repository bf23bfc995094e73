from __future__ import annotations

import json
import re
from collections import defaultdict

import numpy as np
import pytest

from assistant.errors import UsageError
from assistant.evaluation.analysis.measures import metric_named
from assistant.evaluation.attributions.annotated import load as load_annotated
from assistant.evaluation.cases.rows import Case, load
from assistant.evaluation.cases.suites import Kind, available, find
from assistant.evaluation.metrics.auroc import auroc
from assistant.evaluation.metrics.bootstrap import everything
from assistant.resources import data_directory
from assistant.schema import FindingKind

CASES = load(find("first").cases)
QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")


def test_every_suite_loads_and_says_how_it_was_made() -> None:
    for suite in available():
        assert find(suite.name) == suite
        assert suite.made
        if suite.kind is Kind.ATTRIBUTIONS:
            assert load_annotated(suite.cases)
            continue
        assert load(suite.cases)
        assert [metric_named(name).name for name in (*suite.metrics, *suite.thresholds)]


def test_there_are_enough_cases_and_they_are_of_the_taxonomy() -> None:
    suites = [suite for suite in available() if suite.kind is Kind.CLAIMS]
    ours = [case for suite in suites for case in load(suite.cases)]
    assert len({(case.document, case.claim) for case in ours}) >= 1000
    assert {FindingKind(kind) for case in ours for kind in case.error_types} == set(FindingKind)


def test_forty_articles_have_key_points_in_their_own_words() -> None:
    lines = (data_directory("evals") / "summaries.articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    assert len(articles) == len({article["document"] for article in articles}) >= 40
    assert len({article["dataset"] for article in articles}) >= 20
    for article in articles:
        assert len(article["key_points"]) >= 4
        assert all(point["quote"] in article["document"] for point in article["key_points"])


def test_an_unknown_suite_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UsageError, match="there is no suite 'second': choose one of attributions, first, "):
        find("second")


def test_cases_come_as_pairs_of_a_faithful_claim_and_a_faulty_twin() -> None:
    pairs: dict[str, list[Case]] = defaultdict(list)
    for case in CASES:
        pairs[case.id.rpartition("-")[0]].append(case)

    assert len(pairs) >= 30
    for faithful, faulty in pairs.values():
        assert (faithful.label, faulty.label) == (1, 0)
        assert faithful.claim != faulty.claim
        assert (faithful.document, faithful.dataset) == (faulty.document, faulty.dataset)
        assert not faithful.error_types
        assert [FindingKind(kind) for kind in faulty.error_types]


def test_documents_are_many_and_short_and_have_one_id_each() -> None:
    documents = {case.document_id: case.document for case in CASES}

    assert len(documents) == len({case.document for case in CASES}) >= 12
    assert all(60 <= len(document.split()) <= 120 for document in documents.values())


def test_claims_are_not_repeated() -> None:
    assert len({case.claim for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [case for case in CASES if case.label == 1], ids=lambda case: case.id)
def test_what_a_faithful_claim_quotes_is_in_its_document(case: Case) -> None:
    for curly, straight in QUOTED.findall(case.claim):
        assert (curly or straight) in case.document


def test_counting_shared_words_does_not_tell_the_twins_apart() -> None:
    label = np.array([float(case.label) for case in CASES])
    separation = auroc(label, np.array(list(map(_shared_words, CASES))), everything(len(CASES)))

    assert 0.35 < separation[0] < 0.6


def test_the_example_repeats_what_real_articles_repeat() -> None:
    lines = (data_directory("evals") / "examples" / "article.txt").read_text(encoding="utf-8").splitlines()
    repeated = {line for line in lines if line and lines.count(line) == 2}

    assert len(repeated) == 3
    assert sum(line.startswith("**") for line in repeated) == 1


def _shared_words(case: Case) -> float:
    words = re.findall(r"\w+", case.claim.casefold())
    known = set(re.findall(r"\w+", case.document.casefold()))
    return sum(word in known for word in words) / len(words)
