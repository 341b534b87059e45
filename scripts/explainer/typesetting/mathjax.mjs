// Reads the TeX of a page, a JSON line at a time, and answers with its MathML, a JSON line each.

import { createInterface } from 'node:readline';
import { MmlFactory } from '@mathjax/src/js/core/MmlTree/MmlFactory.js';
import { SerializedMmlVisitor } from '@mathjax/src/js/core/MmlTree/SerializedMmlVisitor.js';
import { HTMLMathItem } from '@mathjax/src/js/handlers/html/HTMLMathItem.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import { Configuration } from '@mathjax/src/js/input/tex/Configuration.js';
import '@mathjax/src/js/input/tex/configmacros/ConfigMacrosConfiguration.js';
import { HandlerType } from '@mathjax/src/js/input/tex/HandlerTypes.js';
import HtmlMethods from '@mathjax/src/js/input/tex/html/HtmlMethods.js';
import { CommandMap } from '@mathjax/src/js/input/tex/TokenMap.js';

// Of MathJax's HTML commands only \class: \style and \href would write what a page may not hold.
new CommandMap('classes', { class: HtmlMethods.Class });
Configuration.create('classes', { handler: { [HandlerType.MACRO]: ['classes'] } });

const SPACES = ['thinmathspace', 'mediummathspace', 'thickmathspace'];

// MathML without white space, and with the space that TeX puts before each node.
class Visitor extends SerializedMmlVisitor {
  visitInferredMrowNode(node) {
    return node.childNodes.map((child) => this.visitNode(child, '')).join('');
  }

  visitDefault(node) {
    const kind = this.getKind(node);
    return `<${kind}${this.getAttributes(node)}>${this.childNodeMml(node, '', '')}</${kind}>`;
  }

  getAttributeList(node) {
    const { 'data-latex': _, ...attributes } = super.getAttributeList(node);
    const space = SPACES.indexOf(node.texSpacing()) + 1;
    return space ? { ...attributes, 'data-space': space } : attributes;
  }
}

const visitor = new Visitor();

// A formula that neither gives nor asks for a number is the same on every page: read once.
const NUMBERED = /\\(?:begin|label|tag|ref|eqref)\b/;
const known = new Map();

// One fresh TeX input a page, so that labels and numbers belong to the page.
function reader(macros) {
  const tex = new TeX({
    packages: ['base', 'ams', 'boldsymbol', 'configmacros', 'classes'],
    macros,
    tags: 'ams',
    formatError: (_, error) => {
      throw error;
    },
  });
  tex.setMmlFactory(new MmlFactory());
  tex.parseOptions.tags.formatId = (id) => (/^\d+$/.test(id) ? `equation-${id}` : id);
  return tex;
}

function set(tex, item) {
  const root = tex.compile(item);
  root.setTeXclass(null);
  return visitor.visitTree(root);
}

function page({ formulas, macros }) {
  const tex = reader(macros);
  const items = formulas.map(({ tex: source, display }) => new HTMLMathItem(source, tex, display));
  const mathml = new Array(items.length);
  const read = (index) => {
    const { tex: source, display } = formulas[index];
    const key = NUMBERED.test(source) ? null : JSON.stringify([source, display, macros]);
    try {
      mathml[index] = known.get(key) ?? set(tex, items[index]);
      if (key) known.set(key, mathml[index]);
    } catch (error) {
      throw Object.assign(error, { index });
    }
  };
  items.forEach((_, index) => read(index));
  // A reference to a later label is known only now; reading again keeps the first numbers.
  items.forEach((item, index) => item.inputData.recompile && read(index));
  return { mathml, labels: Object.keys(tex.parseOptions.tags.allLabels) };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = page(JSON.parse(line));
  } catch (error) {
    answer = { error: error.message, index: error.index ?? null };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
