/** Losses of one class among several, and a fit: the formulas of snippets/*.py as in maths.js. */

import { RandomState, softmax } from './maths.js';

const { exp, log1p, max } = Math;

/** Minus the logarithm of the share of class y, from the logits. */
export const crossEntropy = (z, y) => {
  const peak = max(...z);
  const rest = z.reduce((total, value) => total + exp(value - peak), 0) - 1;
  return log1p(rest) - (z[y] - peak);
};

/** The loss where the true class leads K - 1 equal rivals, after one softmax or two. */
export const leadLoss = (lead, K = 5, twice = 0) => {
  const z = [lead, ...Array(K - 1).fill(0)];
  return crossEntropy(twice ? softmax(z) : z, 0);
};

/** Three clouds of points and their classes: the data of softmax regression. */
export const threeClouds = (n = 100, seed = 42) => {
  const stream = new RandomState(seed);
  const centres = [
    [0, 2],
    [-2, -1],
    [2, -1],
  ];
  return Array.from({ length: 3 * n }, (_, at) => {
    const k = Math.floor(at / n);
    const [x1, x2] = centres[k].map((centre) => centre + stream.normal());
    return { x1, x2, k };
  });
};

/** A row (bias, weight, weight) for each of three classes, by gradient descent on the mean loss. */
export const descendClasses = (data, rate = 0.5, steps = 2000) => {
  const W = new Float64Array(9);
  // Half a million times: it makes no arrays on the way.
  const [slopes, e] = [new Float64Array(9), new Float64Array(3)];
  for (let step = 0; step < steps; step++) {
    slopes.fill(0);
    for (const { x1, x2, k } of data) {
      for (let c = 0; c < 3; c++) e[c] = exp(W[3 * c] + W[3 * c + 1] * x1 + W[3 * c + 2] * x2);
      const total = e[0] + e[1] + e[2];
      for (let c = 0; c < 3; c++) {
        const dz = e[c] / total - (c === k ? 1 : 0);
        slopes[3 * c] += dz;
        slopes[3 * c + 1] += dz * x1;
        slopes[3 * c + 2] += dz * x2;
      }
    }
    for (let n = 0; n < 9; n++) W[n] -= (rate * slopes[n]) / data.length;
  }
  return [0, 3, 6].map((n) => [...W.subarray(n, n + 3)]);
};
