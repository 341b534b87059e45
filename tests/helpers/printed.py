"""What a figure prints, as drawn and moved from end to end, and what of it is false as printed."""

from functools import cache

from explainer.proof import labels

STEPS = 12
# Every control in turn goes from end to end, then all are at their ends, together and one apart
# from the others; seen is, each time, what the figure prints and says. Each frame is drawn, and
# what rests is told, at once.
TOUR = """async ([name, steps]) => {
  const figure = document.querySelector(`[data-figure=${name}]`);
  const reset = [...figure.querySelectorAll('button')].find((e) => e.textContent === 'Reset');
  const { requestAnimationFrame, setTimeout } = window;
  window.requestAnimationFrame = (draw) => queueMicrotask(() => draw(performance.now()));
  window.setTimeout = (tell, wait) => wait === 400 ? queueMicrotask(tell) : setTimeout(tell, wait);
  const settled = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
  const seen = [];
  const look = async () => {
    await settled();
    const texts = Array.from(figure.querySelectorAll('svg text'))
      .filter((e) => !e.closest('.live-hidden'));
    const told = figure.querySelectorAll('.live-note, [role=status], output');
    seen.push([...texts, ...told].map((e) => [e.dataset.part ?? '', e.textContent]));
  };
  const put = (input, value) => {
    if (input.type === 'checkbox') input.checked = value;
    else input.value = value;
    input.dispatchEvent(new Event(input.type === 'range' ? 'input' : 'change'));
  };
  for (const input of figure.querySelectorAll('input, select')) {
    const step = (input.max - input.min) / steps;
    const places = input.type === 'range'
      ? Array.from({ length: steps + 1 }, (_, n) => +input.min + n * step)
      : Array.from(input.options ?? [{ value: true }], ({ value }) => value);
    for (const place of places) {
      put(input, place);
      await look();
    }
    reset.click();
    await settled();
  }
  const ranges = [...figure.querySelectorAll('input[type=range]')];
  for (const up of [() => 1, () => 0, (n) => n === 0, (n) => n > 0]) {
    ranges.forEach((input, n) => put(input, up(n) ? input.max : input.min));
    await look();
  }
  reset.click();
  await settled();
  Object.assign(window, { requestAnimationFrame, setTimeout });
  return seen;
}"""


place = cache(labels.place)


def faults(figure, shown, path):
    """The Faults of what is seen together; `path` is the script that printed it.

    A figure's file may say `sums`: the labels that print one, and what its parts' names begin with.
    """
    for part, text in shown:
        yield from labels.faults(text, place(path, part))
    for total, parts in getattr(figure.asked, "sums", {}).items():
        (text,) = (text for part, text in shown if part == total)
        beside = [text for part, text in shown if part.startswith(parts)]
        yield from labels.sum_faults(text, beside, place(path, total))
