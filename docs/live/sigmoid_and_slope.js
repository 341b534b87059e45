/** Slide z: the tangent's slope is the height of the other curve. */
import { fixed } from './figure.js';
import { dsigmoid, sigmoid } from './maths.js';

export const rows = 1;

export default function (figure) {
  const [left, right] = [figure.axes(0), figure.axes(1)];
  figure.range('z', { label: 'logit z', min: -8, max: 8, step: 0.1, value: 0, digits: 1, concept: 'logit' });
  figure.grip(
    ({ z }) => [left.x(z), left.y(sigmoid(z))],
    (x) => ({ z: left.backX(x) }),
  );
  figure.grip(
    ({ z }) => [right.x(z), right.y(dsigmoid(z))],
    (x) => ({ z: right.backX(x) }),
  );
  figure.live(({ z }) => {
    const [p, slope] = [sigmoid(z), dsigmoid(z)];
    // As far as the panel reaches: up, down and aside.
    const run = Math.min(8 - Math.abs(z), p / slope, (1 - p) / slope);
    figure.line(
      'tangent',
      [-run, run].map((step) => [left.x(z + step), left.y(p + slope * step)]),
    );
    figure.set('point', { cx: left.x(z), cy: left.y(p) });
    figure.set('peak', { cx: right.x(z), cy: right.y(slope) });
    return `σ ${fixed(p, 4)}, slope ${fixed(slope, 4)}`;
  });
}
