"""The platform that the current request is for."""

from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

if TYPE_CHECKING:
    from simulator.simulator import Simulator

_KEY = "simulator"


def settle(app: Flask, simulator: "Simulator") -> None:
    app.extensions[_KEY] = simulator


def here() -> "Simulator":
    return cast("Simulator", current_app.extensions[_KEY])
