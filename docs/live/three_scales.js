/** One bead on three scales: what is far apart on one is close together on another. */
import { fixed, general } from './figure.js';
import { logit, odds, sigmoid } from './maths.js';

export const rows = 1;

export default function (figure) {
  const { x, y, backX } = figure.axes();
  figure.range('z', { label: 'logit', min: -3, max: 4.7, value: logit(0.8), concept: 'logit' });
  const names = ['logit', 'odds', 'probability'];
  names.forEach((_, n) =>
    figure.grip(
      ({ z }) => [x(z), y(n)],
      (left) => ({ z: backX(left) }),
    ),
  );
  figure.live(({ z }) => {
    const p = sigmoid(z);
    figure.set('link', { x1: x(z), x2: x(z) });
    [fixed(z), `${general(odds(p))} : 1`, general(p)].forEach((value, n) => {
      figure.set(`bead-${names[n]}`, { cx: x(z) });
      figure.move(`value-${names[n]}`, { x: x(z) });
      figure.text(`value-${names[n]}`, value);
    });
    return `probability ${general(p)}, odds ${general(odds(p))} to 1`;
  });
}
