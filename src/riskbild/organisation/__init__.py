"""Who we are and who may what: the tree, users, memberships, roles, permissions, sign-in."""
