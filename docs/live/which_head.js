/** Say what the classes are: the way to their head stays lit. */
export const rows = 1;

/** The head, and how many questions lead to it. */
const HEADS = {
  overlapping: ['sigmoids', 1],
  two: ['sigmoid', 2],
  ordered: ['ordinal', 3],
  unordered: ['softmax', 3],
};

export default function (figure) {
  figure.choice('classes', { label: 'The classes are', options: ['any', ...Object.keys(HEADS)], value: 'any' });
  figure.live(({ classes }) => {
    const [lit, asked] = HEADS[classes] ?? ['', 3];
    for (const [head] of Object.values(HEADS)) {
      for (const part of [head, `${head}-note`]) figure.hide(part, lit && head !== lit, 'dim');
    }
    const way = (gid, taken) => {
      for (const part of [gid, `${gid}-answer`]) figure.hide(part, lit && !taken, 'dim');
    };
    for (let n = 0; n < 3; n++) {
      figure.hide(`question-${n}`, n >= asked, 'dim');
      const ends = n === asked - 1 && lit !== 'softmax';
      way(`right-${n}`, ends);
      way(`down-${n}`, n < asked && !ends);
    }
    return lit ? figure.part(lit).textContent : 'Every head';
  });
}
