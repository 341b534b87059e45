/** The formulas of snippets/*.py for the figures that move; tests/figures/test_live.py compares the two. */

const { abs, exp, log, log1p, max, sqrt } = Math;
const sum = (values) => values.reduce((total, value) => total + value, 0);

export const sigmoid = (z) => {
  const u = exp(-abs(z));
  return (z >= 0 ? 1 : u) / (1 + u);
};

export const dsigmoid = (z) => {
  const u = exp(-abs(z));
  return u / ((1 + u) * (1 + u));
};

export const odds = (p) => p / (1 - p);
export const logit = (p) => (abs(p - 0.5) < 0.25 ? log1p((p - 0.5) / (0.5 - p / 2)) : log(odds(p)));

/** Probabilities that sum to 1, in the order of the logits. */
export const softmax = (z) => {
  const peak = max(...z);
  const e = z.map((value) => exp(value - peak));
  const total = sum(e);
  return e.map((value) => value / total);
};

/** Softmax at temperature T > 0: the higher, the more even. */
export const temperature = (z, T) => {
  const peak = max(...z);
  return softmax(z.map((value) => (value - peak) / T));
};

/** The probability above which acting costs less than not acting. */
export const threshold = (falsePositive, falseNegative) => falsePositive / (falsePositive + falseNegative);

/** The slope, at h, of sigmoid after sigmoid, each fed `weight` times the one before, plus `bias`. */
export const chainSlope = (h, depth, weight = 1, bias = 0) => {
  let slope = 1;
  for (let layer = 0; layer < depth; layer++) {
    const z = weight * h + bias;
    slope *= weight * dsigmoid(z);
    h = sigmoid(z);
  }
  return slope;
};

/** The slope, by the logit, of half the squared error of a probability. */
export const squaredSlope = (z, y) => (sigmoid(z) - y) * dsigmoid(z);

/** W h + b, row by row. */
export const affine = (W, h, b) => W.map((row, k) => sum(row.map((weight, j) => weight * h[j])) + b[k]);

/** NumPy's legacy RandomState: the Mersenne Twister and the polar normals, number for number. */
export class RandomState {
  constructor(seed) {
    this.key = new Uint32Array(624);
    for (let n = 0, word = seed >>> 0; n < this.key.length; n++) {
      this.key[n] = word;
      word = Math.imul(1812433253, word ^ (word >>> 30)) + n + 1;
    }
    this.at = this.key.length;
  }

  #word() {
    const { key } = this;
    if (this.at === key.length) {
      for (let n = 0; n < key.length; n++) {
        const y = (key[n] & 0x80000000) | (key[(n + 1) % key.length] & 0x7fffffff);
        key[n] = key[(n + 397) % key.length] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.at = 0;
    }
    let y = key[this.at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** Uniform on [0, 1), 53 bits. */
  random() {
    return ((this.#word() >>> 5) * 2 ** 26 + (this.#word() >>> 6)) / 2 ** 53;
  }

  normal() {
    if (this.spare !== undefined) {
      const spare = this.spare;
      this.spare = undefined;
      return spare;
    }
    let a, b, r;
    do {
      a = 2 * this.random() - 1;
      b = 2 * this.random() - 1;
      r = a * a + b * b;
    } while (r >= 1 || r === 0);
    const scale = sqrt((-2 * log(r)) / r);
    this.spare = scale * a;
    return scale * b;
  }

  randn(n) {
    return Array.from({ length: n }, () => this.normal());
  }
}

/** A row of logits at random, then layers with weights and inputs of their own: the article's, as it stands. */
export const simulate = (K = 5, layers = 2, seed = 42) => {
  const stream = new RandomState(seed);
  const rows = [{ z: stream.randn(K) }];
  while (rows.length <= layers) {
    const W = Array.from({ length: K }, () => stream.randn(K));
    const h = stream.randn(K);
    rows.push({ W, h, z: affine(W, h, Array(K).fill(1)) });
  }
  return rows;
};
