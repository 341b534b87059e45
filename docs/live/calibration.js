/** A model that is too sure, and its test: the formulas of snippets/calibration.py as in maths.js. */
import { RandomState } from './maths.js';

const { exp, floor, log, max, min } = Math;

/** Of the article's 5,000 cases for testing: how far each logit is below the largest, and whether that is right. */
export const tested = (n = 10_000, K = 5, factor = 2.5, seed = 42) => {
  const stream = new RandomState(seed);
  const z = stream.randn(n * K);
  const gumbel = () => {
    const u = 1 - stream.random();
    return u < 1 ? -log(-log(u)) : gumbel();
  };
  return Array.from({ length: n }, (_, i) => {
    const row = z.slice(i * K, (i + 1) * K).map((value) => 1.5 * value);
    const noisy = row.map((value) => value + gumbel());
    const top = max(...row);
    const right = noisy.indexOf(max(...noisy)) === row.indexOf(top);
    return { below: row.map((value) => factor * (top - value)), right };
  }).slice(n / 2);
};

/** At a temperature, by tenths of how sure it is: how many cases, how sure on average, how often right. */
export const reliability = (cases, T) => {
  const [n, sure, right] = [0, 1, 2].map(() => new Float64Array(10));
  for (const { below, right: is } of cases) {
    let total = 0;
    for (const gap of below) total += exp(-gap / T);
    const k = min(floor(10 / total), 9);
    n[k] += 1;
    sure[k] += 1 / total;
    right[k] += is;
  }
  return { n, sure: sure.map((sum, k) => sum / n[k]), right: right.map((sum, k) => sum / n[k]) };
};
