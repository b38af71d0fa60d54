"""All works, in the order of the table."""

from works.warm import CachedBySixtyFour, CachedByFiveHundred, CachedByOne

ALL = [CachedByOne, CachedBySixtyFour, CachedByFiveHundred]
