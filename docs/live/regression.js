/** Logistic regression: the formulas of its snippets/*.py as in maths.js. */
import { dsigmoid, logit, RandomState, sigmoid } from './maths.js';

const { abs, exp, log1p, max, sqrt } = Math;

/** The weight after 0, 1, … steps of descent at rate 1, for the four cases x = ±1, ±2. */
export const fourCases = (penalty, steps) => {
  const path = [0];
  for (let n = 0, w = 0; n < steps; n++) {
    w += 0.5 / (1 + exp(w)) + 1 / (1 + exp(2 * w)) - penalty * w;
    path.push(w);
  }
  return path;
};

/** The density of a Gaussian. */
export const bell = (x, mean, spread) => exp(-(((x - mean) / spread) ** 2) / 2) / (spread * sqrt(2 * Math.PI));

/** The probability of yes at x, where both bells have spread 1. */
export const bayes = (x, no, yes, rate) => {
  const [against, by] = [(1 - rate) * bell(x, no, 1), rate * bell(x, yes, 1)];
  return by / (against + by);
};

/** Slope and intercept of its logit. */
export const gaussianLine = (no, yes, rate) => [yes - no, logit(rate) - (yes - no) * ((no + yes) / 2)];

/** Hours of study and whether the exam was passed: the data of logistic regression. */
export const exam = (n = 200, seed = 42) => {
  const stream = new RandomState(seed);
  const hours = Array.from({ length: n }, () => 10 * stream.random());
  return { hours, passed: hours.map((x) => +(stream.random() < sigmoid(-4 + 0.8 * x))) };
};

/** Of logits b + w x: the mean loss, its slopes by b and w, its curvature by bb, bw and ww. */
export const lossAndSlopes = ([b, w], { hours, passed }) => {
  const total = [0, 0, 0, 0, 0, 0];
  hours.forEach((x, i) => {
    const z = b + w * x;
    const [loss, e, bend] = [max(z, 0) - passed[i] * z + log1p(exp(-abs(z))), sigmoid(z) - passed[i], dsigmoid(z)];
    [loss, e, e * x, bend, bend * x, bend * x * x].forEach((term, n) => (total[n] += term / hours.length));
  });
  return total;
};

/** One step of Newton's method from a bias and a weight. */
export const newtonStep = ([b, w], data) => {
  const [, db, dw, bb, bw, ww] = lossAndSlopes([b, w], data);
  const area = bb * ww - bw * bw;
  return [b - (ww * db - bw * dw) / area, w - (bb * dw - bw * db) / area];
};

/** One step of gradient descent. */
export const descentStep = ([b, w], data, rate) => {
  const [, db, dw] = lossAndSlopes([b, w], data);
  return [b - rate * db, w - rate * dw];
};

/** The biases and weights that Newton's method visits from 0. */
export const newton = (data, steps) => {
  const path = [[0, 0]];
  while (path.length <= steps) path.push(newtonStep(path.at(-1), data));
  return path;
};
