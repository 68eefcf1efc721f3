"""Assessment methods to start from: 3×3, 4×4, 5×5, a score with no axes, and no score at all.

The 4×4 scales carry the words most often met in municipal plans, and criteria of the kind that Inera's risk
model and SKR's guidance ask for: share of the budget, harm to a person, rights and law, trust. The wording is
our own. A municipality copies one and writes its own; a plan keeps the method it was decided on.
"""

from collections.abc import Mapping

from riskbild.rules.level import Colour, Level
from riskbild.rules.method import Method
from riskbild.rules.scale import Scale, Step
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import Threshold, ThresholdKind

_LOW = Level("low", "Låg", "●", Colour.GREEN, 1)

FOUR_BY_FOUR = Method(
    name="Fyra gånger fyra",
    likelihood=Scale(
        (
            Step(1, "Osannolik", "Har inte hänt och väntas inte hända. Mer sällan än vart tionde år."),
            Step(2, "Mindre sannolik", "Har hänt någon gång. Kan hända en gång på tre till tio år."),
            Step(3, "Möjlig", "Händer då och då. Kan hända en gång på ett till tre år."),
            Step(4, "Sannolik", "Händer regelbundet eller väntas hända. En gång om året eller oftare."),
        )
    ),
    impact=Scale(
        (
            Step(
                1,
                "Försumbar",
                "Märks knappt. Ingen enskild drabbas. Kostnad under 0,1 procent av budgeten. "
                "Rättas inom det dagliga arbetet.",
            ),
            Step(
                2,
                "Lindrig",
                "Enstaka personer får vänta eller får sämre service. Kostnad 0,1–1 procent av budgeten. "
                "Mindre avsteg från rutin. Kan väcka lokal kritik.",
            ),
            Step(
                3,
                "Kännbar",
                "En enskild kan komma till skada eller gå miste om en rättighet. Kostnad 1–5 procent av "
                "budgeten. Lag eller beslut följs inte. Förtroendet skadas; tillsynen kan kritisera.",
            ),
            Step(
                4,
                "Allvarlig",
                "Fara för liv eller hälsa, eller många går miste om sina rättigheter. Kostnad över 5 procent av "
                "budgeten. Allvarligt lagbrott. Verksamheten kan inte fullgöra sitt uppdrag; förtroendet skadas "
                "för lång tid.",
            ),
        )
    ),
    levels=(
        _LOW,
        Level("medium", "Medel", "▲", Colour.YELLOW, 4),
        Level("high", "Hög", "◆", Colour.RED, 9),
        Level("critical", "Kritisk", "■", Colour.DARK_RED, 16),
    ),
    threshold=Threshold(ThresholdKind.LEVEL_AT_LEAST, level_key="high"),
)

THREE_BY_THREE = Method(
    name="Tre gånger tre",
    likelihood=Scale(
        (
            Step(1, "Låg", "Kan hända, men mer sällan än vart femte år."),
            Step(2, "Medel", "Kan hända en gång på ett till fem år."),
            Step(3, "Hög", "Väntas hända varje år eller oftare."),
        )
    ),
    impact=Scale(
        (
            Step(1, "Liten", "Rättas inom det dagliga arbetet. Ingen enskild drabbas."),
            Step(
                2,
                "Medel",
                "Enskilda drabbas, en rutin eller ett beslut följs inte, eller kostnaden märks i enhetens budget.",
            ),
            Step(
                3,
                "Stor",
                "Enskilda skadas eller går miste om en rättighet, lag följs inte, eller kostnaden märks i "
                "nämndens budget.",
            ),
        )
    ),
    levels=(_LOW, Level("medium", "Medel", "▲", Colour.YELLOW, 3), Level("high", "Hög", "■", Colour.RED, 6)),
    threshold=Threshold(ThresholdKind.LEVEL_AT_LEAST, level_key="high"),
)

FIVE_BY_FIVE = Method(
    name="Fem gånger fem",
    likelihood=Scale(
        (
            Step(1, "Osannolik", "Har inte hänt i någon jämförbar verksamhet."),
            Step(2, "Mindre sannolik", "Kan hända, men mer sällan än vart tionde år."),
            Step(3, "Möjlig", "Kan hända en gång på tre till tio år."),
            Step(4, "Sannolik", "Kan hända en gång på ett till tre år."),
            Step(5, "Mycket sannolik", "Händer varje år eller oftare."),
        )
    ),
    impact=Scale(
        (
            Step(1, "Försumbar", "Märks knappt och rättas genast."),
            Step(2, "Lindrig", "Sämre service för enstaka personer. Rättas inom enheten."),
            Step(3, "Kännbar", "Rutin eller beslut följs inte. Kostnaden kräver omprioritering inom enheten."),
            Step(
                4,
                "Allvarlig",
                "En enskild skadas eller går miste om en rättighet. Lag följs inte. Kostnaden kräver beslut i nämnden.",
            ),
            Step(
                5,
                "Mycket allvarlig",
                "Fara för liv eller hälsa, många går miste om sina rättigheter eller nämnden kan inte fullgöra "
                "sitt uppdrag. Kostnaden kräver beslut i fullmäktige.",
            ),
        )
    ),
    levels=(
        _LOW,
        Level("medium", "Medel", "▲", Colour.YELLOW, 5),
        Level("high", "Hög", "◆", Colour.ORANGE, 10),
        Level("very_high", "Mycket hög", "★", Colour.RED, 15),
        Level("critical", "Kritisk", "■", Colour.DARK_RED, 20),
    ),
    threshold=Threshold(ThresholdKind.SCORE_AT_LEAST, score=10),
)

SCORE_ONLY = Method(name="Riskvärde utan skalor")
"""For documents that print a score with no likelihood and impact. It invents no levels for them."""

UNSCORED = Method(name="Utan riskvärde")
"""For documents that choose and describe risks in words alone."""

STANDARD_METHODS: Mapping[str, Method] = {
    "3x3": THREE_BY_THREE,
    "4x4": FOUR_BY_FOUR,
    "5x5": FIVE_BY_FIVE,
    "score-only": SCORE_ONLY,
    "unscored": UNSCORED,
}
"""The methods to start from, under short stable names."""

STANDARD_NAMES: Mapping[str, Sentence] = {
    "3x3": Sentence(THREE_BY_THREE.name, "Three by three"),
    "4x4": Sentence(FOUR_BY_FOUR.name, "Four by four"),
    "5x5": Sentence(FIVE_BY_FIVE.name, "Five by five"),
    "score-only": Sentence(SCORE_ONLY.name, "Risk score without scales"),
    "unscored": Sentence(UNSCORED.name, "Without risk score"),
}
"""What they are called where one is chosen; a method that is begun from one has its own name, as it was written."""
