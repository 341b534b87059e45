/** Slide z: as far as its point is below one, its mirror image is above zero. */
import { fixed, general, inside } from './figure.js';
import { sigmoid } from './maths.js';

export const rows = 1;

export default function (figure) {
  const { x, y, backX } = figure.axes();
  figure.range('z', { label: 'logit z', min: -6, max: 6, step: 0.1, value: 1.5, concept: 'logit', print: general });
  for (const side of [1, -1]) {
    figure.grip(
      ({ z }) => [x(side * z), y(sigmoid(side * z))],
      (left) => ({ z: side * backX(left) }),
    );
  }
  figure.live(({ z }) => {
    for (const [name, at, end] of [
      ['point', z, 1],
      ['mirror', -z, 0],
    ]) {
      const p = sigmoid(at);
      // Where the two meet, at 0 and −0, each keeps to its side.
      const side = at < 0 || Object.is(at, -0) ? -1 : 1;
      // In a corner there is no room beside the point, but there is under the curve, or over it.
      const beside = Math.min(Math.abs(at) + 0.35, 2.3);
      const aside = Math.min((Math.abs(at) + 0.35 - beside) * 2, 1) * 0.15;
      figure.line(`${name}-gap`, [
        [x(at), y(end)],
        [x(at), y(p)],
      ]);
      figure.set(name, { cx: x(at), cy: y(p) });
      figure.set(`${name}-value`, { x: x(side * beside), 'text-anchor': side < 0 ? 'end' : 'start' });
      figure.move(`${name}-value`, { y: y(p - side * aside) });
      figure.text(`${name}-value`, `σ(${general(at)}) = ${inside(p)}`);
    }
    return `σ of z is ${fixed(sigmoid(z), 4)}, of minus z ${fixed(sigmoid(-z), 4)}`;
  });
}
