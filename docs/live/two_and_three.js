/** Two logits need only their difference, three a triangle. */
import { fixed, list } from './figure.js';
import { simulate, softmax } from './maths.js';

export const rows = 1;

export default function (figure) {
  const [two, three] = [figure.axes(0), figure.axes(1)];
  const corners = [[0, 0], [1, 0], [0.5, Math.sqrt(3) / 2]];
  const logits = figure.sliders('z', simulate()[0].z.slice(0, 3), { concept: 'logit' });
  figure.live(() => {
    const z = logits();
    const [gap, [share], p] = [z[0] - z[1], softmax(z.slice(0, 2)), softmax(z)];
    figure.set('two', { cx: two.x(gap), cy: two.y(share) });
    figure.move('two-value', two.x(gap), two.y(share));
    figure.text('two-value', `p₀ = ${fixed(share)}`);
    const [cx, cy] = [0, 1].map((n) => p.reduce((sum, v, k) => sum + v * corners[k][n], 0));
    figure.set('three', { cx: three.x(cx), cy: three.y(cy) });
    p.forEach((value, k) => {
      figure.set(`spoke-${k}`, { x1: three.x(cx), y1: three.y(cy) });
      figure.text(`p-${k}`, `p${'₀₁₂'[k]} = ${fixed(value)}`);
    });
    return `Of two ${fixed(share)}; of three ${list(p)}`;
  });
}
