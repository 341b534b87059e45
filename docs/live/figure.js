/** What the moving figures share: named parts, scales, native controls, the address, the spoken result. */

const calm = matchMedia('(prefers-reduced-motion: reduce)');

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** Numbers as a screen reader should hear them. */
export const list = (values) => values.map((value) => fixed(value)).join(', ');

/** A number to so many significant digits, as Python's `g` prints it. */
export const general = (value, digits = 3) => String(+value.toPrecision(digits)).replace('-', '−');

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** A number as the figures print it: fixed digits, a true minus, no minus before zero. */
export const fixed = (value, digits = 2) =>
  value.toFixed(digits).replace(/^-(?=[0.]*$)/, '').replace('-', '−');

const brief = (value) => (typeof value === 'number' ? +value.toPrecision(6) : value);

/** A coordinate as the drawings have it. */
const short = (value) => +value.toFixed(2);

const LINEAR = [(v) => v, (v) => v];
const LOG = [Math.log10, (v) => 10 ** v];

/** Data to SVG units (`at`) and back, along one axis of a drawing. */
const scale = (from, to, start, end, kind) => {
  const [bend, unbend] = kind === 'log' ? LOG : LINEAR;
  const slope = (end - start) / (bend(to) - bend(from));
  return {
    at: (value) => start + (bend(value) - bend(from)) * slope,
    back: (place) => unbend((place - start) / slope + bend(from)),
  };
};

export class Figure {
  /** What the controls hold, by key. */
  values = {};
  #parts = {};
  #controls = {};
  #rows = [];
  #grips = [];
  #origins = {};

  constructor(element) {
    this.element = element;
    this.name = element.dataset.figure;
    this.svg = element.querySelector('svg');
    this.panel = element.querySelector('.live');
  }

  // The drawing.

  /** The part that the figure's script named. */
  part(name) {
    this.#parts[name] ??= this.svg.querySelector(`[data-part="${name}"]`);
    if (!this.#parts[name]) throw new Error(`${this.name} has no part ${name}`);
    return this.#parts[name];
  }

  /** A part more, in the likeness of another, unless it is there. */
  copy(name, model) {
    this.#parts[name] ??= this.svg.querySelector(`[data-part="${name}"]`);
    if (this.#parts[name]) return;
    this.#parts[name] = this.part(model).cloneNode(true);
    this.#parts[name].removeAttribute('id');
    this.#parts[name].dataset.part = name;
    this.#origins[name] = this.#origins[model];
    this.part(model).after(this.#parts[name]);
  }

  /** x and y turn data of the nth axes into SVG units, backX and backY turn them back. */
  axes(n = 0) {
    const d = this.svg.querySelectorAll('[data-x0]')[n].dataset;
    const x = scale(+d.x0, +d.x1, +d.left, +d.right, d.xscale);
    const y = scale(+d.y0, +d.y1, +d.bottom, +d.top, d.yscale);
    return { x: x.at, y: y.at, backX: x.back, backY: y.back, low: +d.y0, high: +d.y1 };
  }

  /** Bring a part to a place. The first place told is where it stands as drawn. */
  move(name, x, y) {
    const [x0, y0] = (this.#origins[name] ??= [x, y]);
    this.set(name, { transform: `translate(${x - x0} ${y - y0})` });
  }

  text(name, string) {
    this.part(name).textContent = string;
  }

  set(name, attributes) {
    const part = this.part(name);
    for (const [key, value] of Object.entries(attributes)) {
      part.setAttribute(key, typeof value === 'number' ? short(value) : value);
    }
  }

  /** Draw a line anew through points in SVG units. */
  line(name, points) {
    const [[x1, y1], [x2, y2]] = points;
    if (points.length === 2) this.set(name, { x1, y1, x2, y2 });
    else this.set(name, { d: `M${points.map((p) => p.map((v) => v.toFixed(2)).join(' ')).join('L')}` });
  }

  /** A bar as wide as drawn, from one height to another. */
  upright(name, from, to) {
    const [y, end] = [from, to].map(short).sort((a, b) => a - b);
    this.set(name, { y, height: end - y });
  }

  /** A bar as high as drawn, from left to right. */
  level(name, from, to) {
    const [x, end] = [from, to].map(short).sort((a, b) => a - b);
    this.set(name, { x, width: end - x });
  }

  has(name) {
    return name in this.#parts;
  }

  show(name, visible) {
    this.part(name).classList.toggle('live-hidden', !visible);
  }

  dim(name, dimmed) {
    this.part(name).classList.toggle('live-dim', !!dimmed);
  }

  // The controls, a row each.

  #add(key, value, control) {
    this.values[key] = value;
    this.#controls[key] = { value, ...control };
  }

  /** A slider, of the value's logarithm with `log`; several with `stack` share a row. */
  range(key, { label, min, max, step = 0.05, value, concept = 'ink', digits = 2, log, stack,
    print = (v) => fixed(v, digits) }) {
    const [from, to] = log ? LOG : LINEAR;
    const id = `live-${this.name}-${key}`;
    const input = make('input', { type: 'range', id, min: from(min), max: from(max), step,
      className: `live-${concept}`, autocomplete: 'off' });
    const output = make('output', { htmlFor: id, ariaHidden: 'true' });
    const name = make('label', { htmlFor: id }, label);
    input.addEventListener('input', () => this.choose({ [key]: to(input.valueAsNumber) }));
    this.#add(key, value, {
      parse: (text) => (text && isFinite(text) ? +text : value),
      fit: (v) => clamp(v, min, max),
      write: (v) => {
        if (to(input.valueAsNumber) !== v) input.value = from(v);
        output.value = input.ariaValueText = print(v);
      },
    });
    if (!stack) return void this.#rows.push([name, input, output]);
    if (!this.#rows.at(-1)?.stack) this.#rows.push(Object.assign([], { stack }));
    const head = make('span', { className: 'live-head' }, name, output);
    this.#rows.at(-1).push(make('span', { className: 'live-stack' }, head, input));
  }

  /** A slider for each of some numbers, side by side; the answer tells what they hold. */
  sliders(symbol, start, options) {
    start.forEach((value, k) => {
      this.range(symbol + k, { label: symbol + '₀₁₂₃₄'[k], min: -3, max: 3, value, stack: true, ...options });
    });
    return () => start.map((_, k) => this.values[symbol + k]);
  }

  /** One of several words. */
  choice(key, { label, options, value }) {
    const id = `live-${this.name}-${key}`;
    const select = make('select', { id, autocomplete: 'off' }, ...options.map((word) => new Option(word)));
    select.addEventListener('change', () => this.choose({ [key]: select.value }));
    this.#add(key, value, {
      parse: (text) => (options.includes(text) ? text : value),
      write: (v) => (select.value = v),
    });
    this.#rows.push([make('label', { htmlFor: id }, label), select]);
  }

  /** Yes or no. */
  check(key, { label, value = false }) {
    const input = make('input', { type: 'checkbox', id: `live-${this.name}-${key}`, autocomplete: 'off' });
    input.addEventListener('change', () => this.choose({ [key]: input.checked }));
    this.#add(key, value, {
      parse: (text) => text === 'true',
      write: (v) => (input.checked = v),
    });
    this.#rows.push([make('label', { className: 'live-check' }, input, label)]);
  }

  /** A row of words that change. */
  note() {
    const note = make('span', { className: 'live-note' });
    this.#rows.push([note]);
    return note;
  }

  button(label, press) {
    const button = make('button', { type: 'button', onclick: press }, label);
    this.#rows.at(-1).push(button);
    return button;
  }

  /** Play and pause: `advance(seconds)` until it says that it is over. Readers who want calm see steps. */
  player(advance, stopped = () => {}) {
    let last = 0;
    const stop = () => {
      last = 0;
      button.textContent = 'Play';
      stopped();
    };
    const frame = (now) => {
      if (!last) return;
      const wait = calm.matches ? 1 : 0;
      if ((now - last) / 1000 >= wait) {
        const over = advance(wait || Math.min((now - last) / 1000, 0.1));
        last = now;
        if (over) return stop();
      }
      requestAnimationFrame(frame);
    };
    const button = this.button('Play', () => {
      if (last) return stop();
      button.textContent = 'Pause';
      last = performance.now();
      requestAnimationFrame(frame);
    });
  }

  /** Something to drag in the drawing: it stands at `where(values)`, and `to(x, y)` gives new values. */
  grip(where, to) {
    const grip = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    grip.setAttribute('r', 30);
    grip.setAttribute('class', 'live-grip');
    const place = (event) =>
      new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    let offset;
    grip.onpointerdown = (event) => {
      const [x, y] = where(this.values);
      const { x: px, y: py } = place(event);
      offset = [px - x, py - y];
      grip.setPointerCapture(event.pointerId);
    };
    grip.onpointermove = (event) => {
      const { x, y } = place(event);
      if (offset) this.choose(to(x - offset[0], y - offset[1]));
    };
    grip.onpointerup = grip.onpointercancel = () => (offset = undefined);
    this.#grips.push(() => {
      const [x, y] = where(this.values);
      grip.setAttribute('cx', x);
      grip.setAttribute('cy', y);
    });
    this.svg.append(grip);
  }

  // The whole.

  /** New values for some controls: drawn in the next frame, told and kept in the address a little later. */
  choose(values) {
    for (const [key, value] of Object.entries(values)) {
      this.values[key] = this.#controls[key].fit?.(value) ?? value;
    }
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#settle(), 400);
    });
  }
  #frame;
  #pause;
  #said;

  #draw() {
    this.#said = this.draw(this.values);
    for (const [key, { write }] of Object.entries(this.#controls)) write(this.values[key]);
    for (const place of this.#grips) place();
  }

  #settle() {
    this.status.textContent = this.#said;
    const address = new URL(location.href);
    for (const [key, { value }] of Object.entries(this.#controls)) {
      const name = `${this.name}.${key}`;
      if (this.values[key] === value) address.searchParams.delete(name);
      else address.searchParams.set(name, brief(this.values[key]));
    }
    history.replaceState(history.state, '', address);
  }

  /** Begin: `draw(values)` moves the parts and returns what a screen reader should hear. */
  live(draw) {
    this.draw = draw;
    this.button('Reset', () => {
      this.choose(Object.fromEntries(Object.entries(this.#controls).map(([key, { value }]) => [key, value])));
    });
    this.status = make('p', { className: 'live-status', role: 'status' });
    this.#draw();
    this.panel.append(...this.#rows.map((row) => make('div', { className: 'live-row' }, ...row)), this.status);
    const asked = new URLSearchParams(location.search);
    for (const [key, { parse }] of Object.entries(this.#controls)) {
      const text = asked.get(`${this.name}.${key}`);
      if (text !== null) this.choose({ [key]: parse(text) });
    }
  }
}
