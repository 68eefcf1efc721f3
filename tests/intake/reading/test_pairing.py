"""Parallel paragraphs of a control plan are paired: by number, by words, by where they stand."""

from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER, FREQUENCY, METHOD
from riskbild.intake.reading.pairing import likeness, pair

ONE, TWO, THREE = "Kontrollera attestlistor", "Följ upp behörigheter", "Granska fakturor"


def test_a_single_control_takes_everything() -> None:
    paired = pair({CONTROL: ONE, METHOD: "Stickprov\n\nGenomgång"}, {})
    assert paired.controls == ({CONTROL: ONE, METHOD: "Stickprov\n\nGenomgång"},)
    assert paired.sure == 1


def test_as_many_blocks_as_controls_go_one_to_one() -> None:
    paired = pair(
        {CONTROL: f"{ONE}\n\n{TWO}", METHOD: "Stickprov\n\n\n\nGenomgång", FREQUENCY: "Tertial\n\nÅrligen"}, {}
    )
    assert [control[METHOD] for control in paired.controls] == ["Stickprov", "Genomgång"]
    assert [control[FREQUENCY] for control in paired.controls] == ["Tertial", "Årligen"]


def test_a_single_block_counts_for_every_control() -> None:
    paired = pair({CONTROL: f"{ONE}\n\n{TWO}", FREQUENCY: "Tertial"}, {})
    assert [control[FREQUENCY] for control in paired.controls] == ["Tertial", "Tertial"]


def test_a_single_text_that_speaks_of_one_control_is_for_that_one() -> None:
    paired = pair({CONTROL: f"{ONE}\n\n{TWO}\n\n{THREE}", METHOD: "Genomgång av behörigheter i systemet"}, {})
    assert [METHOD in control for control in paired.controls] == [False, True, False]


def test_an_owner_counts_down_to_the_next_owner() -> None:
    cells = {CONTROL: f"{ONE}\n\n{TWO}\n\n{THREE}", CONTROL_OWNER: "Rektor\n\n\n\nEkonom"}
    paired = pair(cells, {CONTROL: 40, CONTROL_OWNER: 20})
    assert [control[CONTROL_OWNER] for control in paired.controls] == ["Rektor", "Rektor", "Ekonom"]


def test_more_methods_than_controls_go_where_their_words_are_and_it_is_said_to_be_unsure() -> None:
    methods = "Stickprov av attestlistor\n\nLoggar över behörigheter\n\nLista över behörigheter\n\nUrval av fakturor"
    paired = pair({CONTROL: f"{ONE}\n\n{TWO}\n\n{THREE}", METHOD: methods}, {})
    assert paired.controls[1][METHOD] == "Loggar över behörigheter\nLista över behörigheter"
    assert paired.controls[2][METHOD] == "Urval av fakturor"
    assert paired.sure < 0.7


def test_bullets_part_controls_as_empty_lines_do() -> None:
    paired = pair({CONTROL: f"- {ONE}\n- {TWO}", FREQUENCY: "- Tertial\n- Årligen"}, {})
    assert len(paired.controls) == 2


def test_no_block_is_lost() -> None:
    cells = {CONTROL: f"{ONE}\n\n{TWO}", METHOD: "A ett\n\nB två\n\nC tre", CONTROL_OWNER: "Rektor\n\nEkonom\n\nVD"}
    together = [text for control in pair(cells, {}).controls for text in control.values()]
    assert all(any(word in text for text in together) for word in ("A ett", "B två", "C tre", "Rektor", "Ekonom", "VD"))


def test_likeness_sees_parts_of_compounds() -> None:
    assert likeness("Genomgång av planen", "Informationshanteringsplan") > 0
    assert likeness("Granska fakturor", "Rekrytera chefer") == 0


def test_controls_without_a_gap_are_told_by_lines_that_all_cells_have() -> None:
    cells = {CONTROL: f"{ONE}\n{TWO}", CONTROL_OWNER: "Rektor\nEkonom", FREQUENCY: "Tertial\nÅrligen"}
    paired = pair(cells, {})
    assert [control[CONTROL_OWNER] for control in paired.controls] == ["Rektor", "Ekonom"]
    assert [control[FREQUENCY] for control in paired.controls] == ["Tertial", "Årligen"]
    assert paired.sure < 0.7


def test_controls_that_may_have_run_together_stay_one_and_are_unsure() -> None:
    cells = {CONTROL: f"{ONE} {TWO}", CONTROL_OWNER: "Rektor Ekonom", FREQUENCY: "Tertial\nÅrligen"}
    paired = pair(cells, {})
    assert paired.controls == (cells,)
    assert paired.sure < 0.7
