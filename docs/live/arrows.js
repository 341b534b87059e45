/** Say what the picture shows, and train: each step moves every score along its arrow. */
import { fixed } from './figure.js';
import { crossEntropy, simulate, softmax } from './maths.js';

export const rows = 2;

const NAMES = ['cat', 'dog', 'fox', 'hare', 'owl'];

export default function (figure) {
  const { x, y } = figure.axes();
  const start = simulate()[0].z;
  figure.choice('shown', { label: 'The picture shows', options: NAMES, value: 'hare' });
  figure.range('steps', { label: 'steps', min: 0, max: 20, step: 1, value: 0, digits: 0, concept: 'derivative' });
  figure.live(({ shown, steps }) => {
    const truth = NAMES.indexOf(shown);
    const pushes = (z) => softmax(z).map((p, k) => +(k === truth) - p);
    let z = start;
    for (let n = 0; n < steps; n++) {
      const push = pushes(z);
      z = z.map((score, k) => score + push[k]);
    }
    const push = pushes(z);
    z.forEach((score, k) => {
      const [tip, back] = [score + push[k], push[k] < 0 ? -0.16 : 0.16];
      figure.set(`score-${k}`, { y1: y(score), y2: y(score) });
      figure.set(`push-${k}`, { y1: y(score), y2: y(tip) });
      figure.line(
        `tip-${k}`,
        [-0.08, 0, 0.08].map((aside) => [x(k + aside), y(aside ? tip - back : tip)]),
      );
      figure.text(`value-${k}`, `${push[k] < 0 ? '' : '+'}${fixed(push[k])}`);
    });
    const down = push.reduce((total, by) => total - Math.min(by, 0), 0);
    const balance = `up ${fixed(push[truth])}, down ${fixed(down)}`;
    const loss = `loss ${fixed(crossEntropy(z, truth), 4)}`;
    figure.text('balance', balance);
    figure.text('loss', loss);
    return `${loss}, pushes ${balance}`;
  });
}
