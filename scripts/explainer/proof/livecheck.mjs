/** Answers, line by line, what the functions of docs/live/maths.js and its kind make of numbers sent as bytes. */
import { createInterface } from 'node:readline';
import * as calibration from '../../../docs/live/calibration.js';
import * as classes from '../../../docs/live/classes.js';
import * as shared from '../../../docs/live/maths.js';
import * as regression from '../../../docs/live/regression.js';

const maths = { ...shared, ...regression, ...classes, ...calibration };
const numbers = (text) => {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return Array.from(new Float64Array(bytes.buffer));
};

/** `columns` splits each argument's numbers into rows of that many; 0 leaves them single. */
const cut = (values, columns) =>
  columns ? Array.from({ length: values.length / columns }, (_, n) => values.slice(n * columns, (n + 1) * columns)) : values;

const functions = {
  ...maths,
  affine: (W, h, b) => maths.affine(cut(W, h.length), h, b),
  exam: (n, seed) => Object.values(maths.exam(n, seed)).flat(),
  lossAndSlopes: (at, hours, passed) => maths.lossAndSlopes(at, { hours, passed }),
  newtonStep: (at, hours, passed) => maths.newtonStep(at, { hours, passed }),
  descentStep: (at, hours, passed, rate) => maths.descentStep(at, { hours, passed }, rate),
  newton: (steps) => maths.newton(maths.exam(), steps).flat(),
  simulate: (K, layers, seed) => maths.simulate(K, layers, seed).flatMap(({ z }) => z),
  article: () => maths.simulate().flatMap(({ z }) => z),
  threeClouds: (n, seed) => maths.threeClouds(n, seed).flatMap(({ x1, x2, k }) => [x1, x2, k]),
  descendClasses: (steps) => maths.descendClasses(maths.threeClouds(), 0.5, steps).flat(),
  tested: (n, seed) => maths.tested(n, 5, 2.5, seed).flatMap(({ below, right }) => [...below, +right]),
  reliability: (T) => Object.values(maths.reliability(maths.tested(), T)).flatMap((values) => [...values]),
  normal: (...uniforms) => {
    const stream = new maths.RandomState(0);
    stream.random = () => uniforms.shift();
    return [stream.normal(), stream.normal()];
  },
  randn: (seed, count) => new maths.RandomState(seed).randn(count),
  random: (seed, count) => {
    const stream = new maths.RandomState(seed);
    return Array.from({ length: count }, () => stream.random());
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { name, calls } = JSON.parse(line);
  const [first, ...rest] = calls.map(({ values, columns }) => cut(numbers(values), columns));
  const results = first.map((value, n) => functions[name](value, ...rest.map((more) => more[n])));
  process.stdout.write(`${Buffer.from(new Float64Array(results.flat()).buffer).toString('base64')}\n`);
}
