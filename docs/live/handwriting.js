/** From strokes of a pen to 8 × 8 counts: as NIST's programs made the data of snippets/optical_digits.py. */

const SIZE = 32;
const PEN = 0.13; // of the longer side: then ink varies as it does in the data

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** The dots of a form, each made from its row and its column. */
const form = (dot) => Array.from({ length: SIZE * SIZE }, (_, n) => +dot(n >> 5, n % SIZE));
const get = (ink, row, column) => (row >= 0 && row < SIZE && column >= 0 && column < SIZE ? ink[SIZE * row + column] : 0);

/** Ink where a dot and its four neighbours hold so much of it: all 5 make lines thinner, 1 thicker. */
const around = (ink, least) =>
  form((r, c) => get(ink, r, c) + get(ink, r - 1, c) + get(ink, r + 1, c) + get(ink, r, c - 1) + get(ink, r, c + 1) >= least);

/** Rows shifted until the left edges near its top and its bottom are one above the other. */
const upright = (ink) => {
  const rows = Array.from({ length: SIZE }, (_, r) => ink.slice(SIZE * r, SIZE * (r + 1)));
  const [top, bottom] = [rows.findIndex((row) => row.includes(1)) + 2, rows.findLastIndex((row) => row.includes(1)) - 2];
  if (bottom <= top) return ink;
  const [from, to] = [top, bottom].map((r) => rows[r].indexOf(1));
  if (from < 0 || to < 0) return ink;
  return form((r, c) => get(ink, r, c - Math.floor(((r - SIZE / 2) * (from - to)) / (bottom - top) + 0.5)));
};

/** The mean place of the ink brought to the middle, from left to right. */
const centred = (ink) => {
  const by = Math.floor((SIZE + 1) / 2 - sum(ink.map((dot, n) => dot * ((n % SIZE) + 0.5))) / sum(ink));
  return form((r, c) => get(ink, r, c - by));
};

/** 32 × 32 dots of ink, 0 or 1, from strokes: lists of points [x, y], as large and wherever they are. */
export const inked = (strokes) => {
  if (!strokes.length) return Array(SIZE * SIZE).fill(0);
  const [[left, right], [top, bottom]] = [0, 1].map((n) => {
    const places = strokes.flat().map((point) => point[n]);
    return [Math.min(...places), Math.max(...places)];
  });
  const pen = PEN * Math.max(right - left, bottom - top) || 1;
  // How far apart the dots are: 20 by 32 fill the box, but no line gets too thick.
  const down = (bottom - top + pen) / SIZE;
  const across = Math.max((right - left + pen) / 20, down / 1.5);
  const lines = strokes.flatMap((points) =>
    points.map(([x, y], n) => {
      const [dx, dy] = [x, y].map((end, way) => end - points[Math.max(n - 1, 0)][way]);
      return [x - dx, y - dy, dx, dy, dx * dx + dy * dy || 1];
    }),
  );
  let ink = form((r, c) => {
    const [x, y] = [(left + right) / 2 + (c + 0.5 - SIZE / 2) * across, (top + bottom) / 2 + (r + 0.5 - SIZE / 2) * down];
    return lines.some(([x0, y0, dx, dy, square]) => {
      const along = Math.min(Math.max(((x - x0) * dx + (y - y0) * dy) / square, 0), 1);
      return (x - x0 - along * dx) ** 2 + (y - y0 - along * dy) ** 2 <= (pen * pen) / 4 + 1e-9 * pen * pen;
    });
  });
  for (let n = 0; n < 2; n++) {
    if (sum(ink) > 412) ink = around(ink, 5);
    if (sum(ink) < 256) ink = around(ink, 1);
  }
  return centred(upright(ink));
};

/** How many dots of each block of 4 by 4 are ink. */
export const counted = (ink) => {
  const cells = Array(64).fill(0);
  for (const [n, dot] of ink.entries()) cells[8 * (n >> 7) + ((n % SIZE) >> 2)] += dot;
  return cells;
};
