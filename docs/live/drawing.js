/** A drawing that moves: the parts that its script named, and the scales of its axes. */

/** Words into an element. A text changed in place needs no new style. */
export const write = (element, string) => {
  const text = element.firstChild;
  if (text) text.data = string;
  else element.textContent = string;
};

/** A coordinate as the drawings have it. */
const short = (value) => +value.toFixed(2);

/** Give a part of a drawing some attributes. */
export const adjust = (part, attributes) => {
  for (const [key, value] of Object.entries(attributes)) {
    const now = `${value.toFixed ? short(value) : value}`;
    // Browsers redo the layout for what is set anew, even if it is the same.
    if (part.getAttribute(key) !== now) part.setAttribute(key, now);
  }
};

export const LINEAR = [(v) => v, (v) => v];
export const LOG = [Math.log10, (v) => 10 ** v];

/** From data to SVG units and back, along one axis of a drawing. */
const scale = (kind, ...ends) => {
  const [from, to, start, end] = ends.map(Number);
  const [bend, unbend] = kind === 'log' ? LOG : LINEAR;
  const slope = (end - start) / (bend(to) - bend(from));
  return [(value) => start + (bend(value) - bend(from)) * slope, (place) => unbend((place - start) / slope + bend(from))];
};

export class Drawing {
  #parts = {};
  #origins = {};

  constructor(element) {
    this.name = element.dataset.figure;
    this.svg = element.querySelector('svg');
  }

  #find(name) {
    return (this.#parts[name] ??= this.svg.querySelector(`[data-part="${name}"]`));
  }

  /** The part that the figure's script named. */
  part(name) {
    const part = this.#find(name);
    if (!part) throw new Error(`${this.name} has no part ${name}`);
    return part;
  }

  has(name) {
    return !!this.#find(name);
  }

  /** A part more, in the likeness of another, unless it is there. */
  copy(name, model) {
    if (this.has(name)) return;
    const part = (this.#parts[name] = this.part(model).cloneNode());
    part.removeAttribute('id');
    part.dataset.part = name;
    this.#origins[name] = this.#origins[model];
    this.part(model).after(part);
  }

  /** x and y turn data of the nth axes into SVG units, backX and backY turn them back. */
  axes(n = 0) {
    const d = this.svg.querySelectorAll('[data-x0]')[n].dataset;
    const [x, backX] = scale(d.xscale, d.x0, d.x1, d.left, d.right);
    const [y, backY] = scale(d.yscale, d.y0, d.y1, d.bottom, d.top);
    return { x, y, backX, backY, low: +d.y0, high: +d.y1 };
  }

  set(name, attributes) {
    adjust(this.part(name), attributes);
  }

  /** Bring a part to an x, a y or both. The first place told is where it stands as drawn. */
  move(name, to) {
    const from = (this.#origins[name] ??= to);
    const by = [to.x - from.x, to.y - from.y].map((step) => step || 0);
    this.set(name, { transform: `translate(${by.join(' ')})` });
  }

  text(name, string) {
    const part = this.part(name);
    if (part.textContent !== string) write(part, string);
  }

  /** Draw a line anew through points in SVG units. */
  line(name, points) {
    const [[x1, y1], [x2, y2]] = points;
    if (points.length === 2) return this.set(name, { x1, y1, x2, y2 });
    this.path(name, `M${points.map((point) => point.map(short).join(' ')).join('L')}`);
  }

  /** Draw a path anew. The first one told is the one that is drawn. */
  path(name, d) {
    const [told, drawn] = (this.#origins[name] ??= [d, this.part(name).getAttribute('d')]);
    this.set(name, { d: d === told ? drawn : d });
  }

  /** A bar as wide as drawn, from one height to another. */
  upright(name, from, to, place = 'y', size = 'height') {
    const [low, high] = [from, to].map(short).sort((a, b) => a - b);
    this.set(name, { [place]: low, [size]: high - low });
  }

  /** A bar as high as drawn, from left to right. */
  level(name, from, to) {
    this.upright(name, from, to, 'x', 'width');
  }

  /** Hide a part, or only dim it. */
  hide(name, hidden, how = 'hidden') {
    this.part(name).classList.toggle(`live-${how}`, !!hidden);
  }
}
