/** Slide the lead and the number of classes: with two softmaxes the loss stops at a floor. */
import { leadLoss } from './classes.js';
import { fixed, rounded } from './figure.js';

export const rows = 1;

const grid = Array.from({ length: 241 }, (_, n) => -4 + n / 20);

export default function (figure) {
  const { x, y, backX } = figure.axes();
  figure.range('lead', { label: 'lead', min: -4, max: 8, step: 0.1, value: 4, digits: 1, stack: true, concept: 'logit' });
  figure.range('K', { label: 'classes K', min: 2, max: 10, step: 1, value: 5, digits: 0, stack: true });
  const curves = { once: 0, twice: 1 };
  for (const twice of [0, 1]) {
    figure.grip(
      ({ lead, K }) => [x(lead), y(leadLoss(lead, K, twice))],
      (left) => ({ lead: backX(left) }),
    );
  }
  const named = { once: 'one softmax: loss', twice: 'two softmaxes: loss' };
  figure.live(({ lead, K }) => {
    figure.set('lead', { x1: x(lead), x2: x(lead) });
    const floor = Math.log(Math.E + K - 1) - 1;
    figure.set('floor', { y1: y(floor), y2: y(floor) });
    figure.move('floor-value', { y: y(floor) });
    figure.text('floor-value', `floor ${fixed(floor, 3)}`);
    const said = Object.entries(curves).map(([part, twice]) => {
      figure.line(
        part,
        grid.map((at) => [x(at), y(leadLoss(at, K, twice))]),
      );
      const loss = leadLoss(lead, K, twice);
      figure.set(`${part}-dot`, { cx: x(lead), cy: y(loss) });
      const text = `${named[part]} ${rounded(loss, 3)}`;
      figure.text(`${part}-value`, text);
      return text;
    });
    return said.join(', ');
  });
}
