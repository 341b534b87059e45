// What a reader meets on a page that is used: `use` answers, moves and draws, `faults` looks.
window.use = async () => {
  const frame = () => new Promise(requestAnimationFrame);
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  for (const asleep of document.querySelectorAll('[data-live], .quiz')) {
    asleep.scrollIntoView();
    for (let n = 0; n < 120 && !asleep.querySelector('.live button, .quiz-score button'); n++) await frame();
  }
  const tell = (e, kind) => e.dispatchEvent(new Event(kind, { bubbles: true }));
  document.querySelectorAll('.live :is(input, select)').forEach((e, n) => {
    if (e.type === 'range') e.value = n % 2 ? e.min : e.max;
    else if (e.type === 'checkbox') return e.click();
    else e.selectedIndex = e.options.length - 1;
    tell(e, e.type === 'range' ? 'input' : 'change');
  });
  for (const pad of document.querySelectorAll('.live-pad')) {
    for (const key of [' ', ...Array(6).fill('ArrowDown')]) pad.dispatchEvent(new KeyboardEvent('keydown', { key }));
  }
  document.querySelectorAll('.quiz .question').forEach((question, n) => {
    question.querySelector(n % 2 ? '[data-right]' : 'input:not([data-right])').click();
  });
  // What was moved is told once it rests.
  await new Promise((done) => setTimeout(done, 500));
  return document.querySelectorAll('.live button, .quiz-score button').length;
};

const CONTROLS = '.live :is(input, select, button), .live-pad, .question label, .quiz-score button, summary';
const PARTS = '.figure, .question, .quiz-score, .md-header, .md-footer';

window.faults = () => {
  const found = new Set();
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const style = (e) => getComputedStyle(e);
  /** The nearest element around each that a test takes: what is around many is asked once. */
  const nearest = (test, known = new Map()) => {
    const find = (e) => {
      if (!known.has(e)) known.set(e, !(e instanceof Element) ? undefined : test(style(e), e) ? e : find(e.parentElement));
      return known.get(e);
    };
    return find;
  };
  const unseen = nearest(({ clipPath }) => clipPath !== 'none');
  const scrolling = nearest(({ overflow }) => /auto|scroll/.test(overflow));
  const cutting = nearest(({ overflow }, e) => e instanceof HTMLElement && /hidden|clip/.test(overflow));
  const where = (e) => e.closest('[data-figure]')?.dataset.figure ?? e.closest('[class]')?.className ?? e.tagName;
  const meet = (a, b, x, y) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > x && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > y;
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.add(`the page is ${wide} wide`);

  // Words: whole, on the page, and apart from each other.
  const words = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: e } = texts.currentNode;
    if (!data.trim() || !seen(e) || e.closest('math, option, [hidden]')) continue;
    if (unseen(e)) continue;
    const range = document.createRange();
    range.selectNode(texts.currentNode);
    const [scrolls, edge] = [scrolling(e), cutting(e)?.getBoundingClientRect()];
    for (const box of range.getClientRects()) {
      // To the left of the page the contents wait.
      if (box.width < 1 || box.right < 0) continue;
      const said = `“${data.trim().slice(0, 24)}” of ${where(e)}`;
      if (!scrolls && (box.right > innerWidth + 1 || box.left < -1)) found.add(`${said} leaves the page`);
      if (edge && !scrolls && (box.right > edge.right + 1 || box.bottom > edge.bottom + 3)) found.add(`${said} is cut`);
      const part = e.closest(PARTS);
      if (!part) continue;
      // Above and below its letters a line has air.
      for (const other of words.get(part) ?? []) {
        if (other.e !== e && meet(box, other.box, 2, 0.45 * box.height)) found.add(`${other.said} runs into ${said}`);
      }
      words.set(part, [...(words.get(part) ?? []), { box, e, said }]);
    }
  }

  // Controls: on the page, apart, and as wide as their words.
  const controls = [...document.querySelectorAll(CONTROLS)].filter(seen);
  const boxes = controls.map((e) => e.getBoundingClientRect());
  controls.forEach((e, n) => {
    const [box, said] = [boxes[n], `${e.ariaLabel ?? e.textContent.trim().slice(0, 24)} of ${where(e)}`];
    if (box.left < -1 || box.right > innerWidth + 1) found.add(`${said} leaves the page`);
    if (e.matches('button') && e.scrollWidth > e.clientWidth + 1) found.add(`${said} is narrower than its words`);
    for (let m = n + 1; m < controls.length; m++) {
      if (!e.contains(controls[m]) && meet(box, boxes[m], 2, 2)) found.add(`${said} lies on ${where(controls[m])}`);
    }
  });
  return [...found];
};

// Figures that do not fit a window together with what moves them.
window.high = () => {
  const room = innerHeight - document.querySelector('.md-header').offsetHeight;
  return [...document.querySelectorAll('.figure[data-live]')].flatMap((figure) => {
    const boxes = [...figure.querySelectorAll('.drawing > svg, .live')].map((e) => e.getBoundingClientRect());
    const tall = Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top));
    return tall > room ? `${figure.dataset.figure} is ${Math.round(tall)} high` : [];
  });
};

// Stops of the keyboard that are not seen: without a ring, off the window, or under something.
window.lost = () => {
  const stops = document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]');
  return [...stops].flatMap((e) => {
    if (e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true }) || e.closest('.md-sidebar, .md-search')) return [];
    e.focus();
    const { outlineStyle, outlineWidth } = getComputedStyle(e);
    const box = e.getClientRects()[0] ?? e.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2];
    const top = document.elementFromPoint(Math.min(Math.max(x, 1), innerWidth - 1), y);
    const seen = top && (e.contains(top) || top.contains(e) || top.closest('label')?.control === e);
    const ringed = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    return document.activeElement === e && ringed && seen ? [] : e.outerHTML.slice(0, 80);
  });
};
