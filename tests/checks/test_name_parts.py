"""Names in each other's part: who does it, to whom, from whom, in which office; one's own part: silent."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings

COURT = (
    "Brenta Rail has sued the tunnel builder Orsk & Lind for 40 million crowns over cracks in the Hale tunnel.\n"
    "The cracks were discovered by a surveyor of the Safety Board, Imre Castel, in August. The Works Ministry had "
    "approved the design in 2019, although the Safety Board had warned against it.\n"
    "“We built what was ordered,” said Orsk & Lind's director, Ulla Mander, who took over from Pavel Dost in January. "
    "Dost, now an adviser to Brenta Rail, declined to comment.\n"
    "The judge, Irma Sol, will hear the case at the High Court in Torvik next month. The mayor of Skarby, Lise Krag, "
    "criticised the minister of works, Anton Veil, for his silence. Veil's sister Clara Veil sits on the board of "
    "Orsk & Lind.\n"
    "Brenta bought its trains from Vesta Stock, and sold its freight arm to Balt Cargo last year. Shares in Brenta "
    "fell by four percent on Friday, while those of Vesta Stock rose. Orsk & Lind said it would pay for the repairs; "
    "the Harbour Council refused to help.\n"
)
MATCH = (
    "Dara Quill beat Simone Abebe in three sets on Sunday to win the Lenmark Open, her first title since 2018.\n"
    "Abebe, the champion of the last two years, had saved two match points and complained to the umpire, Rolf Tasker, "
    "about a line call. Quill's coach, Mina Odu, wept in the stands.\n"
    "In the doubles Ana Perez and Tove Lang were defeated by the Kimura sisters. Lang hurt her knee in the second set "
    "and was taken to hospital. “It was a bad step,” said Ana Perez, who lost her racket and has withdrawn from the "
    "Carrick Masters.\n"
    "The sponsor, Varga Bank, will be replaced by Ostmark Insurance next year, the director, Lev Haller, said.\n"
)
PAIRS = [
    (COURT, "Orsk & Lind is suing Brenta Rail over the cracks.", "Brenta Rail is suing Orsk & Lind over the cracks."),
    (COURT, "Brenta Rail was sued by Orsk & Lind over cracks.", "Orsk & Lind was sued by Brenta Rail over cracks."),
    (COURT, "The cracks were found by Pavel Dost in August.", "The cracks were found by Imre Castel in August."),
    (
        COURT,
        "The Safety Board approved the design of the tunnel in 2019.",
        "The Works Ministry approved the design of the tunnel in 2019.",
    ),
    (COURT, "Pavel Dost is the director of Orsk & Lind.", "Ulla Mander is the director of Orsk & Lind."),
    (COURT, "Ulla Mander now advises Brenta Rail.", "Pavel Dost now advises Brenta Rail."),
    (COURT, "Lise Krag was criticised by Anton Veil.", "Anton Veil was criticised by Lise Krag."),
    (COURT, "Anton Veil sits on the board of Orsk & Lind.", "Clara Veil sits on the board of Orsk & Lind."),
    (COURT, "Brenta bought its trains from Balt Cargo.", "Brenta bought its trains from Vesta Stock."),
    (COURT, "Vesta Stock bought Brenta's freight arm.", "Balt Cargo bought Brenta's freight arm."),
    (COURT, "Shares in Vesta Stock fell by four percent.", "The share price of Brenta fell by four percent."),
    (COURT, "The Harbour Council will pay for the repairs.", "Orsk & Lind will pay for the repairs."),
    (MATCH, "Simone Abebe won the Lenmark Open, her first title.", "Dara Quill won the Lenmark Open, her first title."),
    (MATCH, "Quill lost to Abebe in three sets.", "Abebe lost to Quill in three sets."),
    (MATCH, "Abebe's coach, Mina Odu, wept in the stands.", "Quill's coach, Mina Odu, wept in the stands."),
    (MATCH, "Ana Perez hurt her knee in the second set.", "Tove Lang hurt her knee in the second set."),
    (MATCH, "Tove Lang has withdrawn from the Carrick Masters.", "Ana Perez has withdrawn from the Carrick Masters."),
    (MATCH, "Varga Bank will replace Ostmark Insurance.", "Ostmark Insurance will replace Varga Bank."),
    (MATCH, "The umpire, Lev Haller, heard a complaint.", "The umpire, Rolf Tasker, heard a complaint."),
]
ROAD = (
    "“I heard only stones,” said Jonas Weller, 16, from Ulmen, pulled out by a crew from Arsen after five hours. "
    "Labour Minister Ilse Varga was told at noon by Marten Oak, a labour historian."
)
PAIRS += [
    (
        ROAD,
        "Jonas Weller, 16, from Arsen, was dug out after five hours.",
        "Jonas Weller, 16, from Ulmen, was dug out after five hours.",
    )
]
SILENT = [
    (ROAD, "Labour Minister Ilse Varga was told at noon."),
    (
        "Fire chief Ivo Rand and the county prefect, Ada Brandt, flew over the area at noon.",
        "Fire chief Ivo Rand flew over the area with the prefect, Ada Brandt.",
    ),
    (
        "Tessa Moyo won the Cape Marathon on Sunday, beating Norland's Runa Holt by four seconds.",
        "Moyo beat Holt by four seconds.",
    ),
    (
        "A baker may go on selling the pie, the Court of Session decided. The judge, Lady Dunmore, saw no fault in it.",
        "Lady Dunmore has decided that the baker may go on selling the pie.",
    ),
    (
        "The foreign ministers of Tarvania and the Republic of Oss left the talks in Lindmark.",
        "The foreign minister of Oss left the talks in Lindmark.",
    ),
    (
        "Rovers beat Raith Town 4-0 to stay second in the Championship. Three goals fell at Ibrook Park in an hour.",
        "Rovers beat Raith Town 4-0 at Ibrook Park.",
    ),
    (COURT, "Inspectors of the Safety Board found the cracks in August."),
    (COURT, "The Safety Board found the cracks in August."),
    (COURT, "Krag, the mayor of Skarby, criticised Veil."),
    (COURT, "Judge Irma Sol hears the case of Brenta Rail against Orsk & Lind at the High Court in Torvik."),
    (COURT, "The Safety Board had warned against the design that the Works Ministry approved in 2019."),
    (MATCH, "Perez and Lang were beaten in the doubles by the Kimura sisters."),
    (MATCH, "Quill, who is coached by Mina Odu, beat Abebe."),
]


def kinds(text: str, article: str) -> set[str]:
    report = Assistant(settings=Settings(engine="embedded")).check(text, article)
    return {finding.kind.value for claim in report.claims for finding in claim.findings}


@pytest.mark.parametrize(("article", "fault", "twin"), PAIRS)
def test_a_name_in_the_part_of_another_is_found(article: str, fault: str, twin: str) -> None:
    assert "name_changed" in kinds(fault, article)
    assert "name_changed" not in kinds(twin, article)


@pytest.mark.parametrize(("article", "text"), SILENT)
def test_ones_own_part_told_otherwise_is_no_fault(article: str, text: str) -> None:
    assert "name_changed" not in kinds(text, article)


def test_known_names_do_not_make_a_heading_of_a_sentence() -> None:
    text = "The judge Irma Sol spoke to the Torvik Herald."
    assert "name_not_in_source" in kinds(text, COURT)
    assert "name_not_in_source" not in kinds("Judge To Hear Case Over Cracks In Torvik Tunnel Soon", COURT)
