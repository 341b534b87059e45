/** Move the threshold: the classes above it are the answer. */
import { sigmoid, simulate } from './maths.js';

export const rows = 1;

export default function (figure) {
  const { x, y, backY } = figure.axes();
  const p = simulate()[2].z.map(sigmoid);
  figure.range('t', { label: 'threshold', min: 0, max: 1, step: 0.01, value: 0.5, concept: 'probability' });
  figure.grip(
    ({ t }) => [x(4.4), y(t)],
    (_, top) => ({ t: backY(top) }),
  );
  figure.live(({ t }) => {
    figure.set('half', { y1: y(t), y2: y(t) });
    p.forEach((value, k) => figure.set(`bar-${k}`, { fill: value > t ? 'var(--probability)' : 'none' }));
    return `Above the threshold: ${p.flatMap((value, k) => (value > t ? `class ${k}` : [])).join(', ') || 'none'}`;
  });
}
