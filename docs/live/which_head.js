/** Say what the classes are: the way to their head stays lit. */
export const rows = 1;

/** By what the classes are, the heads: one to the right of each question, the last one below. */
const HEADS = { overlapping: 'sigmoids', two: 'sigmoid', ordered: 'ordinal', unordered: 'softmax' };
const WORDS = Object.keys(HEADS);

export default function (figure) {
  figure.choice('classes', { label: 'The classes are', options: ['any', ...WORDS], value: 'any' });
  figure.live(({ classes }) => {
    const turn = WORDS.indexOf(classes);
    const keep = (kept, ...parts) => {
      for (const part of parts) figure.hide(part, classes !== 'any' && !kept, 'dim');
    };
    WORDS.forEach((word, n) => {
      keep(n === turn, HEADS[word], `${HEADS[word]}-note`);
      if (word === 'unordered') return;
      keep(n <= turn, `question-${n}`);
      keep(n === turn, `right-${n}`, `right-${n}-answer`);
      keep(n < turn, `down-${n}`, `down-${n}-answer`);
    });
    return classes === 'any' ? 'Every head' : figure.part(HEADS[classes]).textContent;
  });
}
