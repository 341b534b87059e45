/** Change one input: it pushes every logit, each by its own weight. */
import { fixed } from './figure.js';
import { affine, simulate } from './maths.js';

export const rows = 'five';

export default function (figure) {
  const { W, h, z } = simulate()[1];
  const inputs = figure.sliders('h', h, { each: 'input', concept: 'ink', step: 0.1, digits: 1 });
  const largest = Math.max(...z.map(Math.abs));
  figure.live(() => {
    const now = inputs();
    now.forEach((value, j) => {
      figure.text(`h-${j}-value`, fixed(value, 1));
      // The column that reads this input, framed as the input is.
      const [column, pushes] = [`column-${j}`, value !== h[j]];
      if (pushes) figure.copy(column, 'input');
      if (!figure.has(column)) return;
      figure.set(column, { x: figure.part(`W-0-${j}`).getAttribute('x') });
      figure.hide(column, !pushes);
    });
    const logits = affine(W, now, [1, 1, 1, 1, 1]);
    logits.forEach((value, k) => {
      figure.set(`z-${k}`, { opacity: Math.min((0.5 * Math.abs(value)) / largest, 0.8) });
      figure.text(`z-${k}-value`, fixed(value, 1));
    });
    // Of what is printed.
    const terms = [...W[0].map((weight, j) => weight * now[j]), 1];
    const off = terms.reduce((rest, term) => rest - term.toFixed(3), +logits[0].toFixed(3));
    const left = terms.map((term) => fixed(term, 3)).join(' + ');
    figure.text('sum', `${left.replaceAll('+ −', '− ')} ${Math.abs(off) < 1e-9 ? '=' : '≈'} ${fixed(logits[0], 3)}`);
    return `Logits ${logits.map((value) => fixed(value, 1)).join(', ')}`;
  });
}
