// What stands wrong in the formulas of a page, a line each: what, and the formula's beginning.
() => {
  const wrong = [];
  const expect = (right, e, what) => right || wrong.push(`${what}: ${e.textContent.slice(0, 40)}`);
  const { left, right } = document.querySelector('article h1').getBoundingClientRect();
  const inside = (box) => box.left >= left - 1 && box.right <= right + 1 && box.height > 5;

  for (const math of document.querySelectorAll('math')) {
    const font = [...document.fonts].find(({ family }) => family.includes('STIX Two Math'));
    expect(font?.status === 'loaded', math, 'not in its font');
    const first = getComputedStyle(math).fontFamily.startsWith('"STIX Two Math"');
    expect(first, math, 'in another font');
    expect(math.getClientRects().length < 2, math, 'broken');
  }
  const parts = { mfrac: 2, msub: 2, msup: 2, munder: 2, mover: 2, msubsup: 3, munderover: 3 };
  for (const [name, count] of Object.entries(parts)) {
    for (const e of document.querySelectorAll(name)) {
      expect(e.children.length === count, e, `${name} of ${e.children.length}`);
    }
  }
  for (const formula of document.querySelectorAll('.formula')) {
    if (innerWidth > 1000) expect(formula.scrollWidth <= formula.clientWidth, formula, 'cut');
    const tag = formula.parentElement.querySelector(':scope > .tag');
    if (tag) {
      const text = document.createRange();
      text.selectNodeContents(tag);
      const [at, from] = [text.getBoundingClientRect(), formula.getBoundingClientRect()];
      expect(from.right <= at.left || from.bottom <= at.top + 1, formula, 'under its tag');
    }
  }
  for (const tag of document.querySelectorAll('.tag:not(:empty)')) {
    expect(inside(tag.getBoundingClientRect()), tag, 'a tag outside of the column');
  }
  for (const tag of document.querySelectorAll('mtd.tag:not(:empty) > *')) {
    const [at, row] = [tag.getBoundingClientRect(), tag.closest('mtr')];
    const text = document.createRange();
    text.selectNodeContents(tag);
    const { left: start, right: far } = text.getBoundingClientRect();
    const edge = tag.closest('.formula').getBoundingClientRect().right;
    expect(far > edge - 2, row, 'a tag away from the edge');
    for (const part of row.querySelectorAll('mtd:not(.side, .tag) > *')) {
      const { right: end, bottom } = part.getBoundingClientRect();
      expect(end <= start || bottom <= at.top + 2, row, 'covered by its tag');
    }
  }
  for (const words of document.querySelectorAll('math:not(.equation *) mtext, mtd.tag > mtext')) {
    const [size, around] = [words, words.parentElement].map((e) => parseFloat(getComputedStyle(e).fontSize));
    expect(Math.abs(size - 0.93 * around) < 0.1, words, 'words too large');
  }
  for (const fraction of document.querySelectorAll('math mspace[width=".167em"] + mfrac')) {
    if (fraction.closest('msub, msup')) continue;
    const before = fraction.previousElementSibling.previousElementSibling;
    if (!before || before.matches('mo, mspace, mfrac')) continue;
    const gap = fraction.getBoundingClientRect().left - before.getBoundingClientRect().right;
    expect(gap < 5, fraction, 'apart from what stands before it');
  }
  for (const table of document.querySelectorAll('mtable.align')) {
    const signs = [...table.querySelectorAll('mtd:nth-child(2) + mtd > mo:first-child')];
    const places = signs.map((sign) => sign.getBoundingClientRect().left);
    expect(Math.max(...places) - Math.min(...places) < 1, table, 'not aligned');
  }
  for (const sign of document.querySelectorAll('.formula :is(munder, munderover) > mo')) {
    if (!'∑∏'.includes(sign.textContent) || sign.closest('mfrac')) continue;
    const { height } = sign.getBoundingClientRect();
    expect(height > 1.2 * parseFloat(getComputedStyle(sign).fontSize), sign, 'small');
  }
  return wrong;
};
