// Leaves in the theme's stylesheets what a page or a script of the site can use, or a stylesheet
// of ours, and in all of them selectors that cost little: `node prune.mjs FOLDER SHEET…`.

import { glob, readFile, writeFile } from 'node:fs/promises';
import { PurgeCSS } from 'purgecss';

const [folder, ...sheets] = process.argv.slice(2);
const kinds = ['**/*.html', 'assets/javascripts/*.js', '{live,comments}/*.js', '{stylesheets,comments}/*.css'];
const content = [];
for await (const name of glob(kinds, { cwd: folder })) {
  const [raw, extension] = [await readFile(`${folder}/${name}`, 'utf8'), name.split('.').at(-1)];
  content.push({ raw, extension });
}
const pages = content.filter(({ extension }) => extension !== 'css');
const pruned = await new PurgeCSS().purge({ content: pages, css: sheets });

// It looks for a variable's uses in one sheet at a time, and these share theirs.
const used = new Set(
  [...pruned.map(({ css }) => css), ...content.map(({ raw }) => raw)].flatMap((text) =>
    [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name),
  ),
);
for (const { file, css } of pruned) {
  const [{ css: left }] = await new PurgeCSS().purge({
    content: pages,
    css: [{ raw: css }],
    variables: true,
    safelist: { variables: [...used] },
  });
  // The map to the theme's sources no longer fits.
  await writeFile(file, left.replace(/\/\*# sourceMappingURL=.*?\*\//, ''));
}

// To a browser [class] says that any change of a class, the root's too, may restyle all that is
// within. Said of tables alone, it is the classes that tables have.
const classes = pages.flatMap(({ raw }) => [...raw.matchAll(/<table\b[^>]*\bclass=["']?([\w-]+)/g)]);
const bare = `table:not(${[...new Set(classes.map(([, name]) => `.${name}`))].join(', ') || '.none'})`;
for await (const name of glob('{assets/,}stylesheets/*.css', { cwd: folder })) {
  const path = `${folder}/${name}`;
  await writeFile(path, (await readFile(path, 'utf8')).replaceAll('table:not([class])', bare));
}
