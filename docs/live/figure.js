/** What the moving figures share: a drawing with native controls, the address, the spoken result. */
import { adjust, Drawing, LINEAR, LOG, write } from './drawing.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** A number as the figures print it: fixed digits, a true minus, no minus before zero. */
export const fixed = (value, digits = 2) =>
  value
    .toFixed(digits)
    .replace(/^-(?=[0.]*$)/, '')
    .replace('-', '−');

/** A number that comes close to 0 and 1 and reaches neither: with a digit more where two would say so. */
export const inside = (value, digits = 2) => {
  const text = fixed(value, digits);
  return (+text === 0 || +text === 1) && digits < 15 ? inside(value, digits + 1) : text;
};

/** A number that comes close to 0 and 1, in short: where its digits would say one of them, ≈ says so. */
export const rounded = (value, digits = 2) => fixed(value, digits).replace(/^([01])\.0+$/, '≈ $1');

/** A number to three significant digits, as Python's `.3g` prints it. */
export const general = (value) => `${+value.toPrecision(3)}`.replace('-', '−');

/** Numbers as a screen reader should hear them. */
export const list = (values, print = fixed) => values.map((value) => print(value)).join(', ');

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

export class Figure extends Drawing {
  /** What the controls hold, by key. */
  values = {};
  #controls = {};
  #rows = [];
  #grips = [];
  #words;
  #frame;
  #pause;
  #stop;
  #asked;

  constructor(element) {
    super(element);
    this.drawn = this.svg.getAttribute('aria-label');
    // Several figures have a Reset and a z₀: the caption's claim tells whose it is.
    const ariaLabel = element.querySelector('figcaption strong')?.textContent ?? this.name;
    this.panel = Object.assign(element.querySelector('.live'), { role: 'group', ariaLabel });
  }

  // The controls, a row each.

  #add(key, value, tag, event, properties, { read, ...control }) {
    this.values[key] = value;
    this.#controls[key] = { value, ...control };
    const input = make(tag, { id: `live-${this.name}-${key}`, autocomplete: 'off', ...properties });
    input.addEventListener(event, () => this.choose({ [key]: read(input) }));
    return input;
  }

  /** A slider, of the value's logarithm with `log`; several with `stack` share a row. */
  range(
    key,
    {
      label,
      spoken,
      min,
      max,
      step = 0.05,
      value,
      concept = 'ink',
      digits = 2,
      log,
      stack,
      under,
      print = (v) => fixed(v, digits),
    },
  ) {
    const [from, to] = log ? LOG : LINEAR;
    const round = Number.isInteger(step) ? Math.round : Number;
    const output = make('output', { ariaHidden: 'true' });
    const className = `live-${concept}`;
    const properties = { type: 'range', min: from(min), max: from(max), step, className, ariaLabel: spoken };
    const input = this.#add(key, value, 'input', 'input', properties, {
      read: () => to(input.valueAsNumber),
      parse: (text) => (text.trim() && Number.isFinite(+text) ? clamp(round(text), min, max) : value),
      fit: (v) => clamp(v, min, max),
      write: (v) => {
        if (to(input.valueAsNumber) !== v) input.value = from(v);
        write(output, (input.ariaValueText = print(v)));
      },
    });
    const name = make('label', { htmlFor: (output.htmlFor = input.id) }, label);
    // A finger that turns out to scroll the page did not mean the slider it began on.
    let held;
    input.addEventListener('pointerdown', () => (held = this.values[key]));
    input.addEventListener('pointercancel', () => this.choose({ [key]: held }));
    if (!stack) return void this.#rows.push([name, make('span', { className: 'live-slide' }, input, output)]);
    if (!this.#rows.at(-1)?.stack) this.#rows.push(Object.assign([], { stack, under }));
    const head = make('span', { className: 'live-head' }, name, output);
    this.#rows.at(-1).push(make('span', { className: 'live-stack' }, head, input));
  }

  /** A slider for each of some numbers, side by side, with `under` right below that part of the drawing's
      width; each is spoken of as `each` and its number. The answer tells what they hold. */
  sliders(symbol, start, { each = 'logit of class', ...options } = {}) {
    start.forEach((value, k) => {
      const label = symbol + '₀₁₂₃₄'[k];
      const spoken = `${label}, ${each} ${k}`;
      this.range(symbol + k, { label, spoken, concept: 'logit', min: -3, max: 3, value, stack: true, ...options });
    });
    return () => start.map((_, k) => this.values[symbol + k]);
  }

  /** One of several words. */
  choice(key, { label, options, value }) {
    const select = this.#add(
      key,
      value,
      'select',
      'change',
      {},
      {
        read: () => select.value,
        parse: (text) => (options.includes(text) ? text : value),
        write: (v) => (select.value = v),
      },
    );
    select.append(...options.map((word) => new Option(word)));
    this.#rows.push([make('label', { htmlFor: select.id }, label), select]);
  }

  /** Yes or no. */
  check(key, label) {
    const input = this.#add(
      key,
      false,
      'input',
      'change',
      { type: 'checkbox' },
      {
        read: () => input.checked,
        parse: (text) => text === 'true',
        write: (v) => (input.checked = v),
      },
    );
    this.#rows.push([make('label', { className: 'live-check' }, input, label)]);
  }

  /** Something that no control holds, as what a hand drew; `takes(text)` tells what an address may ask. */
  keep(key, value, takes) {
    this.values[key] = value;
    this.#controls[key] = { value, parse: (text) => (takes(text) ? text : value), write() {} };
  }

  /** A row of words that change. */
  note() {
    const note = make('span', { className: 'live-note' });
    this.#rows.push([make('div', {}, note)]);
    return note;
  }

  button(label, onclick) {
    const button = make('button', { type: 'button', onclick }, label);
    this.#rows.at(-1).push(button);
    return button;
  }

  /** Play and pause: `advance(seconds)` until it says that it is over. Readers who want calm see steps. */
  player(advance, { begin, stopped } = {}) {
    let last;
    const stop = (this.#stop = () => {
      if (!last) return;
      last = 0;
      button.textContent = 'Play';
      stopped?.();
    });
    const frame = (now) => {
      if (!last) return;
      const passed = (now - last) / 1000;
      if (!calm.matches || passed >= 1) {
        last = now;
        if (advance(calm.matches ? 1 : Math.min(passed, 0.1))) return stop();
      }
      requestAnimationFrame(frame);
    };
    const button = this.button('Play', () => {
      if (last) return stop();
      begin?.();
      button.textContent = 'Pause';
      last = performance.now();
      requestAnimationFrame(frame);
    });
  }

  /** Something to drag in the drawing: it stands at `where(values)`, and `to(x, y)` gives new values. What
      is no dot itself has a knob in a concept's colour, and words beside it until something is moved. */
  grip(where, to, knob, words) {
    const add = (tag, attributes) => {
      const made = document.createElementNS(this.svg.namespaceURI, tag);
      adjust(made, attributes);
      this.svg.append(made);
      return made;
    };
    const circles = knob ? [add('circle', { r: 5, class: `live-knob live-${knob}` })] : [];
    if (words) {
      const [x, y] = where(this.values);
      this.#words = add('text', { x: x + 28, y: y + 5, class: 'live-words' });
      this.#words.textContent = words;
    }
    const grip = add('circle', { r: 30, class: 'live-grip' });
    circles.push(grip);
    let offset;
    const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    // Chromium does not ask a shape in a drawing whether a finger on it may scroll the page.
    grip.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
    grip.onpointerdown = (event) => {
      if (event.button || !event.isPrimary) return;
      const [x, y] = where(this.values);
      const point = at(event);
      offset = [point.x - x, point.y - y];
      grip.setPointerCapture(event.pointerId);
    };
    grip.onpointermove = (event) => {
      if (!offset) return;
      const { x, y } = at(event);
      this.choose(to(x - offset[0], y - offset[1]));
    };
    grip.onpointerup = grip.onpointercancel = () => (offset = 0);
    this.#grips.push(() => {
      const [cx, cy] = where(this.values);
      for (const each of circles) adjust(each, { cx, cy });
    });
  }

  // The whole.

  /** New values for some controls: drawn in the next frame, told and kept in the address once they rest. */
  choose(values) {
    this.#words?.remove();
    for (const [key, value] of Object.entries(values)) {
      this.values[key] = this.#controls[key].fit?.(value) ?? value;
    }
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const said = this.#draw();
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#settle(said), 400);
    });
  }

  #draw() {
    for (const [key, control] of Object.entries(this.#controls)) {
      const now = this.values[key];
      if (control.shown !== now) control.write((control.shown = now));
    }
    const said = this.draw(this.values);
    for (const place of this.#grips) place();
    return said;
  }

  #settle(said) {
    this.status.textContent = said;
    this.#name(said);
    const address = new URL(location);
    let moved = false;
    for (const [key, { value }] of Object.entries(this.#controls)) {
      const name = `${this.name}.${key}`;
      const now = this.values[key];
      if (now === value) {
        address.searchParams.delete(name);
        continue;
      }
      moved = true;
      address.searchParams.set(name, now.toPrecision ? +now.toPrecision(6) : now);
    }
    // Paper has no controls: it says what was moved.
    this.panel.classList.toggle('live-moved', moved);
    history.replaceState(history.state, '', address);
    this.#asked = `${this.#asks()}`;
  }

  /** A drawing is called what it shows, and ends with its result. */
  #name(said) {
    this.svg.ariaLabel = `${this.drawn} Now: ${said}.`;
  }

  /** What the address asks of the controls, null where it asks nothing. */
  #asks() {
    const asked = new URLSearchParams(location.search);
    return Object.keys(this.#controls).map((key) => asked.get(`${this.name}.${key}`));
  }

  /** Take what the address asks, unless it asks what it did before: a link within the page. */
  #follow() {
    const asks = this.#asks();
    if (this.#asked === `${asks}`) return;
    this.#asked = `${asks}`;
    Object.entries(this.#controls).forEach(([key, { parse, value }], n) => {
      const wanted = asks[n] === null ? value : parse(asks[n]);
      if (wanted !== this.values[key]) this.choose({ [key]: wanted });
    });
  }

  /** Begin: `draw(values)` moves the parts and returns what a screen reader should hear. */
  live(draw) {
    this.draw = draw;
    this.button('Reset', () => {
      this.#stop?.();
      for (const [key, { value }] of Object.entries(this.#controls)) this.choose({ [key]: value });
    });
    this.status = make('p', { className: 'live-status', role: 'status' });
    this.#name(this.#draw());
    for (const row of this.#rows) {
      const line = make('div', { className: 'live-row' }, ...row);
      if (row.under) {
        const [left, right] = row.under;
        line.classList.add('live-under');
        line.style = `grid-template-columns: ${left / 5.2}% repeat(5, 1fr) ${100 - right / 5.2}%`;
      }
      this.panel.append(line);
    }
    this.panel.append(this.status);
    this.#follow();
    addEventListener('popstate', () => this.#follow());
  }
}
