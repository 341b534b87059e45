/** Say what a miss costs: both thresholds move, and meet on the curve. */
import { fixed, general } from './figure.js';
import { logit, sigmoid, threshold } from './maths.js';

export const rows = 1;

export default function (figure) {
  const { x, y, backX } = figure.axes();
  const grid = Array.from({ length: 241 }, (_, n) => -6 + n / 20);
  figure.range('cost', {
    label: 'a miss costs',
    min: 0.03,
    max: 30,
    step: 0.02,
    value: 9,
    print: (cost) => `${general(cost)} ×`,
    log: true,
  });
  const z = ({ cost }) => logit(threshold(1, cost));
  figure.grip(
    (values) => [x(z(values)), y(sigmoid(z(values)))],
    (left) => ({ cost: Math.exp(-backX(left)) }),
  );
  figure.live((values) => {
    const [t, at] = [threshold(1, values.cost), z(values)];
    const points = (part) => part.map((s) => [x(s), y(sigmoid(s))]);
    figure.line('below', points([...grid.filter((s) => s < at), at]));
    figure.line('above', points([at, ...grid.filter((s) => s > at)]));
    figure.line('threshold-p', [
      [x(-6), y(t)],
      [x(at), y(t)],
    ]);
    figure.set('threshold-z', { x1: x(at), x2: x(at) });
    figure.set('point', { cx: x(at), cy: y(t) });
    figure.move('value-p', { y: y(t) });
    figure.text('value-p', `p = ${general(t)}`);
    // Off the curve, which passes low where the threshold is low.
    figure.move('value-z', { x: x(at), y: y(at < -2.3 ? 0.57 : 0) });
    figure.text('value-z', `z = ${fixed(at)}`);
    for (const name of ['act', 'do-not']) figure.move(name, { x: x(at), y: y(at > 0 ? 0.16 : 0.88) });
    return `Act from probability ${general(t)}, logit ${fixed(at)}`;
  });
}
