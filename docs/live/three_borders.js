/** Drag the meeting point, change the biases, turn or grow all weights: borders, loss and answers follow. */
import { crossEntropy, descendClasses, threeClouds } from './classes.js';
import { fixed, general } from './figure.js';

export const rows = 3;

const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
];

/** The input at which all three logits are equal. */
const meetingPoint = ([a, b, c]) => {
  const [p, q] = [b, c].map((row) => row.map((value, n) => value - a[n]));
  const area = p[1] * q[2] - p[2] * q[1];
  return [(q[0] * p[2] - p[0] * q[2]) / area, (p[0] * q[1] - q[0] * p[1]) / area];
};

export default function (figure) {
  const { x, y, backX, backY } = figure.axes();
  const data = threeClouds();
  const fit = descendClasses(data);
  const box = [
    [-5.5, 5.5],
    [-4.5, 5.5],
  ];
  fit.forEach(([bias], k) => {
    const label = `bias b${'₀₁₂'[k]}`;
    figure.range(`b${k}`, {
      label,
      spoken: `${label} of class ${k}`,
      min: -8,
      max: 8,
      value: bias,
      stack: true,
      concept: 'weight',
    });
  });
  figure.range('turn', { label: 'turn', min: -180, max: 180, step: 1, value: 0, digits: 0 });
  const scale = { min: 0.1, max: 10, value: 1, log: true, print: general };
  figure.range('scale', { label: 'all weights ×', ...scale, concept: 'weight' });
  const weights = ({ b0, b1, b2, turn }) => {
    const [c, s] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
    return [b0, b1, b2].map((bias, k) => [bias, c * fit[k][1] - s * fit[k][2], s * fit[k][1] + c * fit[k][2]]);
  };
  /** Where i and j tie and k loses: from the meeting point to the edge of the drawing. */
  const border = (W, i, j, from) => {
    const across = [W[i][1] - W[j][1], W[i][2] - W[j][2]];
    const k = 3 - i - j;
    const side = Math.sign((W[i][2] - W[k][2]) * across[0] - (W[i][1] - W[k][1]) * across[1]);
    const along = [-across[1] * side, across[0] * side];
    const reach = along.map((step, n) => box[n].map((edge) => (edge - from[n]) / step).sort((a, b) => a - b));
    const enters = Math.max(reach[0][0], reach[1][0], 0);
    const leaves = Math.max(Math.min(reach[0][1], reach[1][1]), enters);
    return [enters, leaves].map((t) => from.map((start, n) => start + t * along[n]));
  };
  figure.grip(
    (values) => {
      const [left, up] = meetingPoint(weights(values));
      return [x(left), y(up)];
    },
    (left, up) => {
      const at = [backX(left), backY(up)];
      const W = weights(figure.values);
      const ties = W.map(([, w1, w2]) => -w1 * at[0] - w2 * at[1]);
      const mean = (values) => values.reduce((total, value) => total + value) / 3;
      const shift = mean(W.map(([bias]) => bias)) - mean(ties);
      return Object.fromEntries(ties.map((bias, k) => [`b${k}`, bias + shift]));
    },
  );
  figure.live((values) => {
    const W = weights(values);
    const from = meetingPoint(W);
    const out = from.some((at, n) => at < box[n][0] || at > box[n][1]);
    figure.hide('meeting', out);
    figure.move('meeting', { x: x(from[0]), y: y(from[1]) });
    for (const [i, j] of PAIRS) {
      const ends = border(W, i, j, from);
      figure.hide(`border-${i}-${j}`, `${ends[0]}` === `${ends[1]}`);
      figure.line(
        `border-${i}-${j}`,
        ends.map(([left, up]) => [x(left), y(up)]),
      );
    }
    let [total, right] = [0, 0];
    for (const { x1, x2, k } of data) {
      const z = W.map(([bias, w1, w2]) => values.scale * (bias + w1 * x1 + w2 * x2));
      total += crossEntropy(z, k);
      right += z.indexOf(Math.max(...z)) === k;
    }
    const loss = `loss ${fixed(total / data.length, 4)}`;
    const share = `right: ${right} of ${data.length}`;
    figure.text('loss', loss);
    figure.text('right', share);
    return `${loss}, ${share}`;
  });
}
