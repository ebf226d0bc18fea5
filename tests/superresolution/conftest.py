"""What tests of the learned methods need."""

from tests.nn.conftest import shelf

__all__ = ["shelf"]
