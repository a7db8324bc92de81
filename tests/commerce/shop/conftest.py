"""Colleagues of these tests."""

from tests.commerce.backoffice.conftest import sign_in

__all__ = ["sign_in"]
