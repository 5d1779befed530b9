"""Makes math.woff2, the font of the mathematics in the lessons: the characters that they need of STIX Two Math, with its MATH
table. What is drawn comes from the npm package @fontsource/stix-two-math 5.3.0; fontTools and its brotli do the work
(python3-fonttools and python3-brotli in Debian).

    python3 web/learn/font/subset.py stix-two-math-latin-400-normal.woff2

characters.txt beside it says what is in the font; a test holds the lessons to it.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

here = pathlib.Path(__file__).parent

wanted = set(range(0x20, 0x7F))  # what is typed
wanted |= set(map(ord, "−×·⋅÷±∓√∑∏∂∇∞≈≠≤≥≡∼∝∈∉⊂∪∩∘⊙⊗⊕⊤⊥∥‖′″…⋯⋮⋱←→↔⇒⇔↦⟨⟩⌈⌉⌊⌋ℝℎℓ𝖳"))
wanted |= set(range(0x391, 0x3AA)) | set(range(0x3B1, 0x3CA)) | {0x3D5, 0x3F5}  # Greek
wanted |= set(range(0x1D434, 0x1D468))  # italic, as browsers write a variable of one letter
wanted |= set(range(0x1D6E2, 0x1D71B))  # the same in Greek
wanted |= {0x2061, 0x2062, 0x2063, 0x00A0}

options = subset.Options()
options.flavor = "woff2"
options.hinting = False
options.layout_features = ["ssty", "dtls", "kern"]
options.drop_tables += ["DSIG"]
options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
options.notdef_outline = True

font = TTFont(sys.argv[1])
variants = font["MATH"].table.MathVariants  # nothing in the lessons is stretched sideways
variants.HorizGlyphCoverage, variants.HorizGlyphConstruction, variants.HorizGlyphCount = None, [], 0
has = font.getBestCmap()
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=wanted & set(has))
subsetter.subset(font)
for record in font["name"].names:  # a part of a font is another font
    if record.nameID in (1, 3, 4, 6, 16):
        record.string = "QKVMath" if record.nameID == 6 else "QKV Math"
subset.save_font(font, str(here / "math.woff2"), options)
(here / "characters.txt").write_text("".join(f"U+{c:04X} {chr(c)}\n" for c in sorted(font.getBestCmap()) if chr(c).isprintable() and not chr(c).isspace()), encoding="utf-8")
