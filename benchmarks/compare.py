"""Runs Elbow's and PyTorch's side of each line in turn, a process each, and draws the table. Started by ./benchmarks/run."""

import argparse
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
RESULTS = HERE / "target" / "results.json"
BEGIN, END = "<!-- table: written by ./benchmarks/run -->", "<!-- end of table -->"
THREADS = 2
QUIET = 0.10  # of one processor: what others may take while a work is measured


@dataclass(frozen=True)
class Line:
    title: str
    elbow: str  # the work's name in org.elbow.benchmarks.Catalogue
    program: str  # in pytorch/
    pytorch: str  # the work's name there
    target: float | None  # how many times Elbow's time PyTorch is to take


def lines() -> list[Line]:
    found = [
        Line("one product of 1024 × 1024 matrices", "sgemm", "training.py", "sgemm", None),
        Line("training step, dense", "dense", "training.py", "dense", 1.5),
        Line("training step, convolutional", "conv", "training.py", "conv", 1.5),
    ]
    for network, name, target in (("dense", "dense", 2), ("conv", "convolutional", 4)):
        for steps in (3, 10):
            for form, words in (("reused", "gradients reused"), ("usual", "usual form")):
                found.append(Line(f"Hamiltonian step, {name}, K = {steps}; PyTorch: {words}", f"hvae-{network}-{steps}",
                                  "hamiltonian.py", f"hvae-{network}-{steps}-{form}", target))
    for network, name, target in (("dense", "dense", 2), ("conv", "convolutional", 3)):
        for latent in (10, 32):
            found.append(Line(f"exact Jacobian L1 step, {name}, L = {latent}; PyTorch: forward differences",
                              f"jacobian-{network}-{latent}", "jacobian.py", f"jacobian-{network}-{latent}", target))
    for network, name, target in (("dense", "dense", 1000), ("conv", "convolutional", 60)):
        for form, words, goal in (("each", "row by row", target), ("block", "row by row, compared 40 rows at once", None)):
            found.append(Line(f"TracIn 2,000 × 100, {name}; PyTorch: {words}", f"tracin-{network}", "tracin.py",
                              f"tracin-{network}-{form}", goal))
    found += [
        Line("likelihood regret, posterior, per row of 1,000; PyTorch: batched", "regret-posterior", "regret.py",
             "regret-posterior-batch", 1.5),
        Line("likelihood regret, posterior, per row of 1,000; PyTorch: row by row", "regret-posterior", "regret.py",
             "regret-posterior-row", 30),
        Line("likelihood regret, encoder, per row; PyTorch: row by row", "regret-encoder", "regret.py", "regret-encoder", 5),
    ]
    return found


def dense_step_operations(batch: int = 128) -> int:
    """Multiplications and additions of the dense step's matrix products.

    Forward, weight gradients and input gradients take 2 operations per weight and row each; the first layer needs no input
    gradient. Biases, activations, likelihood and Adam are left out.
    """
    weights = [784 * 512, 512 * 256, 2 * 256 * 32, 32 * 256, 256 * 512, 512 * 784]
    return batch * (6 * sum(weights) - 2 * weights[0])


# ---- one measurement --------------------------------------------------------------------------------------------------------

def busy_seconds() -> float | None:
    """Processor time that the machine has spent working; None where the system does not tell."""
    try:
        with open("/proc/stat", encoding="ascii") as stat:
            user, nice, system, _, _, irq, soft_irq, steal = map(int, stat.readline().split()[1:9])
    except OSError:
        return None
    return (user + nice + system + irq + soft_irq + steal) / os.sysconf("SC_CLK_TCK")


def own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def wait_for_quiet(patience: float) -> None:
    deadline = time.monotonic() + patience
    while (before := busy_seconds()) is not None and time.monotonic() < deadline:
        time.sleep(2)
        if (busy_seconds() - before) / 2 < QUIET:
            return


def measure(command: list[str], patience: float, attempts: int) -> dict:
    """The least disturbed result of a few processes, one if nothing disturbs it."""
    best = None
    for _ in range(attempts):
        wait_for_quiet(patience)
        result = measure_once(command)
        if best is None or result["others"] < best["others"]:
            best = result
        if best["others"] <= QUIET:
            break
        print(f"  other programs took {result['others']:.1f} processors", file=sys.stderr)
    return best


def measure_once(command: list[str]) -> dict:
    """One process' result, with `others`: how many processors everybody else kept busy meanwhile."""
    busy, own, begin = busy_seconds(), own_seconds(), time.monotonic()
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    if process.returncode != 0:
        sys.exit(f"compare: {' '.join(command[-6:])} failed:\n{process.stderr.strip() or process.stdout.strip()}")
    result = json.loads(process.stdout.strip().splitlines()[-1])
    spent = time.monotonic() - begin
    result["others"] = 0 if busy is None else max(0, (busy_seconds() - busy - (own_seconds() - own)) / spent)
    return result


# ---- what was found ---------------------------------------------------------------------------------------------------------

def machine() -> str:
    """The processor, as far as the system tells."""
    model = platform.processor() or platform.machine()
    clues = ""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        model = re.search(r"^model name\s*: (.*)$", text, re.M).group(1)
        family, number = (re.search(rf"^{key}\s*: (\d+)$", text, re.M).group(1) for key in ("cpu family", "model"))
        clues = f", family {family} model {number}" + (", AVX-512" if " avx512f " in text else "")
    except (OSError, AttributeError):
        pass
    return f"{model}{clues}, {os.cpu_count()} processors, {platform.system()} {platform.machine()}"


def nd4j_version() -> str:
    pom = (HERE.parent / "build" / "parent" / "pom.xml").read_text(encoding="utf-8")
    return re.search(r"<dl4j.version>(.*?)</dl4j.version>", pom).group(1)


def number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def gigaflops(operations: float, milliseconds: float) -> float:
    return operations / milliseconds / 1e6


def table(found: dict) -> str:
    results = found["lines"]
    rows = ["| work | Elbow, ms | PyTorch, ms | ratio | to reach |", "|---|---:|---:|---:|---:|"]
    notes = []
    for line in lines():
        result = results.get(line.pytorch)
        if result is None:
            continue
        mark = ""
        if result["others"] > QUIET:
            mark = " (!)"
        goal = "" if line.target is None else f"{line.target:g}×" if line.target < 1000 else f"{line.target:,.0f}×"
        rows.append(f"| {line.title} | {number(result['elbow'])} | {number(result['pytorch'])} | {number(result['ratio'])}×{mark} | {goal} |")
        if result["note"]:
            notes.append(f"- {line.title}: {result['note']}.")
    text = [f"Machine: {found['machine']}.", f"Elbow: {found['elbow']}. {found['pytorch']}. {THREADS} threads each.", "", *rows, ""]
    if any("(!)" in row for row in rows):
        text += ["(!) Other programs were using the processors meanwhile: the line says nothing.", ""]
    if "sgemm" in results:
        product = 2 * 1024 ** 3
        peak = gigaflops(product, results["sgemm"]["elbow"])
        sentence = (f"Peak of matrix products (1024 × 1024, {THREADS} threads): {peak:.0f} GF/s for Elbow's BLAS, "
                    f"{gigaflops(product, results['sgemm']['pytorch']):.0f} GF/s for PyTorch's.")
        if "dense" in results:
            operations = dense_step_operations()
            ours, theirs = (gigaflops(operations, results["dense"][side]) for side in ("elbow", "pytorch"))
            sentence += (f" The matrix products of the dense step are {operations / 1e6:.0f} million operations: the whole step runs "
                         f"at {ours:.0f} GF/s, {ours / peak:.0%} of Elbow's peak (to reach: 60 %); PyTorch's at {theirs:.0f} GF/s.")
        text += [sentence.replace("%", " %").replace("  %", " %"), ""]
    if notes:
        text += ["Of PyTorch's side:", "", *notes, ""]
    return "\n".join(text)


def stored(found: dict) -> dict:
    """The lines measured before on the same machine with the same versions, which a run of some lines leaves as they are."""
    try:
        before = json.loads(RESULTS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    same = all(before.get(key) == found[key] for key in ("machine", "elbow", "pytorch"))
    return before["lines"] if same else {}


def write(found: dict) -> None:
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    before, rest = readme.split(BEGIN)
    README.write_text(f"{before}{BEGIN}\n\n{table(found)}\n{END}{rest.split(END)[1]}", encoding="utf-8")


# ---- the command ------------------------------------------------------------------------------------------------------------

def main() -> None:
    parser = argparse.ArgumentParser(prog="./benchmarks/run", description="Measures Elbow and PyTorch side by side and writes the "
                                     "table into benchmarks/README.md.")
    parser.add_argument("lines", nargs="*", help="only lines whose name begins so: sgemm, dense, conv, hvae, hvae-dense-3, jacobian, "
                        "tracin, regret ...; the others stay as they were measured last")
    parser.add_argument("--seconds", type=float, default=8, help="how long each process repeats its work (default 8)")
    parser.add_argument("--warm-up", type=float, help="seconds of uncounted repetitions before (default 5, PyTorch 2)")
    parser.add_argument("--rounds", type=int, default=2, help="how often each side gets its turn (default 2)")
    parser.add_argument("--patience", type=float, default=60, help="seconds to wait for other programs to end before each process "
                        "(default 60)")
    parser.add_argument("--attempts", type=int, default=3, help="how often to run a process at most while other programs disturb it "
                        "(default 3)")
    parser.add_argument("--dry", action="store_true", help="print the table, but write nothing")
    parser.add_argument("--java", default="java", help=argparse.SUPPRESS)
    arguments = parser.parse_args()

    java = [arguments.java, "-Xmx2g", f"-XX:ActiveProcessorCount={THREADS}", "-cp", os.environ["ELBOW_CLASSPATH"], "org.elbow.benchmarks.Benchmark"]
    there = subprocess.run(java, capture_output=True, text=True, check=True).stdout.split()
    chosen = [line for line in lines() if line.elbow in there
              and (not arguments.lines or any(line.pytorch.startswith(name) for name in arguments.lines))]
    missing = sorted({line.elbow for line in lines()} - set(there))
    if missing:
        print("Not on Elbow's side yet, and left out: " + ", ".join(missing), file=sys.stderr)
    if not chosen:
        sys.exit("compare: no line is named " + " or ".join(arguments.lines))

    def command(line: Line, elbow: bool) -> list[str]:
        start = java if elbow else [sys.executable, str(HERE / "pytorch" / line.program)]
        warm_up = arguments.warm_up if arguments.warm_up is not None else 5 if elbow else 2
        return [*start, "--work", line.elbow if elbow else line.pytorch, "--seconds", str(arguments.seconds), "--warm-up", str(warm_up)]

    found = {"machine": machine(), "lines": {}}
    for i, line in enumerate(chosen, 1):
        pairs = []
        for turn in range(arguments.rounds):
            pair = [measure(command(line, elbow), arguments.patience, arguments.attempts) for elbow in (True, False)]
            pairs.append(pair)
            print(f"[{i}/{len(chosen)}] {line.title}, round {turn + 1}: Elbow {number(pair[0]['median_ms'])} ms, "
                  f"PyTorch {number(pair[1]['median_ms'])} ms", file=sys.stderr)
        elbow, pytorch = pairs[0]
        if i == 1:
            found["elbow"] = f"{elbow['version']}, ND4J {nd4j_version()}, {elbow['blas']}"
            found["pytorch"] = f"{pytorch['version']}, {pytorch['blas']}"
            found["lines"] = stored(found)
        found["lines"][line.pytorch] = {
            "elbow": statistics.median(pair[0]["median_ms"] for pair in pairs),
            "pytorch": statistics.median(pair[1]["median_ms"] for pair in pairs),
            "ratio": statistics.median(pair[1]["median_ms"] / pair[0]["median_ms"] for pair in pairs),
            "others": max(side["others"] for pair in pairs for side in pair),
            "note": pytorch["note"],
        }
        if not arguments.dry:
            write(found)
    print(table(found))


if __name__ == "__main__":
    main()
