// The theme fetches its search index, and a worker to search it, with every page. Here both
// wait until somebody searches; and where they cannot be had, the search says why.
{
  const SEARCH = '[data-md-component="search"], [for="__search"], #__search';

  const tell = (text) => {
    for (const line of document.querySelectorAll('.md-search-result__meta')) {
      line.textContent = text;
    }
  };

  const wanted = new Promise((resolve) => {
    // A page reached from the results marks the words that were searched for.
    if (new URLSearchParams(location.search).has('h')) resolve();
    for (const kind of ['focusin', 'pointerdown', 'change']) {
      document.addEventListener(kind, ({ target }) => target.closest?.(SEARCH) && resolve(), true);
    }
  });

  const check = async ({ target }) => {
    try {
      const { config, docs } = JSON.parse(await target.response.text());
      if (!config || !docs.length) throw new TypeError('nothing to search');
    } catch {
      tell('The search cannot read its index. Reload the page to try again.');
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

  const Worker = window.Worker;

  // Stands for the theme's worker, which starts when it is wanted.
  window.Worker = class extends EventTarget {
    constructor(...options) {
      super();
      this.started = wanted.then(() => {
        const worker = new Worker(...options);
        worker.addEventListener('message', ({ data }) => {
          this.dispatchEvent(new MessageEvent('message', { data }));
        });
        worker.addEventListener('error', () => {
          tell('The search cannot start. Reload the page to try again.');
        });
        return worker;
      });
      this.started.catch(() => {
        tell('The search does not run from a folder: browsers allow it only on a web server.');
      });
    }

    postMessage(...message) {
      this.started.then(
        (worker) => worker.postMessage(...message),
        () => {},
      );
    }

    terminate() {
      this.started.then(
        (worker) => worker.terminate(),
        () => {},
      );
    }
  };
}

// From a folder, without a server, nothing turns a link to a folder into its page.
if (location.protocol === 'file:') {
  document.addEventListener('click', ({ target }) => {
    const link = target.closest?.('a[href]');
    if (link?.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
  });
}
