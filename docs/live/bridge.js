/** Draw yes and no for five classes, keep what has one yes: the shares come to softmax. */
import { fixed } from './figure.js';
import { RandomState, sigmoid, simulate } from './maths.js';

export const rows = 1;

export default function (figure) {
  const { y } = figure.axes(1);
  const ALL = 100_000;
  const p = simulate()[0].z.map(sigmoid);
  const stream = new RandomState(42);
  // The number of each kept draw, from 1, under the class that was its only yes.
  const kept = p.map(() => []);
  for (let n = 1; n <= ALL; n++) {
    const yes = p.flatMap((chance, k) => (stream.random() < chance ? k : []));
    if (yes.length === 1) kept[yes[0]].push(n);
  }
  const dots = [...figure.svg.querySelectorAll('[data-part^="yes-"]')].map((dot) => dot.dataset.part);
  figure.range('n', {
    label: 'draws',
    min: 1,
    max: ALL,
    step: 0.05,
    value: ALL,
    concept: 'probability',
    print: (n) => Math.round(n).toLocaleString('en'),
    log: true,
  });
  figure.player(
    (seconds) => {
      const { n } = figure.values;
      figure.choose({ n: Math.ceil(n + Math.max(1, n * seconds)) });
      return figure.values.n >= ALL;
    },
    { begin: () => figure.values.n >= ALL && figure.choose({ n: 1 }) },
  );
  figure.live((values) => {
    const n = Math.round(values.n);
    const counts = kept.map((numbers) => numbers.filter((number) => number <= n).length);
    const total = counts.reduce((a, b) => a + b);
    counts.forEach((count, k) => figure.upright(`share-${k}`, y(0), y(total && count / total)));
    for (const dot of dots) figure.hide(dot, dot.split('-')[1] >= n);
    const shown = Math.min(n, 24);
    figure.text('shown', `${kept.flat().filter((number) => number <= shown).length} of ${shown} kept`);
    figure.text('kept', `bars: ${total.toLocaleString('en')} of ${n.toLocaleString('en')} kept`);
    return `Shares ${counts.map((count) => fixed(total && count / total)).join(', ')}`;
  });
}
