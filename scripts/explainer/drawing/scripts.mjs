/** Answers, for each script of a list, its calls `figure.METHOD('part', …)` and the rows it says, or where it is no JavaScript. */
import { json } from 'node:stream/consumers';
import { parse } from 'acorn';

/** What stands in quotes: its fixed parts, between which anything may stand. */
const fixed = (name) =>
  name?.type === 'TemplateLiteral'
    ? name.quasis.map((part) => part.value.cooked)
    : typeof name?.value === 'string' && [name.value];

function* calls(node, source) {
  if (node?.type === 'CallExpression' && node.callee.object?.name === 'figure') {
    const [name] = node.arguments;
    const [texts, written] = [fixed(name), name && source.slice(name.start + 1, name.end - 1)];
    if (texts) yield { method: node.callee.property.name, texts, written, line: node.loc.start.line };
  }
  for (const part of Object.values(node ?? {})) if (typeof part === 'object') yield* calls(part, source);
}

/** What a script exports as `rows`: its value, where that is written, and its line. */
const rows = ({ body }) => {
  const exported = body.flatMap(
    ({ type, declaration }) => (type === 'ExportNamedDeclaration' && declaration?.declarations) || [],
  );
  const [said] = exported.filter(({ id }) => id.name === 'rows');
  return said && { value: `${said.init?.value}`, line: said.loc.start.line };
};

const read = (source) => {
  try {
    const tree = parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
    return { calls: [...calls(tree, source)], rows: rows(tree) };
  } catch (error) {
    return { wrong: error.message, line: error.loc.line };
  }
};

process.stdout.write(JSON.stringify((await json(process.stdin)).map(read)));
