// Leaves in the theme's stylesheets what a page or a script of the site can use, or a stylesheet
// of ours: `node prune.mjs FOLDER SHEET…`.

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
