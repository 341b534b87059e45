// Drives a Firefox for firefox.py: a question a line on stdin, its answer a line on stdout.
// A question is {page, call, with, limit}: a method of one of Puppeteer's pages, what it is given,
// and its milliseconds. An answer is {value} or {error}, and what the page `said` meanwhile.
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

const [executablePath, patience] = process.argv.slice(2);
const pages = [];
let browser;

const within = (limit, promise) => {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer in ${limit / 1000} s`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const calls = {
  async start() {
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      timeout: +patience,
      // As a reader who wants no motion, and as on a phone, where scroll bars take no room.
      extraPrefsFirefox: { 'ui.prefersReducedMotion': 1, 'ui.useOverlayScrollbars': 1 },
    });
    return browser.version();
  },
  // A page in a context of its own, which remembers nothing of others; returns its number.
  async open(viewport, script) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const said = [];
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(`${error.message ?? error}`));
    await page.evaluateOnNewDocument(script);
    await page.setViewport(viewport);
    return pages.push({ context, page, said }) - 1;
  },
};

const answer = async (at, call, given) => {
  if (calls[call]) return calls[call](...given);
  const path = call.split('.');
  const method = path.pop();
  const owner = path.reduce((object, key) => object[key], pages[at]);
  const value = await owner[method](...given);
  // Other values belong to Puppeteer, and mean nothing outside of it.
  return method === 'evaluate' ? value : null;
};

for await (const line of createInterface({ input: process.stdin })) {
  const { page, call, with: given, limit } = JSON.parse(line);
  let told;
  try {
    told = { value: (await within(limit, answer(page, call, given))) ?? null };
  } catch (error) {
    told = { error: `${error.message ?? error}` };
  }
  console.log(JSON.stringify({ ...told, said: pages[page]?.said.splice(0) ?? [] }));
}
// Whoever asked is gone: nothing outlives him.
if (browser) await within(5000, browser.close()).catch(() => browser.process().kill('SIGKILL'));
process.exit();
