/** Move the bells and the base rate: the sigmoid follows where they cross. */
import { fixed } from './figure.js';
import { bayes, bell, gaussianLine } from './regression.js';

export const rows = 1;

const grid = Array.from({ length: 241 }, (_, n) => -5 + n / 24);

export default function (figure) {
  const [above, below] = [figure.axes(0), figure.axes(1)];
  const reach = { min: -3, max: 3, stack: true };
  figure.range('no', { label: 'no at', spoken: 'bell of no at', value: -1, ...reach });
  figure.range('yes', { label: 'yes at', spoken: 'bell of yes at', value: 1, ...reach });
  figure.range('rate', { label: 'base rate', min: 0.05, max: 0.95, step: 0.01, value: 0.5, stack: true, concept: 'probability' });
  const share = { no: ({ rate }) => 1 - rate, yes: ({ rate }) => rate };
  const height = (name, values, x) => share[name](values) * bell(x, values[name], 1);
  const peak = (name, values) => [above.x(values[name]), above.y(height(name, values, values[name]))];
  for (const name of ['no', 'yes']) {
    figure.grip(
      (values) => peak(name, values),
      (left) => ({ [name]: above.backX(left) }),
    );
  }
  figure.live((values) => {
    const { no, yes, rate } = values;
    for (const name of ['no', 'yes']) {
      figure.line(
        name,
        grid.map((x) => [above.x(x), above.y(height(name, values, x))]),
      );
    }
    figure.line(
      'posterior',
      grid.map((x) => [below.x(x), below.y(bayes(x, no, yes, rate))]),
    );
    for (const name of ['no', 'yes']) {
      const [cx, cy] = peak(name, values);
      figure.set(`${name}-peak`, { cx, cy });
      // Outside the two peaks, or they would meet where the bells do.
      const right = (name === 'yes') === no <= yes;
      figure.set(`${name}-name`, {
        x: above.x(values[name] + (right ? 0.3 : -0.3)),
        'text-anchor': right ? 'start' : 'end',
      });
      figure.move(`${name}-name`, { y: cy });
    }
    const [slope, intercept] = gaussianLine(no, yes, rate);
    const cross = below.x(-intercept / slope);
    // Where one bell is above the other throughout, they cross nowhere, or far outside.
    const seen = Math.abs(intercept) <= 5 * Math.abs(slope) && slope !== 0;
    for (const part of ['cross-above', 'cross-below', 'half']) figure.hide(part, !seen);
    if (seen) {
      for (const part of ['cross-above', 'cross-below']) figure.set(part, { x1: cross, x2: cross });
      figure.set('half', { cx: cross });
    }
    figure.text('logit', `logit: slope ${fixed(slope)}, intercept ${fixed(intercept)}`);
    return `Logit: slope ${fixed(slope)}, intercept ${fixed(intercept)}`;
  });
}
