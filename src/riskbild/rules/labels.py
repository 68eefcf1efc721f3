"""What every enum value of the rules is called on the screen, in Swedish and in English."""

from collections.abc import Mapping
from enum import StrEnum

from riskbild.rules.board_report_life import BoardReportState, BoardReportStep
from riskbild.rules.codes import Code
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.deviation import STATE_LABELS as DEVIATION_STATE_LABELS
from riskbild.rules.deviation import DeviationState
from riskbild.rules.duties import TOLD_LABELS, DutyHolder, DutyKind, DutyStatus, Told
from riskbild.rules.finding import Severity
from riskbild.rules.level import Colour
from riskbild.rules.period import PeriodKind
from riskbild.rules.period_life import PeriodState, PeriodStep
from riskbild.rules.plan_item import ITEM_KIND_LABELS, ITEM_ORIGIN_LABELS, ItemKind, ItemOrigin
from riskbild.rules.plan_life import PlanState, PlanStep
from riskbild.rules.progress import Progress
from riskbild.rules.recurrence import Recurrence
from riskbild.rules.reminders import Audience, StepKind
from riskbild.rules.report_state import ReportState
from riskbild.rules.reporting import OnPlan, Subject
from riskbild.rules.response import Response
from riskbild.rules.result import Result
from riskbild.rules.sample_life import STATE_LABELS as SAMPLE_STATE_LABELS
from riskbild.rules.sample_life import SampleState, Verdict
from riskbild.rules.sampling import METHOD_LABELS, SamplingMethod
from riskbild.rules.sampling_bound import Distribution
from riskbild.rules.selection import Deviation
from riskbild.rules.sentence import Sentence
from riskbild.rules.span import Precision
from riskbild.rules.status import Status
from riskbild.rules.threshold import ThresholdKind
from riskbild.rules.whose import Way
from riskbild.rules.year_difference import RowChange
from riskbild.rules.year_rules import PlanField

# Members of different enums may have equal values, so each enum has a table of its own.
LABELS: Mapping[type[StrEnum], Mapping[StrEnum, Sentence]] = {
    Severity: {
        Severity.INFO: Sentence("Upplysning", "Information"),
        Severity.WARNING: Sentence("Att se över", "To be looked at"),
        Severity.ERROR: Sentence("Fel", "Error"),
    },
    Colour: {
        Colour.GREEN: Sentence("Grön", "Green"),
        Colour.YELLOW: Sentence("Gul", "Yellow"),
        Colour.ORANGE: Sentence("Orange", "Orange"),
        Colour.RED: Sentence("Röd", "Red"),
        Colour.DARK_RED: Sentence("Mörkröd", "Dark red"),
        Colour.BLUE: Sentence("Blå", "Blue"),
        Colour.GREY: Sentence("Grå", "Grey"),
    },
    ThresholdKind: {
        ThresholdKind.FREE_CHOICE: Sentence("Fritt val", "Free choice"),
        ThresholdKind.SCORE_AT_LEAST: Sentence("Riskvärde minst", "Score at least"),
        ThresholdKind.LEVEL_AT_LEAST: Sentence("Risknivå minst", "Level at least"),
        ThresholdKind.HIGHEST_PER_CATEGORY: Sentence("Högst i varje kategori", "Highest in each category"),
    },
    Response: {
        Response.ACCEPT: Sentence("Acceptera", "Accept"),
        Response.REDUCE: Sentence("Reducera", "Reduce"),
        Response.AVOID: Sentence("Eliminera", "Avoid"),
        Response.TRANSFER: Sentence("Överföra", "Transfer"),
        Response.WATCH: Sentence("Bevaka", "Watch"),
    },
    Progress: {
        Progress.NOT_STARTED: Sentence("Ej påbörjad", "Not started"),
        Progress.ONGOING: Sentence("Pågående", "Ongoing"),
        Progress.DONE: Sentence("Genomförd", "Done"),
        Progress.CANCELLED: Sentence("Avbruten", "Cancelled"),
    },
    Status: {
        Status.NOT_STARTED: Sentence("Ej påbörjad", "Not started"),
        Status.ONGOING: Sentence("Pågående", "Ongoing"),
        Status.DONE: Sentence("Genomförd", "Done"),
        Status.DELAYED: Sentence("Försenad", "Delayed"),
        Status.NOT_DONE: Sentence("Ej genomförd", "Not done"),
        Status.NOT_APPLICABLE: Sentence("Ej aktuell", "Not applicable"),
        Status.WHEN_NEEDED: Sentence("Vid behov", "When needed"),
    },
    Result: {
        Result.NO_DEVIATION: Sentence("Utan anmärkning", "No deviation"),
        Result.MINOR_DEVIATION: Sentence("Mindre avvikelse", "Minor deviation"),
        Result.MAJOR_DEVIATION: Sentence("Större avvikelse", "Major deviation"),
        Result.DEVIATION: Sentence("Avvikelse, ej graderad", "Deviation, not graded"),
        Result.NOT_DONE: Sentence("Ej genomförd", "Not done"),
    },
    Recurrence: {
        Recurrence.CONTINUOUS: Sentence("Löpande", "Continuously"),
        Recurrence.EACH_OCCASION: Sentence("Vid varje tillfälle", "On each occasion"),
        Recurrence.WHEN_NEEDED: Sentence("Vid behov", "When needed"),
        Recurrence.ON_DEVIATION: Sentence("Vid avvikelse", "On deviation"),
        Recurrence.SAMPLE: Sentence("Stickprov", "By sample"),
        Recurrence.DAILY: Sentence("Dagligen", "Daily"),
        Recurrence.WEEKLY: Sentence("Varje vecka", "Weekly"),
        Recurrence.MONTHLY: Sentence("Varje månad", "Monthly"),
        Recurrence.QUARTERLY: Sentence("Varje kvartal", "Quarterly"),
        Recurrence.TERTIAL: Sentence("Varje tertial", "Every tertial"),
        Recurrence.HALF_YEARLY: Sentence("Varje halvår", "Half-yearly"),
        Recurrence.YEARLY: Sentence("Årligen", "Yearly"),
        Recurrence.EVERY_OTHER_YEAR: Sentence("Vartannat år", "Every other year"),
    },
    PeriodKind: {
        PeriodKind.TERTIAL: Sentence("Tertial", "Tertial"),
        PeriodKind.HALF_YEAR: Sentence("Halvår", "Half-year"),
        PeriodKind.QUARTER: Sentence("Kvartal", "Quarter"),
        PeriodKind.YEAR: Sentence("Helår", "Full year"),
        PeriodKind.OWN: Sentence("Egen period", "Own period"),
    },
    Precision: {
        Precision.DAY: Sentence("Dag", "Day"),
        Precision.WEEK: Sentence("Vecka", "Week"),
        Precision.MONTH: Sentence("Månad", "Month"),
        Precision.QUARTER: Sentence("Kvartal", "Quarter"),
        Precision.TERTIAL: Sentence("Tertial", "Tertial"),
        Precision.SEASON: Sentence("Årstid eller termin", "Season or term"),
        Precision.HALF_YEAR: Sentence("Halvår", "Half-year"),
        Precision.YEAR: Sentence("År", "Year"),
        Precision.RANGE: Sentence("Tidsperiod", "Stretch of time"),
    },
    Code: {
        Code.SCORE_DIFFERS: Sentence("Riskvärdet stämmer inte med matrisen", "Score differs from the matrix"),
        Code.SCORE_IMPOSSIBLE: Sentence("Riskvärdet finns inte i matrisen", "Score not in the matrix"),
        Code.OUTSIDE_SCALE: Sentence("Värdet finns inte på skalan", "Value not on the scale"),
        Code.NO_SCALE: Sentence("Modellen har inga skalor", "The method has no scales"),
        Code.ONE_AXIS_ONLY: Sentence("Bara en axel är angiven", "Only one axis is given"),
        Code.UNSCORED_IN_PLAN: Sentence("I planen utan riskvärde", "In the plan without a score"),
        Code.IN_PLAN_AGAINST_THRESHOLD: Sentence("I planen under tröskeln", "In the plan below the threshold"),
        Code.LEFT_OUT_AGAINST_THRESHOLD: Sentence(
            "Utanför planen trots tröskeln", "Left out although at the threshold"
        ),
        Code.STATUS_IN_DEADLINE: Sentence("Status där tiden ska stå", "Status in place of a deadline"),
        Code.DATES_DIFFER: Sentence("Olika datum i samma analys", "Different dates in one analysis"),
        Code.DRAG_FILLED_DATES: Sentence("Nedåtfyllda datum", "Dates filled down"),
        Code.RISK_WITHOUT_TEXT: Sentence("Risken saknar text", "Risk without text"),
        Code.TEXT_TOO_LONG: Sentence("För lång text", "Text too long"),
        Code.CONTROL_CHARACTER: Sentence("Otillåtet styrtecken", "Control character"),
        Code.PERSONAL_NUMBER: Sentence("Personnummer", "Personal identity number"),
        Code.EMAIL_ADDRESS: Sentence("E-postadress", "Mail address"),
        Code.LINK: Sentence("Länk", "Link"),
        Code.PERSON_NAMED: Sentence("Namngiven person", "Person named"),
        Code.PLAN_EMPTY: Sentence("Planen är tom", "The plan is empty"),
        Code.REQUIRED_FIELD_EMPTY: Sentence("En uppgift som krävs saknas", "A required field is empty"),
        Code.CHOSEN_WITHOUT_CONTROL: Sentence("Vald till planen utan kontroll", "Chosen for the plan without an item"),
        Code.PERFORMER_IS_OWNER: Sentence("Kontrollerar sitt eget arbete", "Controls their own work"),
    },
    PlanState: {
        PlanState.DRAFT: Sentence("Utkast", "Draft"),
        PlanState.PROPOSED: Sentence("Föreslagen", "Proposed"),
        PlanState.RETURNED: Sentence("Återremitterad", "Returned"),
        PlanState.ADOPTED: Sentence("Fastställd", "Adopted"),
        PlanState.REVISED: Sentence("Ersatt av revidering", "Replaced by a revision"),
        PlanState.CLOSED: Sentence("Avslutad", "Closed"),
    },
    PlanStep: {
        PlanStep.EDIT: Sentence("Ändra", "Edit"),
        PlanStep.PROPOSE: Sentence("Föreslå", "Propose"),
        PlanStep.TAKE_BACK: Sentence("Ta tillbaka förslaget", "Take the proposal back"),
        PlanStep.RETURN: Sentence("Återremittera", "Return"),
        PlanStep.ADOPT: Sentence("Fastställ", "Adopt"),
        PlanStep.REVISE: Sentence("Revidera", "Revise"),
        PlanStep.REPLACE: Sentence("Ersätts när nästa version fastställs", "Replaced when the next is adopted"),
        PlanStep.CLOSE: Sentence("Avsluta", "Close"),
        PlanStep.DROP: Sentence("Slopa utkastet", "Drop the draft"),
    },
    Conclusion: {
        Conclusion.ADEQUATE: Sentence("Tillräcklig", "Adequate"),
        Conclusion.IN_ESSENTIALS: Sentence("I allt väsentligt tillräcklig", "Adequate in all essentials"),
        Conclusion.PARTLY: Sentence("Delvis tillräcklig", "Partly adequate"),
        Conclusion.NOT: Sentence("Inte tillräcklig", "Not adequate"),
    },
    BoardReportState: {
        BoardReportState.DRAFT: Sentence("Utkast", "Draft"),
        BoardReportState.PROPOSED: Sentence("Föreslagen", "Proposed"),
        BoardReportState.RETURNED: Sentence("Återremitterad", "Returned"),
        BoardReportState.ADOPTED: Sentence("Beslutad", "Decided"),
        BoardReportState.REPLACED: Sentence("Ersatt av en senare", "Replaced by a later one"),
    },
    BoardReportStep: {
        BoardReportStep.EDIT: Sentence("Ändra", "Edit"),
        BoardReportStep.PROPOSE: Sentence("Föreslå", "Propose"),
        BoardReportStep.TAKE_BACK: Sentence("Ta tillbaka förslaget", "Take the proposal back"),
        BoardReportStep.RETURN: Sentence("Återremittera", "Return"),
        BoardReportStep.ADOPT: Sentence("Registrera beslutet", "Record the decision"),
        BoardReportStep.REPLACE: Sentence("Ersätts när nästa version beslutas", "Replaced when the next is decided"),
        BoardReportStep.DROP: Sentence("Slopa utkastet", "Drop the draft"),
    },
    Deviation: {
        Deviation.LEFT_OUT: Sentence("Utanför planen trots tröskeln", "Left out although at the threshold"),
        Deviation.LET_IN: Sentence("I planen under tröskeln", "In the plan below the threshold"),
    },
    DutyKind: {
        DutyKind.COMMON_CONTROLS: Sentence("Kommungemensamma kontroller", "Common controls"),
        DutyKind.RISK_ANALYSIS: Sentence("Riskanalys", "Risk analysis"),
        DutyKind.PLAN_ADOPTED: Sentence("Plan fastställd", "Plan adopted"),
        DutyKind.FOLLOW_UP: Sentence("Uppföljning av period", "Follow-up of a period"),
        DutyKind.ANNUAL_REPORT: Sentence("Årets uppföljning", "Annual report"),
        DutyKind.EVALUATION: Sentence("Utvärdering av kommunens interna kontroll", "Evaluation of the whole system"),
        DutyKind.OTHER: Sentence("Annat", "Other"),
    },
    DutyHolder: {
        DutyHolder.EVERY_BODY: Sentence("Nämnder, bolag, förbund och utförare", "Every board and overseen body"),
        DutyHolder.BOARDS: Sentence("Nämnder", "Boards"),
        DutyHolder.EXECUTIVE_BOARD: Sentence("Kommunstyrelsen", "The executive board"),
    },
    DutyStatus: {
        DutyStatus.DONE: Sentence("Klart", "Done"),
        DutyStatus.DUE: Sentence("Återstår", "Due"),
        DutyStatus.LATE: Sentence("Försenat", "Late"),
    },
    PlanField: {
        PlanField.RISK: Sentence("Risk", "Risk"),
        PlanField.ACTIVITY: Sentence("Kontrollmoment", "Control activity"),
        PlanField.OBJECTIVE: Sentence("Kontrollmål", "Control objective"),
        PlanField.METHOD: Sentence("Metod", "Method"),
        PlanField.SCOPE: Sentence("Omfattning", "Scope"),
        PlanField.CONTROL_OWNER: Sentence("Kontrollansvarig", "Control owner"),
        PlanField.PERFORMER: Sentence("Utförs av", "Performed by"),
        PlanField.FREQUENCY: Sentence("Frekvens", "Frequency"),
        PlanField.REPORTED_TO: Sentence("Rapporteras till", "Reported to"),
    },
    PeriodState: {
        PeriodState.PLANNED: Sentence("Planerad", "Planned"),
        PeriodState.OPEN: Sentence("Öppen", "Open"),
        PeriodState.CLOSED: Sentence("Stängd", "Closed"),
    },
    PeriodStep: {
        PeriodStep.SET_DATES: Sentence("Ändra dagar", "Change the days"),
        PeriodStep.OPEN: Sentence("Öppna perioden", "Open the period"),
        PeriodStep.SYNC: Sentence("Uppdatera mot planen", "Bring up to date with the plan"),
        PeriodStep.FILL: Sentence("Rapportera", "Report"),
        PeriodStep.CLOSE: Sentence("Stäng perioden", "Close the period"),
        PeriodStep.REOPEN: Sentence("Öppna perioden igen", "Reopen the period"),
        PeriodStep.DROP: Sentence("Ta bort perioden", "Remove the period"),
    },
    Subject: {
        Subject.CONTROL: Sentence("Kontroll", "Control"),
        Subject.MEASURE: Sentence("Åtgärd", "Measure"),
        Subject.RISK: Sentence("Risk", "Risk"),
    },
    OnPlan: {
        OnPlan.YES: Sentence("Ja", "Yes"),
        OnPlan.PARTLY: Sentence("Delvis", "Partly"),
        OnPlan.NO: Sentence("Nej", "No"),
    },
    ReportState: {
        ReportState.DUE: Sentence("Att rapportera", "To be reported"),
        ReportState.LATE: Sentence("Försenad", "Late"),
        ReportState.MISSING: Sentence("Saknas", "Missing"),
        ReportState.REPORTED: Sentence("Rapporterad", "Reported"),
        ReportState.REPORTED_LATE: Sentence("Rapporterad för sent", "Reported late"),
        ReportState.NOT_EXPECTED: Sentence("Ingen kontroll i perioden", "Nothing due in the period"),
        ReportState.RETIRED: Sentence("Utgått ur planen", "Left the plan"),
    },
    Way: {
        Way.OWNER: Sentence("Kontrollansvarig", "Control owner"),
        Way.ROLE: Sentence("Innehar rollen", "Holds the role"),
        Way.PERFORMER: Sentence("Utför kontrollen", "Performs the control"),
        Way.ASSIGNED: Sentence("Utsedd att rapportera", "Appointed to report"),
        Way.DELEGATED: Sentence("Delegerad", "Delegated"),
    },
    ItemKind: ITEM_KIND_LABELS,
    ItemOrigin: ITEM_ORIGIN_LABELS,
    SamplingMethod: METHOD_LABELS,
    Distribution: {
        Distribution.BINOMIAL: Sentence("Binomialfördelning", "Binomial distribution"),
        Distribution.HYPERGEOMETRIC: Sentence("Hypergeometrisk fördelning", "Hypergeometric distribution"),
        Distribution.STRATIFIED: Sentence("Stratifierat urval", "Stratified sample"),
    },
    SampleState: SAMPLE_STATE_LABELS,
    Verdict: {Verdict.RIGHT: Sentence("Rätt", "Right"), Verdict.WRONG: Sentence("Fel", "Wrong")},
    DeviationState: DEVIATION_STATE_LABELS,
    Told: TOLD_LABELS,
    Audience: {
        Audience.OWNER: Sentence("Den som ska rapportera", "Who is to report"),
        Audience.MANAGER: Sentence("Chef", "Manager"),
        Audience.COORDINATOR: Sentence("Samordnare", "Coordinator"),
    },
    StepKind: {
        StepKind.OPENED: Sentence("Rapporteringen har öppnat", "Reporting has opened"),
        StepKind.SOON: Sentence("Snart dags att rapportera", "Soon to be reported"),
        StepKind.TODAY: Sentence("Sista dagen att rapportera", "Last day to report"),
        StepKind.LATE: Sentence("Försenad", "Late"),
    },
    RowChange: {
        RowChange.NEW: Sentence("Ny", "New"),
        RowChange.CHANGED: Sentence("Ändrad", "Changed"),
        RowChange.UNCHANGED: Sentence("Oförändrad", "Unchanged"),
        RowChange.GONE: Sentence("Borta", "Gone"),
    },
}


def label(member: StrEnum) -> Sentence:
    """What a member is called; KeyError for a member of an enum that has no labels here."""
    return LABELS[type(member)][member]
