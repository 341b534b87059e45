/** Slide the temperature: the curve comes to the diagonal and goes beyond it; the accuracy stays. */
import { reliability, tested } from './calibration.js';
import { fixed } from './figure.js';

export const rows = 1;

const FEW = 20;

export default function (figure) {
  const { x, y } = figure.axes();
  const beam = figure.axes(1).x;
  const cases = tested();
  figure.range('T', { label: 'temperature T', min: 0.5, max: 4, step: 0.01, value: 1 });
  figure.live(({ T }) => {
    const { n, sure, right } = reliability(cases, T);
    const shown = [...n.keys()].filter((k) => n[k] >= FEW);
    n.forEach((count, k) => {
      const dot = `dot-${k}`;
      const few = count < FEW;
      if (!few) figure.copy(dot, 'dot-9');
      if (!figure.has(dot)) return;
      figure.hide(dot, few);
      if (!few) figure.set(dot, { cx: x(sure[k]), cy: y(right[k]) });
    });
    figure.line(
      'bins',
      shown.map((k) => [x(sure[k]), y(right[k])]),
    );
    const gap = (k) => Math.abs(sure[k] - right[k]);
    const worst = shown.reduce((one, k) => (gap(k) > gap(one) ? k : one));
    const [says, is] = [sure[worst], right[worst]];
    figure.line('gap', [
      [x(says), y(is)],
      [x(says), y(says)],
    ]);
    // Both stand outside of the gap: one above it, at its left, and one below, at its right.
    const [above, below, high, low] = is < says ? ['says', 'right', says, is] : ['right', 'says', is, says];
    figure.text('says', fixed(says, 3));
    figure.text('right', fixed(is, 3));
    figure.set(above, { x: x(says - 0.03), y: y(high + 0.03), 'text-anchor': 'end' });
    figure.set(below, { x: x(says + 0.03), y: y(low - 0.09), 'text-anchor': 'start' });
    const confidence = sure.reduce((sum, value, k) => sum + (n[k] * value || 0), 0) / cases.length;
    figure.level('beam', beam(0), beam(confidence));
    const told = `confidence ${fixed(confidence, 3)}`;
    figure.text('confidence', told);
    return `Widest gap: sure ${fixed(says, 3)}, right ${fixed(is, 3)}; ${told}`;
  });
}
