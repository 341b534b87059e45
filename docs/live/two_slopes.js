/** Slide z: how steep either loss is there, where the answer is yes. */
import { general } from './figure.js';
import { sigmoid, squaredSlope } from './maths.js';

export const rows = 1;

export default function (figure) {
  const { x, y, backX } = figure.axes();
  figure.range('z', { label: 'logit z', min: -10, max: 6, step: 0.1, value: -5, digits: 1, concept: 'logit' });
  const slopes = { steep: (z) => -sigmoid(-z), flat: (z) => squaredSlope(z, 1) };
  for (const slope of Object.values(slopes)) {
    figure.grip(
      ({ z }) => [x(z), y(slope(z))],
      (left) => ({ z: backX(left) }),
    );
  }
  figure.live(({ z }) => {
    const said = { steep: 'cross-entropy: slope', flat: 'squared error: slope' };
    figure.set('logit', { x1: x(z), x2: x(z) });
    for (const [name, slope] of Object.entries(slopes)) {
      said[name] += ` ${general(slope(z))}`;
      figure.set(name, { cx: x(z), cy: y(slope(z)) });
      figure.text(`${name}-value`, said[name]);
    }
    return `${said.steep}, ${said.flat}`;
  });
}
