"""Roles and what each may do: one table, under short stable names."""

from enum import StrEnum

from riskbild.rules.sentence import Sentence


class Role(StrEnum):
    """What a person is at a node of the tree, and below it. The values are stored."""

    READER = "reader"
    REPORTER = "reporter"
    EDITOR = "editor"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    SECRETARY = "secretary"
    OVERSEER = "overseer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing a role may allow at a node."""

    READ = "read"
    READ_OWN = "read_own"
    READ_SECRET = "read_secret"  # noqa: S105 - a permission's name, not a password
    READ_TRAIL = "read_trail"
    REPORT_OWN = "report_own"
    EDIT_RISK = "edit_risk"
    ASSESS = "assess"
    RESPOND = "respond"
    CHANGE_MANY = "change_many"
    MARK_SECRECY = "mark_secrecy"
    IMPORT = "import"
    NOMINATE = "nominate"
    DECIDE_NOMINATION = "decide_nomination"
    EDIT_PLAN = "edit_plan"
    PROPOSE_PLAN = "propose_plan"
    ADOPT_PLAN = "adopt_plan"
    PUBLISH = "publish"
    DECIDE_COMMON = "decide_common"
    MANAGE_YEAR = "manage_year"
    MANAGE_METHOD = "manage_method"
    MANAGE_ORGANISATION = "manage_organisation"
    MANAGE_USERS = "manage_users"
    ERASE_TRAIL = "erase_trail"


_P = Permission
_WORK = frozenset({_P.READ, _P.READ_SECRET, _P.REPORT_OWN, _P.EDIT_RISK, _P.ASSESS, _P.NOMINATE})
_LEAD = frozenset({_P.RESPOND, _P.DECIDE_NOMINATION, _P.EDIT_PLAN, _P.PROPOSE_PLAN})

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.READER: frozenset({_P.READ}),
    Role.REPORTER: frozenset({_P.READ_OWN, _P.REPORT_OWN}),
    Role.EDITOR: _WORK,
    Role.MANAGER: _WORK | _LEAD,
    # What is common to all boards is decided by who is coordinator of the whole municipality.
    Role.COORDINATOR: _WORK
    | _LEAD
    | {_P.CHANGE_MANY, _P.MARK_SECRECY, _P.IMPORT, _P.DECIDE_COMMON, _P.MANAGE_YEAR, _P.MANAGE_METHOD, _P.PUBLISH},
    # Who proposes a plan does not record that it was adopted.
    Role.SECRETARY: frozenset({_P.READ, _P.READ_SECRET, _P.MARK_SECRECY, _P.ADOPT_PLAN, _P.PUBLISH}),
    Role.OVERSEER: frozenset({_P.READ}),
    Role.AUDITOR: frozenset({_P.READ, _P.READ_SECRET, _P.READ_TRAIL}),
    Role.ADMINISTRATOR: frozenset(
        {_P.READ, _P.READ_TRAIL, _P.MANAGE_METHOD, _P.MANAGE_ORGANISATION, _P.MANAGE_USERS, _P.ERASE_TRAIL}
    ),
}

ROLE_LABELS: dict[Role, Sentence] = {
    Role.READER: Sentence(sv="Läsare", en="Reader"),
    Role.REPORTER: Sentence(sv="Rapportör", en="Reporter"),
    Role.EDITOR: Sentence(sv="Redaktör", en="Editor"),
    Role.COORDINATOR: Sentence(sv="Samordnare", en="Coordinator"),
    Role.MANAGER: Sentence(sv="Chef", en="Manager"),
    Role.SECRETARY: Sentence(sv="Nämndsekreterare", en="Board secretary"),
    Role.OVERSEER: Sentence(sv="Uppsikt (KS)", en="Oversight (executive board)"),
    Role.AUDITOR: Sentence(sv="Revisor", en="Auditor"),
    Role.ADMINISTRATOR: Sentence(sv="Administratör", en="Administrator"),
}

# What a refusal says that the person lacks.
PERMISSION_LABELS: dict[Permission, Sentence] = {
    _P.READ: Sentence(sv="läsa", en="read"),
    _P.READ_OWN: Sentence(sv="läsa det egna", en="read one's own"),
    _P.READ_SECRET: Sentence(sv="läsa sekretessmarkerade uppgifter", en="read secret fields"),
    _P.READ_TRAIL: Sentence(sv="läsa granskningsspåret", en="read the audit trail"),
    _P.REPORT_OWN: Sentence(sv="rapportera", en="report"),
    _P.EDIT_RISK: Sentence(sv="ändra risker", en="edit risks"),
    _P.ASSESS: Sentence(sv="bedöma risker", en="assess risks"),
    _P.RESPOND: Sentence(sv="ta ställning till risker", en="decide the risk response"),
    _P.CHANGE_MANY: Sentence(sv="ändra många risker på en gång", en="change many risks at once"),
    _P.MARK_SECRECY: Sentence(sv="sekretessmarkera", en="mark secrecy"),
    _P.IMPORT: Sentence(sv="läsa in dokument", en="import documents"),
    _P.NOMINATE: Sentence(sv="nominera risker", en="nominate risks"),
    _P.DECIDE_NOMINATION: Sentence(sv="avgöra nomineringar", en="decide nominations"),
    _P.EDIT_PLAN: Sentence(sv="ändra planer och rapporter", en="edit plans and reports"),
    _P.PROPOSE_PLAN: Sentence(sv="föreslå planen", en="propose the plan"),
    _P.ADOPT_PLAN: Sentence(sv="registrera nämndens beslut om planen", en="record the board's decision on the plan"),
    _P.PUBLISH: Sentence(sv="publicera dokument för allmänheten", en="publish documents for everybody"),
    _P.DECIDE_COMMON: Sentence(
        sv="besluta om det som är gemensamt för nämnderna", en="decide what is common to the boards"
    ),
    _P.MANAGE_YEAR: Sentence(sv="öppna och stänga år", en="open and close years"),
    _P.MANAGE_METHOD: Sentence(sv="ändra bedömningsmodellen", en="change the assessment method"),
    _P.MANAGE_ORGANISATION: Sentence(sv="ändra organisationen", en="change the organisation"),
    _P.MANAGE_USERS: Sentence(sv="hantera användare", en="manage users"),
    _P.ERASE_TRAIL: Sentence(sv="radera personuppgifter ur spåret", en="erase personal data from the trail"),
}
