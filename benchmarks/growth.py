"""How a measure grows with the size of what is measured."""

import math
from collections.abc import Mapping


def exponent(by_size: Mapping[int, float]) -> float:
    """From the smallest to the largest size: 0 does not grow, 1 is proportional."""
    least, most = min(by_size), max(by_size)
    if least == most:
        return 0.0
    return math.log(by_size[most] / by_size[least]) / math.log(most / least)
