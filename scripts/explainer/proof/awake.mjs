/** Wakes moving figures without a browser, and drives their controls from end to end: what goes wrong, a line each. */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** What a browser has and nothing here asks about: it can be called, made, read, and says nothing. */
const anything = new Proxy(class {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 0 : key === Symbol.iterator ? [][key].bind([]) : anything),
  apply: () => anything,
  construct: () => anything,
});
const SILENT = `animate appendChild before blur click closest contains dispatchEvent focus getBBox
  getBoundingClientRect getPointAtLength getScreenCTM getTotalLength hasAttribute insertBefore matches prepend
  releasePointerCapture remove removeEventListener replaceChildren replaceWith scrollIntoView setPointerCapture
  toggleAttribute`.split(/\s+/);

/** A value as text; what no reader should meet is an error. */
const shown = (what, value, never) => {
  if (value === undefined || never.test(value)) throw new Error(`${what} is given ${value}`);
  return `${value}`;
};
const NO_NUMBER = /NaN|Infinity/;
const dashed = (key) => `data-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

class Classes extends Set {
  toggle(name, on = !this.has(name)) {
    this[on ? 'add' : 'delete'](name);
  }

  contains(name) {
    return this.has(name);
  }

  remove(name) {
    this.delete(name);
  }
}

class Part {
  #text = '';
  children = [];
  listeners = {};
  classList = new Classes();
  parentElement = anything;
  style = {};
  namespaceURI = '';

  constructor(tagName, attributes = {}, text = '') {
    Object.assign(this, { tagName, attributes: { ...attributes } });
    this.#text = text;
    this.dataset = new Proxy(this.attributes, {
      get: (all, key) => all[dashed(key)],
      set: (all, key, value) => !!(all[dashed(key)] = `${value}`),
    });
  }

  get textContent() {
    return this.#text;
  }

  set textContent(text) {
    this.#text = shown(`the text of ${this.dataset.part ?? this.role ?? this.tagName}`, text, NO_NUMBER);
  }

  get firstChild() {
    const part = this;
    return this.#text === ''
      ? null
      : {
          set data(text) {
            part.textContent = text;
          },
        };
  }

  get valueAsNumber() {
    return Number(this.value);
  }

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  setAttribute(name, value) {
    const never = name.startsWith('aria-') ? NO_NUMBER : /NaN|Infinity|undefined/;
    this.attributes[name] = shown(`${name} of ${this.dataset.part ?? this.tagName}`, value, never);
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }

  append(...more) {
    this.children.push(...more);
  }

  after(...more) {
    if (this.attributes['data-part']) drawing.append(...more);
  }

  cloneNode() {
    return new Part(this.tagName, this.attributes, this.#text);
  }

  querySelectorAll(selector) {
    const [, name, sign, value] = /\[([\w-]+)(?:(\^?=)"([^"]*)")?\]/.exec(selector) ?? [];
    const held = (part) => part.attributes?.[name];
    const fits = { '=': (text) => text === value, '^=': (text) => text.startsWith(value) }[sign] ?? (() => true);
    return this.children.filter((part) => held(part) !== undefined && fits(held(part)));
  }

  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
}
for (const name of SILENT) Part.prototype[name] = () => anything;

let made, frames, drawing;
const create = (tag) => {
  made.push(new Part(tag));
  return made.at(-1);
};
const known = { createElement: create, createElementNS: (_, tag) => create(tag) };
const over = (object) => new Proxy(object, { get: (all, key) => all[key] ?? anything });
Object.assign(globalThis, {
  window: globalThis,
  document: over(known),
  location: new URL('http://localhost/'),
  history: { state: null, replaceState() {}, pushState() {} },
  matchMedia: () => over({ matches: false }),
  addEventListener() {},
  removeEventListener() {},
  requestAnimationFrame: (draw) => frames.push(draw),
  cancelAnimationFrame() {},
  setTimeout: (tell) => frames.push(tell),
  clearTimeout() {},
  setInterval: (tell) => frames.push(tell),
  clearInterval() {},
  fetch() {
    throw new Error('a figure loads nothing');
  },
  Option: class extends Part {
    constructor(word) {
      super('option', {}, word);
      this.value = word;
    }
  },
});
for (const name of `CSS DOMPoint Event Image IntersectionObserver MutationObserver Path2D ResizeObserver
  devicePixelRatio getComputedStyle getSelection innerHeight innerWidth localStorage screen scrollTo scrollX scrollY
  sessionStorage`.split(/\s+/))
  globalThis[name] ??= anything;

// What a figure prints for its author is no answer.
for (const name of ['log', 'info', 'debug', 'warn', 'error']) console[name] = () => {};

/** Let pass what waits, as long as more follows, but for what goes on by itself. */
const settle = () => {
  for (let n = 0; n < 4; n++) for (const frame of frames.splice(0)) frame(performance.now() + 100 * n);
};

const put = (input, key, value) => {
  input[key] = value;
  (input.listeners.input ?? input.listeners.change)?.({ target: input });
  settle();
};

/** What a figure prints and says now: the words of each part, of its controls, of a listener. */
const printed = () => {
  const texts = drawing.children.filter((part) => part.tagName === 'text' && !part.classList.has('live-hidden'));
  const told = made.filter((part) => part.tagName === 'output' || part.role === 'status' || part.className === 'live-note');
  return [
    ...texts.map((part) => [part.dataset.part ?? '', part.textContent, part.getAttribute('fill')]),
    ...told.map((part) => ['', part.textContent, '']),
  ];
};

const STEPS = 12;
/** Where a slider stops that is let go so far from its start. */
const snapped = ({ min, step }, far) => +(min + Math.round(far / step) * step).toFixed(9);

/** Every control from end to end, then all sliders at their ends, together and one apart from the others. */
const drive = (figure, look) => {
  if (!figure.draw) throw new Error('it never calls figure.live(draw)');
  const said = figure.draw(figure.values);
  if (typeof said !== 'string' || !said) throw new Error(`draw returns ${said} for a listener, and no words`);
  const go = (input, key, value) => {
    put(input, key, value);
    look();
  };
  const ranges = made.filter((part) => part.type === 'range');
  for (const range of ranges) {
    const { value: start, min, max } = range;
    for (let n = 0; n <= STEPS; n++) go(range, 'value', snapped(range, (n / STEPS) * (max - min)));
    put(range, 'value', start);
  }
  for (const box of made.filter((part) => part.type === 'checkbox')) for (const on of [true, false]) go(box, 'checked', on);
  for (const select of made.filter((part) => part.tagName === 'select')) {
    for (const { value } of select.children) go(select, 'value', value);
  }
  for (const high of [() => true, (n) => n === 0, (n) => n > 0, () => false]) {
    ranges.forEach((range, n) => put(range, 'value', high(n) ? range.max : range.min));
    look();
  }
  for (const button of made.filter((part) => part.onclick)) {
    button.onclick({});
    settle();
  }
};

/** The file and the line that an error comes from: the figure's own, if it is among those that called. */
const where = ({ stack }, name) => {
  const places = Array.from(`${stack}`.matchAll(/\/live\/([\w-]+)\.js:(\d+)/g), ([, file, line]) => ({ file, line: +line }));
  return places.find(({ file }) => file === name) ?? places[0] ?? { file: 'figure', line: 1 };
};

/** What is wrong with a figure, as a place and words, or how many rows of controls it makes; and all that it
    prints, each thing once, but for the parts `kept` together: those as often as they differ. */
const awake = async ({ name, path, figure, drawn, parts, kept }) => {
  [made, frames] = [[], []];
  drawing = new Part('svg', { ...drawn, 'aria-label': '' });
  drawing.append(...parts.map(({ tag, attributes, text }) => new Part(tag, attributes, text)));
  const panel = new Part('div');
  const found = { svg: drawing, '.live': panel };
  const element = over({ dataset: { figure: name }, querySelector: (selector) => found[selector] ?? null });
  const seen = { prints: new Map(), together: new Map() };
  const note = (map, value) => map.set(JSON.stringify(value), value);
  const look = () => {
    const all = printed();
    for (const text of all) note(seen.prints, text);
    for (const names of kept)
      note(
        seen.together,
        all.filter(([part]) => names.includes(part)),
      );
  };
  try {
    const { Figure } = await import(pathToFileURL(figure));
    const { default: live } = await import(pathToFileURL(path));
    if (typeof live !== 'function') throw new Error('it exports no function of a figure by default');
    const woken = new Figure(element);
    woken.range = (key, options) => {
      const { label, min, max, value } = options;
      if (!label) throw new Error(`the slider ${key} has no label`);
      if (!(min < max)) throw new Error(`the slider ${key} goes from ${min} to ${max}`);
      if (!(min <= value && value <= max)) throw new Error(`the slider ${key} starts at ${value}, outside ${min} to ${max}`);
      return Figure.prototype.range.call(woken, key, options);
    };
    woken.move = (part, to) => {
      for (const at of Object.values(to)) shown(`the move of ${part}`, at ?? 0, NO_NUMBER);
      Figure.prototype.move.call(woken, part, to);
    };
    live(woken);
    const rows = panel.children.filter((row) => row.className === 'live-row');
    drive(woken, look);
    const [prints, together] = [[...seen.prints.values()], [...seen.together.values()]];
    return { rows: rows.length, across: Math.max(0, ...rows.map((row) => row.children.length)), prints, together };
  } catch (error) {
    return { ...where(error, name), what: `${error.name}: ${error.message}`.replace(/^Error: /, '') };
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  process.stdout.write(`${JSON.stringify({ name: job.name, ...(await awake(job)) })}\n`);
}
