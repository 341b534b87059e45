/** Drag one logit: one sigmoid moves, every share of the softmax does. */
import { fixed, list, rounded } from './figure.js';
import { sigmoid, simulate, softmax } from './maths.js';

export const rows = 1;

export default function (figure) {
  const axes = [0, 1, 2].map((n) => figure.axes(n));
  const [{ x, y, backY, low }] = axes;
  const start = simulate()[0].z;
  const logits = figure.sliders('z', start, { min: low, under: [x(-0.5), x(4.5)] });
  start.forEach((_, k) =>
    figure.grip(
      () => [x(k), y(logits()[k])],
      (_, top) => ({ [`z${k}`]: backY(top) }),
      'logit',
      k === 3 && 'drag a bar',
    ),
  );
  figure.live(() => {
    const z = logits();
    const p = z.map(sigmoid);
    [
      ['logit', z],
      ['sigmoid', p],
      ['softmax', softmax(z)],
    ].forEach(([name, values], n) => {
      values.forEach((value, k) => {
        figure.upright(`${name}-${k}`, axes[n].y(0), axes[n].y(value));
        figure.text(`${name}-value-${k}`, (n ? rounded : fixed)(value));
      });
    });
    figure.text('sigmoid-sum', `Σ ≈ ${fixed(p.reduce((a, b) => a + b))}`);
    return `Sigmoids ${list(p, rounded)}; softmax ${list(softmax(z), rounded)}`;
  });
}
