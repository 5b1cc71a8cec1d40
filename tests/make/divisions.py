"""Write kg/lexicons/divisions.tsv from the CSV files of the division data (provinces … streets).

python tests/make/divisions.py ../shared/data/divisions > kg/lexicons/divisions.tsv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

PLACEHOLDERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "直辖"}
HEADER = """# Administrative divisions of China with their GB/T 2260 codes:
# province (2 digits), city (4), county (6), street (9).
# Facts published by the National Bureau of Statistics, state of 2024-11-28, as compiled in the public
# repository modood/Administrative-divisions-of-China (WTFPL).  Made by tests/make/divisions.py.
# code	name"""


def main(folder: Path) -> None:
    print(HEADER)
    for level in ("provinces", "cities", "areas", "streets"):
        with (folder / f"{level}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["name"] not in PLACEHOLDERS:
                    print(f"{row['code']}\t{row['name']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
