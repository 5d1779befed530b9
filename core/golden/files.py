"""A folder of JSON files that holds what a generator says, and nothing else."""

import sys


def settle(folder, wanted, what):
    """Writes wanted {file name: text} and drops other JSON files; with --check on the command line it only tells which
    differ. Ends the program: with 1 where a check found any."""
    check = sys.argv[1:] == ["--check"]
    folder.mkdir(exist_ok=True)
    stale = 0
    for path in sorted(folder.glob("*.json")):
        if path.name not in wanted:
            stale += 1
            print(f"{path.name}: no such case" + ("" if check else ", removed"))
            if not check:
                path.unlink()
    for name, text in wanted.items():
        path = folder / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        print(f"{name}: {'differs' if check else 'written'}")
        if not check:
            path.write_text(text, encoding="utf-8")
    size = sum(len(text.encode("utf-8")) for text in wanted.values())
    print(f"{len(wanted)} {what}, {size} bytes, {stale} of them {'stale' if check else 'changed'}")
    sys.exit(1 if check and stale else 0)
