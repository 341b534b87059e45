/** Change one logit: its bar grows, the stack with it, and all shares change. */
import { fixed, list, rounded } from './figure.js';
import { simulate, softmax } from './maths.js';

export const rows = 'five';

export default function (figure) {
  const start = simulate()[0].z;
  const { x } = figure.axes();
  const [first, gap] = [x(0), x(0.12) - x(0)];
  const sum = (z) => z.reduce((total, value) => total + Math.exp(value), 0);
  const wide = x(sum(start)) - first;
  const logits = figure.sliders('z', start);
  figure.live(() => {
    const z = logits();
    const p = softmax(z);
    let end = first;
    z.forEach((value, k) => {
      const [begin, width] = [end, p[k] * wide];
      end += width;
      const inside = p[k] > 0.4;
      const before = end - first > 0.7 * wide;
      figure.level(`exp-${k}`, begin, end);
      figure.level(`share-${k}`, begin, end);
      figure.set(`drop-${k}`, { x1: end, x2: end });
      figure.text(`exp-value-${k}`, `exp(${fixed(value)}) ≈ ${fixed(Math.exp(value))}`);
      figure.set(`exp-value-${k}`, {
        x: inside ? begin + width / 2 : before ? begin - gap : end + gap,
        'text-anchor': inside ? 'middle' : before ? 'end' : 'start',
        fill: `var(--${inside ? 'paper' : 'logit'})`,
      });
      figure.set(`p-${k}`, { x: begin + width / 2 });
      figure.text(`p-${k}`, p[k] > 0.06 ? fixed(p[k]) : '');
    });
    figure.text('sum', `divided by their sum ≈ ${fixed(sum(z))}`);
    return `Softmax ${list(p, rounded)}`;
  });
}
