"""Secrets: sealed values open only with their key and context, and nobody's password leaks by time."""

import pytest

from summitapp.core.security import (
    ANONYMOUS,
    Actor,
    GrantRef,
    Passwords,
    acting,
    acting_as,
    become,
    derive,
    new_reference,
    seal,
    system_actor,
    unseal,
)  # fmt: skip


def test_a_sealed_value_opens_only_with_its_key_and_its_context() -> None:
    key, other = derive("a" * 32, "one"), derive("a" * 32, "two")
    sealed = seal(key, "gizli söz ß".encode(), "person-1")
    assert unseal(key, sealed, "person-1").decode() == "gizli söz ß"
    for wrong_key, wrong_context in ((other, "person-1"), (key, "person-2")):
        with pytest.raises(ValueError, match="cannot be opened"):
            unseal(wrong_key, sealed, wrong_context)
    assert seal(key, b"x") != seal(key, b"x")


def test_a_damaged_sealed_value_is_refused() -> None:
    key = derive("a" * 32, "one")
    sealed = bytearray(seal(key, b"hello"))
    sealed[-1] ^= 1
    with pytest.raises(ValueError, match="cannot be opened"):
        unseal(key, bytes(sealed))


def test_a_password_fits_its_own_hash_only() -> None:
    passwords = Passwords(1, 8, 1)
    encoded = passwords.hash("korrektes Pferd")
    assert passwords.verify(encoded, "korrektes Pferd")
    assert not passwords.verify(encoded, "falsches Pferd")
    assert not passwords.verify(None, "korrektes Pferd")
    assert not passwords.verify("not a hash", "korrektes Pferd")


def test_roles_hold_in_their_scope_only() -> None:
    actor = Actor("user", "u1", grants=frozenset({GrantRef("editor", "summit", "s1")}))
    assert actor.holds("owner", "editor", kind="summit", scope="s1")
    assert not actor.holds("editor", kind="summit", scope="s2")
    assert not actor.holds("owner", kind="summit", scope="s1")


def test_a_platform_role_holds_everywhere() -> None:
    actor = Actor("user", "u1", grants=frozenset({GrantRef("owner", "platform")}))
    assert actor.holds("owner", kind="summit", scope="any")


def test_who_acts_ends_with_the_block() -> None:
    with acting_as(system_actor("nightly")):
        become(Actor("user", "u1"))
        assert acting().reference == "u1"
    assert acting() is ANONYMOUS


def test_opaque_references_do_not_repeat() -> None:
    many = {new_reference() for _ in range(2000)}
    assert len(many) == 2000
    assert all(len(one) == 20 and one == one.lower() for one in many)
