/** Slide ε: the more of the label is shared, the smaller the lead that is best. */
import { leadLoss } from './classes.js';
import { fixed } from './figure.js';

export const rows = 1;

const grid = Array.from({ length: 241 }, (_, n) => n / 24);

export default function (figure) {
  const { x, y } = figure.axes();
  figure.range('epsilon', { label: 'ε', spoken: 'smoothing ε', min: 0.01, max: 0.5, step: 0.01, value: 0.1 });
  figure.live(({ epsilon }) => {
    const [own, rival] = [1 - 0.8 * epsilon, epsilon / 5];
    // Each rival costs the lead more than the truth does.
    const smoothed = (lead) => leadLoss(lead) + 4 * rival * lead;
    const best = Math.log(own / rival);
    figure.line(
      'smoothed',
      grid.map((lead) => [x(lead), y(smoothed(lead))]),
    );
    figure.set('best', { x1: x(best), x2: x(best) });
    figure.set('least', { cx: x(best), cy: y(smoothed(best)) });
    const text = `best lead ${fixed(best)}: loss ${fixed(smoothed(best), 3)}`;
    figure.text('value', text);
    figure.text('label', `label ${fixed(own, 3)}, rivals ${fixed(rival, 3)}`);
    return text;
  });
}
