/** Change the temperature of the middle panel: the order stays, the confidence goes. */
import { general, list, rounded } from './figure.js';
import { simulate, temperature } from './maths.js';

export const rows = 1;

export default function (figure) {
  const { y } = figure.axes(1);
  const z = simulate()[0].z;
  figure.range('T', { label: 'temperature T', min: 0.1, max: 10, step: 0.02, value: 1, log: true, print: general });
  figure.live(({ T }) => {
    const p = temperature(z, T);
    p.forEach((share, k) => figure.upright(`bar-1-${k}`, y(0), y(share)));
    const top = Math.max(...p);
    figure.move('value-1', { y: y(top) });
    figure.text('value-1', rounded(top));
    figure.text('T-1', `T = ${general(T)}`);
    return `Softmax ${list(p, rounded)}`;
  });
}
