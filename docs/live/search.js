// The theme fetches its search index, and a worker to search it, with every page. Here the index
// waits until somebody searches, and finder.js takes the worker's place: it is
// lighter, forgives slips, and runs from a folder too. And where they cannot be had, the search says why.
{
  const SEARCH = '[data-md-component="search"], [for="__search"], #__search';
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const { src } = document.currentScript;

  const unread = () => window.__unable('read its index');

  const wanted = new Promise((resolve) => {
    // A page reached from the results marks the words that were searched for.
    if (new URLSearchParams(location.search).get('h')) resolve();
    for (const kind of ['focusin', 'pointerdown', 'change']) {
      document.addEventListener(kind, ({ target }) => target.closest?.(SEARCH) && resolve(), true);
    }
  });

  const finder = wanted.then(
    () =>
      new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = new URL('finder.js', src);
        // Of half a script the browser says that it came.
        script.onload = () => (window.Finder ? resolve(window.Finder) : reject());
        script.onerror = reject;
        document.head.append(script);
      }),
  );
  finder.catch(() => window.__unable('start'));

  // The theme listens for keys alone: what is pasted or spoken into the field comes without one.
  document.addEventListener('input', ({ target }) => {
    if (target.closest(SEARCH)) target.dispatchEvent(new Event('keyup'));
  });

  const check = async ({ target }) => {
    try {
      const { config, docs } = JSON.parse(await target.response.text());
      if (!config || !docs.length) throw new TypeError('nothing to search');
    } catch {
      unread();
    }
  };

  const { open, send } = XMLHttpRequest.prototype;
  const indices = new WeakSet();

  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (`${address}`.endsWith('search/search_index.json')) {
      indices.add(this);
      // Before the theme's own listener, which lets the answer go as soon as it has it.
      this.addEventListener('load', check);
      this.addEventListener('error', check);
    }
    return open.call(this, method, address, ...rest);
  };

  XMLHttpRequest.prototype.send = function (...body) {
    if (!indices.has(this)) return send.apply(this, body);
    wanted.then(() => send.apply(this, body));
  };

  // From a folder it is a script that holds the index.
  document.addEventListener('error', ({ target }) => target.src?.endsWith('search/search_index.js') && unread(), true);

  // Stands for the theme's worker.
  class Search extends EventTarget {
    async postMessage({ type, data }) {
      const Finder = await finder;
      if (type === SETUP && data.docs?.length) {
        this.finder = new Finder(data.docs);
        this.answer(READY);
      } else if (type === QUERY) this.answer(RESULT, { items: this.finder.groups(data) });
    }

    answer(type, data) {
      this.dispatchEvent(new MessageEvent('message', { data: { type, data } }));
    }
  }

  // The theme's successor has a search of its own.
  if (document.querySelector('meta[content^="mkdocs-"]')) window.Worker = Search;

  // From a folder, without a server, nothing turns a link to a folder into its page.
  if (location.protocol === 'file:') {
    document.addEventListener('click', ({ target }) => {
      const link = target.closest?.('a[href]');
      if (link?.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
    });
  }
}
