/** Layer after layer, random weights make logits, and logits make probabilities. */
import { clamp, fixed, general, list } from './figure.js';
import { sigmoid, simulate, temperature } from './maths.js';

export const rows = 2;

const LAST = 20;
const mix = (from, to, share) => from.map((value, n) => value + (to[n] - value) * share);

export default function (figure) {
  const [weights, inputs, logits, ones, shares] = [0, 1, 2, 3, 4].map((n) => figure.axes(n));
  const [top, tall] = [logits.y(-0.5), logits.y(4.5) - logits.y(-0.5)];
  figure.range('layer', { label: 'layer', min: 0, max: LAST, step: 1, value: 1, digits: 0, concept: 'weight' });
  figure.player((seconds) => {
    const { layer, speed } = figure.values;
    figure.choose({ layer: layer >= LAST ? 0 : layer + seconds * speed });
    return figure.values.layer >= LAST;
  }, () => figure.choose({ layer: Math.round(figure.values.layer) }));
  figure.button('Step', () => figure.choose({ layer: (Math.floor(figure.values.layer) + 1) % (LAST + 1) }));
  const stack = true;
  figure.range('K', { label: 'K', min: 2, max: 10, step: 1, value: 5, digits: 0, stack });
  figure.range('T', { label: 'T', min: 0.1, max: 10, step: 0.02, value: 1, stack, print: (T) => general(T, 2), log: true });
  figure.range('seed', { label: 'seed', min: 0, max: 99, step: 1, value: 42, digits: 0, stack });
  figure.range('speed', { label: 'speed', min: 0.2, max: 4, step: 0.2, value: 1, digits: 1, stack });

  let made, run;
  /** Another K or seed: other layers, and as many cells and bars as there are classes. */
  const arrange = (K, seed) => {
    made = `${K} ${seed}`;
    run = simulate(K, LAST, seed).map(({ W = Array(K).fill(Array(K).fill(0)), h = Array(K).fill(0), z }) => ({ W: W.flat(), h, z }));
    const place = (name, model, visible, attributes) => {
      if (visible) figure.copy(name, model);
      if (figure.has(name)) figure.show(name, visible);
      if (visible) figure.set(name, attributes);
    };
    for (let k = 0; k < 10; k++) {
      const cell = { y: top + ((k + 0.1) / K) * tall, height: (0.8 / K) * tall };
      place(`h-${k}-0`, 'h-0-0', k < K, cell);
      for (let j = 0; j < 10; j++) {
        const column = { x: weights.x(((j + 0.05) / K) * 5), width: weights.x((0.9 / K) * 5) - weights.x(0) };
        place(`W-${k}-${j}`, 'W-0-0', k < K && j < K, { ...cell, ...column });
      }
      for (const name of ['logit', 'sigmoid', 'softmax']) {
        place(`${name}-${k}`, `${name}-0`, k < K, { y: top + ((k + 0.2) / K) * tall, height: (0.6 / K) * tall });
        place(`${name}-value-${k}`, `${name}-value-0`, k < K, {});
      }
    }
  };
  figure.live(({ layer, K, T, seed }) => {
    if (made !== `${K} ${seed}`) arrange(K, seed);
    const [from, to] = [run[Math.floor(layer)], run[Math.ceil(layer)]];
    const [W, h, z] = ['W', 'h', 'z'].map((name) => mix(from[name], to[name], layer % 1));
    const p = temperature(z, T);
    W.forEach((value, n) => figure.set(`W-${Math.floor(n / K)}-${n % K}`, { opacity: clamp(Math.abs(value) / 2.5, 0, 1) }));
    h.forEach((value, k) => figure.set(`h-${k}-0`, { opacity: clamp(Math.abs(value) / 2.5, 0, 1) }));
    for (const [name, axes, values] of [['logit', logits, z], ['sigmoid', ones, z.map(sigmoid)], ['softmax', shares, p]]) {
      values.forEach((value, k) => {
        figure.level(`${name}-${k}`, axes.x(0), axes.x(clamp(value, -6, 7)));
        figure.move(`${name}-value-${k}`, 0, top + ((k + 0.5) / K) * tall);
        figure.text(`${name}-value-${k}`, fixed(value));
      });
    }
    figure.text('layer', `layer ${Math.round(layer)}`);
    return `Logits ${list(z)}; softmax ${list(p)}`;
  });
}
