/** Say what the picture shows, and train: each step moves every score as its arrow says. */
import { crossEntropy } from './classes.js';
import { clamp, fixed } from './figure.js';
import { simulate, softmax } from './maths.js';

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
    push.forEach((by, k) => {
      const label = +(k === truth);
      const [share, back] = [label - by, label - clamp(by, -0.06, 0.06)];
      figure.upright(`share-${k}`, y(0), y(share));
      figure.move(`label-${k}`, { y: y(label) });
      figure.set(`push-${k}`, { y1: y(share), y2: y(label) });
      figure.line(
        `tip-${k}`,
        [-0.09, 0, 0.09].map((aside) => [x(k + aside), y(aside ? back : label)]),
      );
      figure.text(`value-${k}`, `${by < 0 ? '' : '+'}${fixed(by)}`);
    });
    const down = push.reduce((total, by) => total - Math.min(by, 0), 0);
    const balance = `up ≈ ${fixed(push[truth])}, down ≈ ${fixed(down)}`;
    const loss = `loss ${fixed(crossEntropy(z, truth), 4)}`;
    figure.text('balance', balance);
    figure.text('loss', loss);
    return `${loss}, pushes ${balance}`;
  });
}
