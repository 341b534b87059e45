/** Slide the least share that counts as an answer: answers are lost slowly, errors fast. */
import { fixed } from './figure.js';

export const rows = 1;

export default function (figure) {
  const panels = { answered: figure.axes(0), wrong: figure.axes(1) };
  const parts = ['known', 'new'].flatMap((hands) => Object.keys(panels).map((what) => ({ hands, what })));
  // A number of pictures for every hundredth.
  for (const part of parts) part.counts = JSON.parse(figure.svg.dataset[part.hands])[part.what];
  const count = ({ counts }, least) => counts[Math.round(100 * least)];
  figure.range('least', { label: 'least share', min: 0, max: 1, step: 0.01, value: 0.8, concept: 'probability' });
  for (const part of parts) {
    const { x, y, backX } = panels[part.what];
    figure.grip(
      ({ least }) => [x(least), y(count(part, least))],
      (left) => ({ least: Math.round(100 * backX(left)) / 100 }),
    );
  }
  figure.live(({ least }) => {
    const { x } = panels.answered;
    for (const what of Object.keys(panels)) figure.set(`least-${what}`, { x1: x(least), x2: x(least) });
    const said = parts.map((part) => {
      const { hands, what } = part;
      const n = count(part, least);
      figure.set(`${hands}-${what}-dot`, { cx: x(least), cy: panels[what].y(n) });
      const text = `${hands} hands: ${n} ${what}`;
      figure.text(`${hands}-value-${what}`, text);
      return text;
    });
    return `With at least ${fixed(least)}, ${said.join(', ')}`;
  });
}
