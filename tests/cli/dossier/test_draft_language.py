"""A draft that a call has in one language alone is said in it, values and all, whatever the paper speaks."""

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.cli.rejudging import in_language
from grantcli.i18n import speaking
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_library

LIBRARY, _PROBLEMS = load_library([shipped("calls")])


def drafts(name: str, language: str) -> list[str]:
    application, problems = load_application(shipped("calls") / name / "example" / "domanda.yaml", LIBRARY)
    assert application is not None, problems
    assert application.on is not None
    with speaking(language):
        outcome = assess(in_language(LIBRARY[name], language), application.facts, application.on)
    return [section.text for section in outcome.sections]


def test_a_sentence_in_english_alone_has_no_italian_words_in_it():
    """The proposal is written in English; country and months come from the answers."""
    said = drafts("cosme-clusters-go-international-2020", "it")
    assert said[0].startswith("Cluster Meccatronica Esempio (Italy) is a cluster organisation.")
    assert said[3].startswith("Planned duration: 33 months.")
    assert said == drafts("cosme-clusters-go-international-2020", "en")


def test_a_sentence_in_both_is_said_in_the_one_of_the_paper():
    name = "cosme-cluster-excellence-2020"
    assert "(Italia) coordina" in drafts(name, "it")[0]
    assert "(Italy) coordinates" in drafts(name, "en")[0]
