/** Two logits need only their difference, three a triangle. */
import { inside, list, rounded } from './figure.js';
import { simulate, softmax } from './maths.js';

export const rows = 1;

export default function (figure) {
  const [two, three] = [figure.axes(0), figure.axes(1)];
  const corners = [
    [0, 0],
    [1, 0],
    [0.5, Math.sqrt(3) / 2],
  ];
  const logits = figure.sliders('z', simulate()[0].z.slice(0, 3));
  figure.live(() => {
    const z = logits();
    const [gap, [share], p] = [z[0] - z[1], softmax(z.slice(0, 2)), softmax(z)];
    figure.set('two', { cx: two.x(gap), cy: two.y(share) });
    // Where the curve is low, above it.
    const low = gap < -2.2;
    figure.move('two-value', { x: two.x(low ? -6.4 : gap), y: two.y(low ? 0.34 : share) });
    figure.text('two-value', `σ = ${inside(share)}`);
    const point = (shares) => {
      const [x, y] = [0, 1].map((n) => shares.reduce((sum, share, k) => sum + share * corners[k][n], 0));
      return [three.x(x), three.y(y)];
    };
    const [cx, cy] = point(p);
    figure.set('three', { cx, cy });
    p.forEach((value, k) => {
      figure.line(`distance-${k}`, [[cx, cy], point(p.map((share, j) => (j === k ? 0 : share + value / 2)))]);
      figure.text(`p-${k}`, `p${'₀₁₂'[k]} = ${inside(value)}`);
    });
    return `Of two ${rounded(share)}; of three ${list(p, rounded)}`;
  });
}
