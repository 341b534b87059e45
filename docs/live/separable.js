/** Choose a penalty: where the weight comes to rest, if it does. */
import { fixed, general } from './figure.js';
import { fourCases } from './regression.js';

export const rows = 1;

const STEPS = 100_000;
const at = [...new Set(Array.from({ length: 101 }, (_, n) => Math.round(STEPS ** (n / 100))))];

export default function (figure) {
  const { x, y } = figure.axes();
  figure.range('penalty', { label: 'penalty λ', min: 1e-5, max: 1, step: 0.05, value: 0.01, print: general, log: true });
  figure.live(({ penalty }) => {
    const path = fourCases(penalty, STEPS);
    const end = path[STEPS];
    figure.line(
      'kept',
      at.map((step) => [x(step), y(path[step])]),
    );
    figure.move('kept-end', { y: y(end) });
    // Under the curve, where there is room, and clear of its rise.
    figure.move('kept-value', { y: y(end < 2 ? end + 0.4 : Math.min(end - 1.2, 4)) });
    figure.text('kept-value', `penalty ${general(penalty)}: ${fixed(end)}`);
    return `Penalty ${general(penalty)}, weight ${fixed(end)} after 100,000 steps`;
  });
}
