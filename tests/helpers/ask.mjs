// Asks the published search, without a browser: finder.js, its index, and queries on stdin as JSON.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [finder, index] = process.argv.slice(2);
await import(pathToFileURL(finder));

const { docs } = JSON.parse(readFileSync(index, 'utf8'));
const search = new Finder(docs);
const found = {};
for (const query of JSON.parse(readFileSync(0, 'utf8'))) found[query] = search.find(query);
console.log(JSON.stringify(found));
