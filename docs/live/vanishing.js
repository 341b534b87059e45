/** Add layers, change their weight: what is left of the slope. */
import { general } from './figure.js';
import { chainSlope } from './maths.js';

export const rows = 2;

/** 2.78 × 10⁻⁷ */
const scientific = (value) => {
  const [digits, power] = value.toExponential(2).split('e');
  return `${digits} × 10${[...`${+power}`].map((c) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(c)]).join('')}`;
};

export default function (figure) {
  const { x, y, low } = figure.axes();
  figure.range('depth', { label: 'depth n', min: 1, max: 10, step: 1, value: 10, digits: 0, stack: true, concept: 'derivative' });
  figure.range('weight', { label: 'weight', min: 0.1, max: 8, step: 0.1, value: 1, digits: 1, stack: true, concept: 'weight' });
  figure.check('centred', 'each sigmoid at its centre');
  /** Where a bar leaves the scale, an arrow says so. */
  const below = (n, is) => {
    const name = `below-${n}`;
    if (!is && !figure.has(name)) return;
    figure.copy(name, 'value');
    figure.text(name, '↓');
    figure.set(name, { x: x(n), y: y(1.5 * low), fill: 'var(--paper)', 'text-anchor': 'middle' });
    figure.hide(name, !is);
  };
  figure.live(({ depth, weight, centred }) => {
    const slope = (n) => (centred ? chainSlope(0.5, n, weight, -weight / 2) : chainSlope(1, n, weight));
    for (let n = 1; n <= 10; n++) {
      figure.hide(`bar-${n}`, n > depth);
      figure.upright(`bar-${n}`, y(1), y(Math.max(slope(n), low)));
      below(n, n <= depth && slope(n) < low);
    }
    // As far as the scale goes.
    const quarter = weight / 4;
    const last = quarter ** 10 < low ? Math.log(low) / Math.log(quarter) : 10;
    for (const part of ['bound', 'bound-edge']) {
      figure.line(
        part,
        Array.from({ length: 10 }, (_, n) => Math.min(n + 1, last)).map((n) => [x(n), y(quarter ** n)]),
      );
    }
    figure.move('bound-name', { y: y(Math.max(quarter ** 10, 3 * low)) });
    figure.text('bound-name', weight === 1 ? '¼ⁿ' : `(${general(weight)}/4)ⁿ`);
    figure.text('value', `slope ${scientific(slope(depth))}`);
    return `Slope ${scientific(slope(depth))}`;
  });
}
