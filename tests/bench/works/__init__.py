"""All works, in the order of the table."""

from works.catalogue import LargeCatalogue
from works.cold import ColdAt20, ColdAt100, ColdBigAt20, ColdBigAt100, ColdBigUnlimited, ColdUnlimited
from works.firstbyte import ColdFirstByte
from works.limits import LimitedToEight, LimitedToOne, LimitedToTwoHundred
from works.slow import SlowReaders
from works.small import CachedSmallGet, CachedSmallHead
from works.snapshot import Snapshot
from works.together import EightTogether, SixtyFourTogether
from works.warm import CachedByFiveHundred, CachedByOne, CachedBySixtyFour
from works.window import WindowStart
from works.xet import ThroughXet

ALL = [
    CachedByOne, CachedBySixtyFour, CachedByFiveHundred, CachedSmallGet, CachedSmallHead,
    ColdAt20, ColdAt100, ColdUnlimited, ColdBigAt20, ColdBigAt100, ColdBigUnlimited,
    ColdFirstByte, EightTogether, SixtyFourTogether, SlowReaders, LimitedToOne, LimitedToEight, LimitedToTwoHundred, Snapshot, ThroughXet, LargeCatalogue, WindowStart,
]
