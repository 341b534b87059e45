/** A pad to write on, by finger, mouse or keys. */
import { clamp } from './figure.js';

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A pad over a part of the drawing: finger, mouse, or arrows and Space, write its `strokes`, in the drawing's units. */
export class Pad {
  strokes = [];
  /** The pen of the keys: sixteenths of the pad across and down, and whether it writes. */
  pen = [8, 8];
  down = false;

  constructor(figure, part, { label, hint, wrote, looked }) {
    const sheet = document.createElement('div');
    this.sheet = Object.assign(sheet, { className: 'live-pad', tabIndex: 0, role: 'application', ariaLabel: label });
    const told = document.createElement('span');
    sheet.append(Object.assign(told, { className: 'live-hint', textContent: hint, ariaHidden: 'true' }));
    const under = figure.part(part);
    this.box = ['x', 'y', 'width'].map((key) => +under.getAttribute(key));
    const home = figure.svg.parentElement;
    new ResizeObserver(() => {
      const [to, from] = [under, home].map((element) => element.getBoundingClientRect());
      const at = { left: to.x - from.x, top: to.y - from.y, width: to.width, height: to.height };
      for (const [key, value] of Object.entries(at)) sheet.style[key] = `${value}px`;
    }).observe(home);
    home.append(sheet);
    this.#hands(wrote);
    this.#keys(wrote, looked);
  }

  clear() {
    [this.strokes, this.down] = [[], false];
  }

  /** A new stroke, or a point more, unless it is where the pen is. */
  #write(point, begins) {
    const to = point.map((place, way) => clamp(Math.round(place), this.box[way], this.box[way] + this.box[2]));
    if (begins || !this.strokes.length) this.strokes.push([to]);
    else if (`${this.strokes.at(-1).at(-1)}` !== `${to}`) this.strokes.at(-1).push(to);
  }

  #hands(wrote) {
    const { sheet, box } = this;
    let held;
    const at = ({ clientX, clientY }) => {
      const { x, y, width } = sheet.getBoundingClientRect();
      return [clientX - x, clientY - y].map((off, way) => box[way] + (off / width) * box[2]);
    };
    // Else the pad would take the arrows from who goes on to scroll by them.
    sheet.onmousedown = (event) => event.preventDefault();
    sheet.onpointerdown = (event) => {
      if (event.button || !event.isPrimary) return;
      sheet.setPointerCapture(event.pointerId);
      held = event.pointerId;
      this.#write(at(event), true);
      wrote();
    };
    sheet.onpointermove = (event) => {
      if (event.pointerId !== held) return;
      for (const one of [...(event.getCoalescedEvents?.() ?? []), event]) this.#write(at(one));
      wrote();
    };
    sheet.onpointerup = sheet.onpointercancel = ({ pointerId }) => {
      if (pointerId === held) held = undefined;
    };
  }

  /** Where the keys have brought the pen, in the drawing's units. */
  get place() {
    return this.pen.map((step, way) => this.box[way] + (step / 16) * this.box[2]);
  }

  get focused() {
    return document.activeElement === this.sheet;
  }

  #keys(wrote, looked) {
    const { sheet } = this;
    sheet.onkeydown = (event) => {
      const { key, repeat, ctrlKey, metaKey, altKey } = event;
      const step = ARROWS[key];
      if ((!step && key !== ' ') || ctrlKey || metaKey || altKey) return;
      event.preventDefault();
      if (step) this.pen = this.pen.map((at, way) => clamp(at + step[way], 0, 16));
      else if (repeat) return;
      else this.down = !this.down;
      if (!this.down) return looked();
      this.#write(this.place, !step);
      wrote();
    };
    sheet.onfocus = looked;
    sheet.onblur = () => {
      this.down = false;
      looked();
    };
  }
}
