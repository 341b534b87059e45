/** Layer after layer, random weights make logits, and logits make probabilities. */
import { clamp, fixed, general, list, rounded } from './figure.js';
import { sigmoid, simulate, temperature } from './maths.js';

export const rows = 2;

const LAST = 20;
const MOST = 10;
/** The logits that a bar has room for; an arrow says that it would go further. */
const [LOW, HIGH] = [-6, 7];
const beyond = (value) => (value < LOW ? '←' : value > HIGH ? '→' : '');
/** Of the time that a layer takes, how long it stands. */
const REST = 0.7;
const told = (layer) => (Math.floor(layer) ? `layer ${Math.floor(layer)}` : 'no layer');
const mix = (from, to, share) => from.map((value, n) => value + (to[n] - value) * share);

export default function (figure) {
  const [weights, logits, ones, shares] = [0, 2, 3, 4].map((n) => figure.axes(n));
  const [top, tall] = [logits.y(-0.5), logits.y(4.5) - logits.y(-0.5)];
  const stack = true;
  const whole = { step: 1, digits: 0 };
  figure.range('layer', {
    label: 'layer',
    min: 0,
    max: LAST,
    value: 1,
    concept: 'weight',
    ...whole,
    print: (layer) => (Math.floor(layer) ? fixed(Math.floor(layer), 0) : 'none'),
  });
  const go = (layer) => figure.choose({ layer });
  figure.player(
    (seconds) => {
      const { layer, speed } = figure.values;
      go(layer + seconds * speed);
      return figure.values.layer === LAST;
    },
    {
      begin: () => figure.values.layer === LAST && go(0),
      stopped: () => go(Math.round(figure.values.layer)),
    },
  );
  figure.button('Step', () => go((Math.floor(figure.values.layer) + 1) % (LAST + 1)));
  figure.range('K', { label: 'K', spoken: 'classes K', min: 2, max: MOST, value: 5, stack, ...whole });
  figure.range('T', {
    label: 'T',
    spoken: 'temperature T',
    min: 0.1,
    max: 10,
    step: 0.02,
    value: 1,
    stack,
    log: true,
    print: general,
  });
  figure.range('seed', { label: 'seed', min: 0, max: 99, value: 42, stack, ...whole });
  figure.range('speed', { label: 'speed', min: 0.2, max: 4, step: 0.2, value: 1, digits: 1, stack });

  let made, run;
  /** Other layers for another K or seed, and as many cells and bars as there are classes. */
  const arrange = (K, seed) => {
    run = simulate(K, LAST, seed).map(({ W, h, z }) => ({ W: W?.flat() ?? Array(K * K).fill(0), h: h ?? Array(K).fill(0), z }));
    const place = (name, model, visible, attributes) => {
      if (visible) figure.copy(name, model);
      else if (!figure.has(name)) return;
      figure.hide(name, !visible);
      if (visible) figure.set(name, attributes);
    };
    for (let k = 0; k < MOST; k++) {
      const across = (lead, size) => ({ y: top + ((k + lead) / K) * tall, height: (size / K) * tall });
      place(`h-${k}-0`, 'h-0-0', k < K, across(0.1, 0.8));
      for (let j = 0; j < MOST; j++) {
        const x = weights.x(((j + 0.05) / K) * 5);
        const width = weights.x((0.9 / K) * 5) - weights.x(0);
        place(`W-${k}-${j}`, 'W-0-0', k < K && j < K, { x, width, ...across(0.1, 0.8) });
      }
      place(`class-${k}`, 'class-0', k < K, {});
      if (k < K) {
        figure.move(`class-${k}`, { y: top + ((k + 0.5) / K) * tall });
        figure.text(`class-${k}`, `class ${k}`);
      }
      for (const name of ['logit', 'sigmoid', 'softmax']) {
        place(`${name}-${k}`, `${name}-0`, k < K, across(0.2, 0.6));
        place(`${name}-value-${k}`, `${name}-value-0`, k < K, {});
      }
    }
  };
  figure.live(({ layer, K, T, seed }) => {
    const asked = `${K} ${seed}`;
    if (made !== asked) arrange(K, seed);
    made = asked;
    // A layer rests before the next one comes: what is on the way has no numbers.
    const [from, to] = [run[Math.floor(layer)], run[Math.ceil(layer)]];
    const way = Math.max(0, (layer % 1) / (1 - REST) - REST / (1 - REST));
    const [W, h, z] = ['W', 'h', 'z'].map((name) => mix(from[name], to[name], way));
    const tint = (name, value) => figure.set(name, { opacity: Math.abs(value) / 2.5 });
    W.forEach((value, n) => tint(`W-${Math.floor(n / K)}-${n % K}`, value));
    h.forEach((value, k) => tint(`h-${k}-0`, value));
    const p = temperature(z, T);
    [
      ['logit', logits, z],
      ['sigmoid', ones, z.map(sigmoid)],
      ['softmax', shares, p],
    ].forEach(([name, { x }, values]) => {
      values.forEach((value, k) => {
        figure.level(`${name}-${k}`, x(0), x(clamp(value, LOW, HIGH)));
        figure.move(`${name}-value-${k}`, { y: top + ((k + 0.5) / K) * tall });
        figure.text(`${name}-value-${k}`, way ? '' : beyond(value) + (name === 'logit' ? fixed : rounded)(value));
      });
    });
    figure.text('layer', way ? '' : told(layer));
    return `Logits ${list(z)}; softmax ${list(p, rounded)}`;
  });
}
