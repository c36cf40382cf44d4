"""Finite fields GF(q) for the fabrics that are built over them."""

from __future__ import annotations

from itertools import product
from typing import Final

from designer.wording.wording import worded

MAX_ORDER: Final = 256


def prime_power(q: int) -> tuple[int, int] | None:
    """Return the prime and the exponent of a prime power.

    Parameters
    ----------
    q
        At least 1. [1]

    Returns
    -------
    tuple[int, int] | None
        ``None`` if it is no prime power. [1]
    """
    for p in range(2, q + 1):
        if q % p == 0:
            exponent, rest = 0, q
            while rest % p == 0:
                rest //= p
                exponent += 1
            return (p, exponent) if rest == 1 else None
        if p * p > q:
            return (q, 1) if q > 1 else None
    return None


def nearest_prime_powers(q: int, maximum: int = MAX_ORDER) -> tuple[int, ...]:
    """Return the prime powers next below and above a number.

    Parameters
    ----------
    q, maximum
        Number, and largest answer. [1]

    Returns
    -------
    tuple[int, ...]
        One or two, in order. [1]
    """
    below = next((n for n in range(min(q, maximum), 1, -1) if prime_power(n)), None)
    above = next((n for n in range(max(q + 1, 2), maximum + 1) if prime_power(n)), None)
    return tuple(n for n in (below, above) if n is not None)


class Field:
    """GF(q); elements are numbers from 0 to q - 1, digits base p of a polynomial.

    Parameters
    ----------
    q
        A prime power. [1]

    Raises
    ------
    ValueError
        If there is no such field.
    """

    def __init__(self, q: int) -> None:
        found = prime_power(q)
        if found is None:
            raise ValueError(worded("there is no field of {q} elements", q=q))
        self.q = q
        self._p, self._n = found
        self._digits = [self._to_digits(x) for x in range(q)]
        self._modulus = self._irreducible()
        self.primitive = self._primitive()

    def _to_digits(self, x: int) -> tuple[int, ...]:
        digits: list[int] = []
        for _ in range(self._n):
            x, digit = divmod(x, self._p)
            digits.append(digit)
        return tuple(digits)

    def _number(self, digits: list[int] | tuple[int, ...]) -> int:
        value = 0
        for digit in reversed(digits):
            value = value * self._p + digit
        return value

    def _irreducible(self) -> tuple[int, ...]:
        # Coefficients of a monic polynomial without its leading one. It is irreducible if no
        # product of monic polynomials of lower degree gives it; degrees are tiny.
        if self._n == 1:
            return (0,)
        reducible = set()
        for degree in range(1, self._n // 2 + 1):
            for left in product(range(self._p), repeat=degree):
                for right in product(range(self._p), repeat=self._n - degree):
                    reducible.add(self._monic_product((*left, 1), (*right, 1)))
        return next(c for c in product(range(self._p), repeat=self._n) if (*c, 1) not in reducible)

    def _monic_product(self, a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
        result = [0] * (len(a) + len(b) - 1)
        for i, x in enumerate(a):
            for j, y in enumerate(b):
                result[i + j] = (result[i + j] + x * y) % self._p
        return tuple(result)

    def _primitive(self) -> int:
        for x in range(1, self.q):
            order, power = 1, x
            while power != 1:
                power = self.multiply(power, x)
                order += 1
            if order == self.q - 1:
                return x
        return 1

    def add(self, a: int, b: int) -> int:
        """Return the sum of two elements.

        Parameters
        ----------
        a, b
            Elements.

        Returns
        -------
        int
            An element.
        """
        pairs = zip(self._digits[a], self._digits[b], strict=True)
        return self._number([(x + y) % self._p for x, y in pairs])

    def subtract(self, a: int, b: int) -> int:
        """Return the difference of two elements.

        Parameters
        ----------
        a, b
            Elements.

        Returns
        -------
        int
            An element.
        """
        pairs = zip(self._digits[a], self._digits[b], strict=True)
        return self._number([(x - y) % self._p for x, y in pairs])

    def multiply(self, a: int, b: int) -> int:
        """Return the product of two elements.

        Parameters
        ----------
        a, b
            Elements.

        Returns
        -------
        int
            An element.
        """
        result = list(self._monic_product(self._digits[a], self._digits[b]))
        for at in range(len(result) - 1, self._n - 1, -1):
            factor = result[at]
            for i, coefficient in enumerate(self._modulus):
                place = at - self._n + i
                result[place] = (result[place] - factor * coefficient) % self._p
        return self._number(result[: self._n])

    def powers(self, count: int) -> list[int]:
        """Return the first powers of the primitive element, from the zeroth.

        Parameters
        ----------
        count
            How many. [1]

        Returns
        -------
        list[int]
            Elements.
        """
        found = [1]
        while len(found) < count:
            found.append(self.multiply(found[-1], self.primitive))
        return found[:count]
