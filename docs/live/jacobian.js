/** Choose a logit and raise it: its column says where the shares go, and the whole table follows. */
import { fixed, inside } from './figure.js';
import { simulate, softmax } from './maths.js';

export const rows = 2;

const NAMES = ['cat', 'dog', 'fox', 'hare', 'owl'];

export default function (figure) {
  const { x } = figure.axes();
  const start = simulate()[0].z;
  figure.choice('of', { label: 'Raise the logit of', options: NAMES, value: 'hare' });
  figure.range('by', { label: 'by', spoken: 'raise the logit by', min: -4, max: 4, value: 0, concept: 'logit' });
  figure.live(({ of, by }) => {
    const raised = NAMES.indexOf(of);
    const p = softmax(start.map((z, k) => (k === raised ? z + by : z)));
    figure.set('column', { x: x(raised + 0.99) });
    p.forEach((share, i) => {
      figure.level(`p-${i}`, x(6.5), x(6.5 + 2.8 * share));
      figure.text(`p-${i}-value`, inside(share));
      p.forEach((other, j) => {
        const slope = i === j ? share * (1 - share) : -share * other;
        figure.set(`J-${i}-${j}`, { opacity: 2 * Math.abs(slope) });
        figure.text(`J-${i}-${j}-value`, fixed(slope));
      });
    });
    const column = p.map((share, i) => fixed(i === raised ? share * (1 - share) : -share * p[raised]));
    return `Slopes by the logit of ${of}: ${column.join(', ')}`;
  });
}
