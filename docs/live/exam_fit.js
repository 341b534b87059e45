/** Move bias and weight by hand or by steps: the curve bends, the loss tells, the path is kept. */
import { clamp, fixed } from './figure.js';
import { logit, sigmoid } from './maths.js';
import { descentStep, exam, lossAndSlopes, newton, newtonStep } from './regression.js';

export const rows = 2;

/** The hours at which the curve can be held. */
const HELD = [2.5, 6.5];

export default function (figure) {
  const [left, right] = [figure.axes(0), figure.axes(1)];
  const data = exam();
  const hours = Array.from({ length: 101 }, (_, n) => n / 10);
  const drawn = newton(data, 5);
  const best = drawn.at(-1);
  const ranges = { b: [-8, 2], w: [-0.4, 1.6] };
  ['bias b', 'weight w'].forEach((label, n) => {
    const key = label.at(-1);
    const [min, max] = ranges[key];
    figure.range(key, { label, min, max, step: 0.01, value: best[n], stack: true, concept: 'weight' });
  });
  // The path since a hand last moved the bead, and where on it a button was pressed.
  let [path, stops, steps, astray] = [drawn, drawn, 5, false];
  const chosen = () => [figure.values.b, figure.values.w];
  const take = (points, more) => {
    const [b, w] = points.at(-1);
    // Where the loss is nearly flat, Newton's parabola has its bottom far away.
    astray = !(clamp(b, ...ranges.b) === b && clamp(w, ...ranges.w) === w);
    if (!astray) [path, stops, steps] = [[...path, ...points], [...stops, [b, w]], steps + more];
    figure.choose(astray ? {} : { b, w });
  };
  const note = figure.note();
  figure.button('Newton step', () => take([newtonStep(chosen(), data)], 1));
  figure.button('100 steps down', () => {
    const points = [chosen()];
    while (points.length <= 100) points.push(descentStep(points.at(-1), data, 0.05));
    take(
      points.filter((_, n) => n && n % 5 === 0),
      100,
    );
  });
  HELD.forEach((x, n) => {
    figure.grip(
      ({ b, w }) => [left.x(x), left.y(sigmoid(b + w * x))],
      (_, y) => {
        const { b, w } = figure.values;
        const z = HELD.map((at) => b + w * at);
        z[n] = logit(clamp(left.backY(y), 0.002, 0.998));
        const slope = (z[1] - z[0]) / (HELD[1] - HELD[0]);
        return { b: z[0] - HELD[0] * slope, w: slope };
      },
    );
  });
  figure.grip(
    ({ b, w }) => [right.x(b), right.y(w)],
    (x, y) => ({ b: right.backX(x), w: right.backY(y) }),
  );
  figure.live(({ b, w }) => {
    if (`${path.at(-1)}` !== `${[b, w]}`) {
      path = stops = `${best}` === `${[b, w]}` ? drawn : [[b, w]];
      [steps, astray] = [path === drawn ? 5 : 0, false];
    }
    const place = ([b, w]) => [right.x(b), right.y(w)];
    const line = path.map(place);
    while (line.length < 3) line.push(place([b, w]));
    figure.line('path', line);
    const dot = (at) =>
      `M${[0, 1]
        .map(() =>
          place(at)
            .map((v) => +v.toFixed(2))
            .join(' '),
        )
        .join('L')}`;
    figure.set('stops', { d: stops.map(dot).join('') });
    figure.line(
      'curve',
      hours.map((x) => [left.x(x), left.y(sigmoid(b + w * x))]),
    );
    HELD.forEach((x, n) => figure.set(`handle-${n}`, { cy: left.y(sigmoid(b + w * x)) }));
    figure.move('bead', { x: right.x(b), y: right.y(w) });
    const loss = `loss ${fixed(lossAndSlopes([b, w], data)[0], 4)}`;
    figure.text('loss', loss);
    note.textContent = astray ? 'out of the picture' : steps ? `${steps} step${steps > 1 ? 's' : ''}` : '';
    return `Bias ${fixed(b)}, weight ${fixed(w)}, ${loss}${astray ? '. Newton’s step leaves the picture' : ''}`;
  });
}
