/** Add c to every logit: all of them move, the softmax does not. */
import { fixed, list, rounded } from './figure.js';
import { simulate, softmax } from './maths.js';

export const rows = 2;

export default function (figure) {
  const { y } = figure.axes();
  const start = simulate()[0].z;
  figure.range('c', {
    label: 'add c to all',
    spoken: 'add c to all logits',
    min: -1,
    max: 1,
    step: 0.01,
    value: 0,
    concept: 'logit',
  });
  const note = figure.note();
  // As far off as the first value, which stands over its dot, and the second, under it.
  const [over, under] = [0, 1].map((k) => figure.part(`value-${k}`).getAttribute('y') - y(start[k]));
  figure.live(({ c }) => {
    const z = start.map((value) => value + c);
    z.forEach((value, k) => {
      figure.set(`stem-${k}`, { y2: y(value) });
      figure.set(`dot-${k}`, { cy: y(value) });
      figure.set(`value-${k}`, { y: y(value) + (value > 0 ? over : under) });
      figure.text(`value-${k}`, fixed(value));
    });
    return (note.textContent = `Softmax ${list(softmax(z), rounded)}`);
  });
}
