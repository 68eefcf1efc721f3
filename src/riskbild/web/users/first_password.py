"""A temporary password: made here, shown once, kept nowhere but as the hash that Django stores."""

import secrets

# No letter or figure that is read as another: neither l nor 1, neither o nor 0.
_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 5


def temporary_password() -> str:
    """Four groups of five signs, 100 bits of chance, such as can be read out on the telephone."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
