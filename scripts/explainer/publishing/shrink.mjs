// Rewrites scripts without their comments and long names: `node shrink.mjs FILE…`.

import { readFile, writeFile } from 'node:fs/promises';
import { minify } from 'terser';

for (const path of process.argv.slice(2)) {
  // How many rows of controls a figure has its page knows, for it keeps room for them.
  const text = (await readFile(path, 'utf8')).replace(/^export const rows = .*$/m, '');
  // The names of what is no module are everybody's.
  const module = /^(?:import|export) |\bimport\(/m.test(text);
  const { code } = await minify(text, { module, compress: { ecma: 2022, passes: 3 }, format: { ecma: 2022 } });
  await writeFile(path, code);
}
