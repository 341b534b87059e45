/** Slide an hour along: on the line the step stays, on the curve it grows and goes. */
import { fixed, general } from './figure.js';
import { sigmoid } from './maths.js';
import { exam, newton } from './regression.js';

export const rows = 1;

export default function (figure) {
  const [above, below] = [figure.axes(0), figure.axes(1)];
  const [b, w] = newton(exam(), 7).at(-1);
  const z = (x) => b + w * x;
  const p = (x) => sigmoid(z(x));
  figure.range('x', { label: 'from hour', min: 0, max: 9, step: 0.1, value: 5, digits: 1 });
  figure.grip(
    ({ x }) => [above.x(x), above.y(z(x))],
    (left) => ({ x: above.backX(left) }),
  );
  figure.grip(
    ({ x }) => [below.x(x), below.y(p(x))],
    (left) => ({ x: below.backX(left) }),
  );
  figure.live(({ x }) => {
    [
      ['logit', above, z],
      ['probability', below, p],
    ].forEach(([name, axes, height]) => {
      const [from, to] = [x, x + 1].map((at) => [axes.x(at), axes.y(height(at))]);
      figure.line(`${name}-run`, [from, [to[0], from[1]]]);
      figure.line(`${name}-rise`, [[to[0], from[1]], to]);
    });
    const odds = `odds ${general(Math.exp(z(x)))} → ${general(Math.exp(z(x + 1)))}`;
    figure.text('odds', odds);
    figure.text('chances', `p ${fixed(p(x), 3)} → ${fixed(p(x + 1), 3)}`);
    const gain = fixed(p(x + 1) - p(x), 3);
    figure.text('gain', `≈ + ${gain}`);
    return `${odds}; probability ${fixed(p(x), 3)}, up by ${gain}`;
  });
}
