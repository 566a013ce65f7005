"""The garbage collector rests while much is made, and always runs again."""

from __future__ import annotations

import gc

import pytest

from league.services.collector import resting


def test_it_rests_meanwhile_and_runs_again() -> None:
    with resting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_one_inside_another_does_not_wake_it() -> None:
    with resting():
        with resting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_an_error() -> None:
    with pytest.raises(KeyError), resting():
        raise KeyError
    assert gc.isenabled()


def test_as_a_decorator_it_rests_for_each_call() -> None:
    @resting()
    def rests() -> bool:
        return not gc.isenabled()

    assert (rests(), gc.isenabled(), rests(), gc.isenabled()) == (True, True, True, True)
