/** Write a digit: counts, logits, shares, loss and evidence follow. Or ask what a letter is, and noise. */
import { crossEntropy } from './classes.js';
import { fixed, general, rounded } from './figure.js';
import { counted, inked } from './handwriting.js';
import { affine, RandomState, temperature } from './maths.js';
import { Pad } from './pad.js';

export const rows = 3;

const READ = 'what it reads';
/** Strokes on a pad of 16 by 16. */
const LETTERS = {
  E: '13,1 3,1 3,15 13,15|3,8 11,8',
  A: '2,15 8,1 14,15|5,10 11,10',
  K: '4,1 4,15|13,1 4,9|6,7 13,15',
  T: '2,1 14,1|8,1 8,15',
  H: '3,1 3,15|13,1 13,15|3,8 13,8',
  X: '3,1 13,15|13,1 3,15',
};
/** The evidence that fills its cell: a little more than the largest weight. */
const MOST = 3.75;

const a = (digit) => `${digit === 8 ? 'an' : 'a'} ${digit}`;

/** Ten logits from ink between 0 and 1; a row of weights begins with its bias. */
export const logits = (weights, ink) =>
  affine(
    weights.map(([, ...row]) => row),
    ink,
    weights.map(([bias]) => bias),
  );

/** In each of 8 by 8 cells a square that fills its share. */
const squares = (shares, left, top, size) =>
  shares
    .map((share, n) => {
      if (share <= 0) return '';
      const half = (size * Math.sqrt(Math.min(share, 1))) / 2;
      const [x, y] = [left + ((n & 7) + 0.5) * size, top + ((n >> 3) + 0.5) * size];
      const ends = [x - half, y - half, x + half, y + half].map((end) => +end.toFixed(2));
      return `M${ends[0]} ${ends[1]}L${ends[2]} ${ends[1]}L${ends[2]} ${ends[3]}L${ends[0]} ${ends[3]}Z`;
    })
    .join('');

export default function (figure) {
  const [weights, examples] = ['weights', 'examples'].map((name) => JSON.parse(figure.svg.dataset[name]));
  figure.choice('meant', { label: 'Meant is', options: [READ, ...'0123456789'], value: READ });
  const scale = { min: 0.1, max: 10, step: 0.02, value: 1, log: true, print: general };
  figure.range('T', { label: 'temperature T', concept: 'probability', ...scale });
  const look = () => figure.choose({});
  const pad = new Pad(figure, 'pad', {
    label: 'Pad: arrow keys move the pen, Space puts it down or lifts it',
    hint: 'Draw here; keys: arrows and Space',
    wrote: () => figure.choose({ shown: 'drawing' }),
    looked: look,
  });
  /** What is shown: its name, and its strokes or counts. */
  const sources = {
    drawing: () => ({ name: 'your drawing', strokes: pad.strokes }),
    example: (n) => {
      const [digit, ...cells] = examples[n % examples.length];
      return { name: `${a(digit)} of the data`, cells };
    },
    letter: (n) => {
      const [name, lines] = Object.entries(LETTERS)[n % 6];
      const point = (text) => text.split(',').map((step, way) => pad.box[way] + 16 * step);
      return { name: `the letter ${name}`, strokes: lines.split('|').map((line) => line.split(' ').map(point)) };
    },
    noise: (n) => {
      const stream = new RandomState(42 + n);
      return { name: 'noise', cells: Array.from({ length: 64 }, () => Math.floor(17 * stream.random())) };
    },
  };
  figure.keep('shown', 'example-0', (text) =>
    text === 'drawing' ? pad.strokes.length : /^(example|letter|noise)-\d\d?$/.test(text),
  );
  figure.note().textContent = 'Show';
  for (const kind of ['Example', 'Letter', 'Noise']) {
    figure.button(kind, () => {
      const [was, n] = figure.values.shown.split('-');
      const shown = kind.toLowerCase();
      figure.choose({ shown: `${shown}-${was === shown ? (+n + 1) % 100 : 0}` });
    });
  }
  figure.button('Clear', () => {
    pad.clear();
    figure.choose({ shown: 'drawing' });
  });
  const shape = (strokes) => {
    figure.hide('picture', strokes);
    if (!strokes && !figure.has('strokes')) return;
    figure.copy('strokes', 'picture');
    figure.hide('strokes', !strokes);
    const pen = { fill: 'none', stroke: 'var(--ink)', 'stroke-width': 14, 'stroke-linecap': 'round' };
    const line = (points) => `M${[points[0], ...points].map((point) => point.join(' ')).join('L')}`;
    figure.set('strokes', { ...pen, d: (strokes ?? []).map(line).join('') });
  };
  const cursor = () => {
    if (!pad.focused && !figure.has('cursor')) return '';
    figure.copy('cursor', 'picture');
    figure.hide('cursor', !pad.focused);
    if (!pad.focused) return '';
    const [x, y] = pad.place;
    const d = `M${x - 12} ${y}L${x + 12} ${y}M${x} ${y - 12}L${x} ${y + 12}`;
    figure.set('cursor', { fill: 'none', stroke: 'var(--muted)', 'stroke-width': pad.down ? 6 : 3, d });
    return `Pen ${pad.down ? 'down' : 'up'}, ${pad.pen[0]} across, ${pad.pen[1]} down. `;
  };
  figure.live(({ meant, T, shown }) => {
    const [kind, n] = shown.split('-');
    if (kind !== 'drawing') pad.clear();
    const { name, strokes, cells = counted(inked(strokes)) } = sources[kind](+n);
    const ink = cells.map((count) => count / 16);
    const z = logits(weights, ink);
    const p = temperature(z, T);
    const reads = z.indexOf(Math.max(...z));
    const digit = meant === READ ? reads : +meant;
    shape(strokes);
    if (!strokes) figure.path('picture', squares(ink, 10, 26, 32));
    cells.forEach((count, n) => {
      const at = `${n >> 3}-${n & 7}`;
      figure.set(`tint-${at}`, { opacity: count / 50 });
      figure.set(`count-${at}`, { opacity: count ? 1 : 0.65 });
      figure.text(`count-${at}`, `${count}`);
    });
    const unit = 39 / Math.max(13, ...z.map(Math.abs));
    z.forEach((logit, n) => {
      figure.level(`logit-${n}`, 131, 131 + unit * logit);
      figure.text(`logit-number-${n}`, fixed(logit));
      figure.level(`share-${n}`, 222, 222 + 44 * p[n]);
      figure.text(`share-number-${n}`, rounded(p[n], 3));
    });
    figure.set('winner', { y: 342 + 22.4 * reads });
    const evidence = ink.map((share, n) => weights[digit][n + 1] * share);
    for (const [part, sign] of [
      ['for', 1],
      ['against', -1],
    ]) {
      const shares = evidence.map((value) => (sign * value) / MOST);
      figure.path(part, squares(shares, 286, 342, 28));
    }
    const [bias] = weights[digit];
    figure.text('source', name);
    figure.text('dots', `${cells.reduce((total, count) => total + count).toLocaleString('en')} of 1,024 dots`);
    figure.text('evidence', `evidence for the ${digit}`);
    figure.text('parts', `ink ${fixed(z[digit] - bias)}, bias ${fixed(bias)}`);
    const cold = z.map((logit) => logit / T);
    const loss = general(crossEntropy(cold, digit));
    figure.text('loss', `loss, if ${a(digit)} is meant: ${loss}`);
    return `${cursor()}Reads ${reads} with probability ${rounded(p[reads], 3)}; if ${a(digit)} is meant, loss ${loss}`;
  });
}
