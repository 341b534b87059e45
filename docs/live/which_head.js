/** Say what the labels are: the way to their head stays lit. */
export const rows = 2;

const HEADS = {
  'two classes': ['sigmoid', 2],
  'several at once': ['sigmoids', 1],
  ordered: ['ordinal', 3],
  'none of these': ['softmax', 3],
};

export default function (figure) {
  figure.choice('labels', { label: 'Labels:', options: ['any', ...Object.keys(HEADS)], value: 'any' });
  figure.live(({ labels }) => {
    const [lit, asked] = HEADS[labels] ?? ['', 4];
    for (const [head] of Object.values(HEADS)) {
      for (const part of [head, `${head}-note`]) figure.dim(part, lit && head !== lit);
    }
    for (let n = 0; n < 3; n++) figure.dim(`question-${n}`, n >= asked);
    return lit ? figure.part(lit).textContent : 'Every head';
  });
}
