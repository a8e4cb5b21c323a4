"""A LINE platform to stand on: it serves any LINE bot, and knows none."""

from simulator.errors import ConnectionCut, Mistake
from simulator.simulator import Simulator

__all__ = ["ConnectionCut", "Mistake", "Simulator"]
