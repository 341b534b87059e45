/** Comments in GitHub Discussions, in a frame of giscus.app: it signs readers in and out, and says how high it is. */
const HOST = 'https://giscus.app';
const SESSION = 'giscus-session';

/** Who signs in comes back to this page with a session in its address. */
function session(address) {
  const brought = address.searchParams.get('giscus');
  address.searchParams.delete('giscus');
  try {
    if (brought) localStorage.setItem(SESSION, JSON.stringify(brought));
    return brought ?? JSON.parse(localStorage.getItem(SESSION)) ?? '';
  } catch {
    return brought ?? '';
  } finally {
    if (brought) history.replaceState(history.state, '', address);
  }
}

const theme = () => (document.body.dataset.mdColorScheme === 'slate' ? 'dark' : 'light');

function source({ repo, repoId, category, categoryId }) {
  const address = new URL(location);
  const known = session(address);
  address.hash = '';
  const term = address.pathname.replace(/(index)?\.html$|^\/|\/$/g, '') || 'index';
  const asked = {
    origin: address, session: known, theme: theme(), repo, repoId, category, categoryId, term,
    strict: 1, reactionsEnabled: 1, emitMetadata: 0, inputPosition: 'bottom', backLink: address,
    description: document.querySelector('meta[name=description]')?.content ?? '',
  };
  return `${HOST}/en/widget?${new URLSearchParams(asked)}`;
}

export default function show(section, status) {
  const frame = document.createElement('iframe');
  frame.title = 'Comments on GitHub';
  frame.allow = 'clipboard-write';
  frame.src = source(section.dataset);

  addEventListener('message', ({ origin, source: from, data }) => {
    if (origin !== HOST || from !== frame.contentWindow || !data?.giscus) return;
    const { resizeHeight, signOut, error } = data.giscus;
    if (resizeHeight > 0) frame.height = Math.ceil(resizeHeight);
    if (resizeHeight > 0) status.textContent = '';
    const expired = /Bad credentials|Invalid state value|State has expired/.test(error);
    if ((expired || signOut) && localStorage.getItem(SESSION)) {
      localStorage.removeItem(SESSION);
      frame.src = source(section.dataset);
    } else if (error && !/Discussion not found/.test(error)) {
      status.textContent = `giscus says: ${error}`;
    }
  });
  const follow = () => frame.contentWindow.postMessage({ giscus: { setConfig: { theme: theme() } } }, HOST);
  new MutationObserver(follow).observe(document.body, { attributeFilter: ['data-md-color-scheme'] });
  section.append(frame);
}
