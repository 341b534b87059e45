// Rewrites scripts without their comments and long names: `node shrink.mjs FILE…`.

import { readFile, writeFile } from 'node:fs/promises';
import { minify } from 'terser';

for (const path of process.argv.slice(2)) {
  const text = await readFile(path, 'utf8');
  // The names of what is no module are everybody's.
  const module = /^(?:import|export) /m.test(text);
  const { code } = await minify(text, { module, compress: { ecma: 2022 }, format: { ecma: 2022 } });
  await writeFile(path, `${code}\n`);
}
