"""What each role may do, written out once more: whoever changes the roles must mean it."""

import pytest

from riskbild.organisation.roles import GRANTS, PERMISSION_LABELS, ROLE_LABELS, Permission, Role

# The words: reader, reporter (own items only), editor, coordinator, manager, board secretary, overseer (KS),
# auditor (reads all including the trail, writes nothing), administrator.
MATRIX = """
                     reader reporter editor coordinator manager secretary overseer auditor administrator
read                 x      .        x      x           x       x         x        x       x
read_own             .      x        .      .           .       .         .        .       .
read_secret          .      .        x      x           x       x         .        x       .
read_trail           .      .        .      .           .       .         .        x       x
report_own           .      x        x      x           x       .         .        .       .
edit_risk            .      .        x      x           x       .         .        .       .
assess               .      .        x      x           x       .         .        .       .
respond              .      .        .      x           x       .         .        .       .
change_many          .      .        .      x           .       .         .        .       .
mark_secrecy         .      .        .      x           .       x         .        .       .
import               .      .        .      x           .       .         .        .       .
nominate             .      .        x      x           x       .         .        .       .
decide_nomination    .      .        .      x           x       .         .        .       .
edit_plan            .      .        .      x           x       .         .        .       .
propose_plan         .      .        .      x           x       .         .        .       .
adopt_plan           .      .        .      .           .       x         .        .       .
publish              .      .        .      x           .       x         .        .       .
decide_common        .      .        .      x           .       .         .        .       .
manage_year          .      .        .      x           .       .         .        .       .
manage_method        .      .        .      x           .       .         .        .       x
manage_organisation  .      .        .      .           .       .         .        .       x
manage_users         .      .        .      .           .       .         .        .       x
erase_trail          .      .        .      .           .       .         .        .       x
"""
READS = {Permission.READ, Permission.READ_OWN, Permission.READ_SECRET, Permission.READ_TRAIL}


def cells() -> list[tuple[Permission, Role, bool]]:
    head, *rows = [line.split() for line in MATRIX.strip().splitlines()]
    return [
        (Permission(row[0]), Role(role), mark == "x") for row in rows for role, mark in zip(head, row[1:], strict=True)
    ]


@pytest.mark.parametrize(("permission", "role", "granted"), cells())
def test_a_role_may_just_this(permission: Permission, role: Role, granted: bool) -> None:
    assert (permission in GRANTS[role]) is granted


def test_the_matrix_holds_every_role_and_every_permission() -> None:
    assert {(permission, role) for permission, role, _ in cells()} == {(p, r) for p in Permission for r in Role}
    assert GRANTS.keys() == ROLE_LABELS.keys() == set(Role)
    assert PERMISSION_LABELS.keys() == set(Permission)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.READER, Role.OVERSEER])
def test_who_only_reads_can_write_nothing(role: Role) -> None:
    assert GRANTS[role] <= READS


def test_who_looks_after_users_changes_no_risk() -> None:
    assert not GRANTS[Role.ADMINISTRATOR] & {Permission.EDIT_RISK, Permission.ASSESS, Permission.RESPOND}
