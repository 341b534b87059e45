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
    for (const k of n.keys()) {
      const dot = `dot-${k}`;
      if (shown.includes(k)) figure.copy(dot, 'dot-9');
      if (!figure.has(dot)) continue;
      figure.hide(dot, n[k] < FEW);
      if (n[k] >= FEW) figure.set(dot, { cx: x(sure[k]), cy: y(right[k]) });
    }
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
    const [above, below] = is < says ? ['says', 'right'] : ['right', 'says'];
    figure.text('says', fixed(says, 3));
    figure.text('right', fixed(is, 3));
    figure.set(above, { x: x(says - 0.03), y: y(Math.max(says, is) + 0.03), 'text-anchor': 'end' });
    figure.set(below, { x: x(says + 0.03), y: y(Math.min(says, is) - 0.09), 'text-anchor': 'start' });
    const confidence = sure.reduce((sum, value, k) => sum + (n[k] && n[k] * value), 0) / cases.length;
    figure.level('confidence-share', beam(0), beam(confidence));
    figure.text('confidence', `confidence ${fixed(confidence, 3)}`);
    return `Confidence ${fixed(confidence, 3)}; widest gap: sure ${fixed(says, 3)}, right ${fixed(is, 3)}`;
  });
}
