"""How smoothly figures move: frames under a hand that never rests, on a slowed processor.

    python scripts/benchmarks/frames.py [--runs 5]

Builds the site, and in every figure that has a slider moves the first one a step a frame, with the
processor slowed 4 times and without a graphics card. Beside the frames stands the work that one
of them is, not slowed and in the processor's own time, which nothing else on the machine lengthens.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from explainer.publishing.build import build
from playwright.sync_api import sync_playwright
from served import asked, serving

SLOWED = 4
# A frame in time is one sixtieth of a second, as exactly as browsers tell the time.
FRAME = 1000 / 60 + 0.2

# The first frames are the engine's, which compiles what is new to it.
STEPS, FIRST = 100, 10

MOVED = """async ([name, steps]) => {
  const slider = document.querySelector(`[data-figure=${name}] input[type=range]`);
  const [low, high] = [slider.min, slider.max].map(Number);
  const times = [];
  for (let step = 0; step <= steps; step += 1) {
    slider.value = low + (high - low) * (0.5 + 0.45 * Math.sin(step / 9));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    times.push(await new Promise(requestAnimationFrame));
  }
  return times.slice(1).map((time, step) => time - times[step]);
}"""


def work(session):
    """Milliseconds of the processor's time that the page has used."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")


def moved(page, session, name, rate):
    """The frames of one figure, in milliseconds, and the work that was done for each."""
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    before = work(session)
    frames = page.evaluate(MOVED, [name, STEPS])
    done = work(session) - before
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return frames[FIRST:], done / STEPS


def measured(browser, server, runs):
    """Runs of each figure: {name: [(its median frame, the share in time, the work of one)]}."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    session.send("Performance.enable")
    page.goto(server.address)
    names = page.locator("[data-live]").evaluate_all("all => all.map(e => e.dataset.figure)")
    found = {}
    for run in range(runs):
        for name in names:
            figure = page.locator(f"[data-figure={name}]")
            figure.scroll_into_view_if_needed()
            figure.locator(".live-row").first.wait_for()
            if not figure.locator("input[type=range]").count():
                continue
            # What the page does after scrolling is not the figure's.
            page.wait_for_timeout(600)
            frames, _ = moved(page, session, name, SLOWED)
            _, done = moved(page, session, name, 1)
            in_time = sum(frame <= FRAME for frame in frames) / len(frames)
            found.setdefault(name, []).append((statistics.median(frames), in_time, done))
        print(f"run {run + 1} of {runs}", file=sys.stderr)
    return found


def report(found):
    """Print the medians; returns whether every figure's median frame is in time."""
    print(f"{'':28}{'frame, ms':>12}{'in time':>10}{'work, ms':>10}")
    medians = {}
    for name, runs in found.items():
        frame, in_time, done = map(statistics.median, zip(*runs, strict=True))
        medians[name] = frame
        print(f"{name:28}{frame:12.1f}{in_time:10.0%}{done:10.2f}")
    return all(frame <= FRAME for frame in medians.values())


def main():
    options = asked(__doc__)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = Path(folder, "built")
        build(built)
        browser = playwright.chromium.launch(
            executable_path=options.browser, args=["--no-sandbox", "--disable-gpu"]
        )
        with serving(built) as server:
            found = measured(browser, server, options.runs)
        browser.close()
    return 0 if report(found) else 1


if __name__ == "__main__":
    sys.exit(main())
