/** Comments kept by isso: read, written, changed and taken back. What readers write is only ever shown as text. */
const LONGEST = 65535; // isso's own limit
const PATIENCE = 20_000; // milliseconds

const REASONS = [
  [/ratelimit/, 'Too many comments came from your network within a minute. Wait a minute, then post again.'],
  [/direct responses/, 'Enough comments of yours stand here. Reply to one of them instead.'],
  [/time frame/, 'Your own comment can still be changed: edit it instead of replying to it.'],
  [/Unauthorized|^403 Forbidden/, 'This comment can no longer be changed.'],
  [/^404/, 'This comment is no longer there.'],
  [/^413/, 'The server refuses a comment of this size.'],
  [/^400/, 'The server refuses this comment.'],
];

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const button = (textContent, press) => {
  const made = element('button', { type: 'button', textContent });
  made.addEventListener('click', press);
  return made;
};

async function ask(address, method = 'GET', data) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['Content-Type'] = 'application/json';
  const body = data && JSON.stringify(data);
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(address, { method, headers, body, signal, cache: 'no-store' });
  // A gateway, and some refusals of isso's, answer with a page.
  const answer = await response.json().catch(() => undefined);
  if (!response.ok || answer === undefined) throw new Error(answer?.message ?? `${response.status}`);
  return answer;
}

const why = ({ message }) =>
  REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'The server cannot be reached. Try again.';

/** isso escapes a name before it keeps it, but not a text. */
const unescaped = (name) => name.replace(/&(lt|gt|amp);/g, (_, sign) => ({ lt: '<', gt: '>', amp: '&' })[sign]);

/** isso gives a cookie for each comment that this reader may still change. */
const mine = ({ id }) => new RegExp(`(^|; )${Number(id)}=`).test(document.cookie);

/** Own comments that wait for approval, by their numbers: isso lists them for nobody. */
class Waiting {
  constructor(page) {
    this.key = `comments:${page}`;
  }

  get ids() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key));
      return Array.isArray(kept) ? kept.filter(Number.isInteger) : [];
    } catch {
      return [];
    }
  }

  set ids(ids) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(ids));
    } catch {
      // Storage may be denied; then they are seen again once approved.
    }
  }
}

class Thread {
  constructor(section, status) {
    this.at = section.dataset.at;
    this.page = location.pathname.replace(/index\.html$/, '');
    this.section = section;
    this.status = status;
    this.waiting = new Waiting(this.page);
    this.list = element('ol');
  }

  thread(path = '') {
    return `${this.at}${path}?uri=${encodeURIComponent(this.page)}`;
  }

  say(text) {
    this.status.textContent = text;
  }

  count() {
    const count = this.list.querySelectorAll('li').length;
    this.say(count ? `${count} comment${count > 1 ? 's' : ''}.` : 'No comments yet.');
  }

  async show() {
    const { replies } = await ask(`${this.thread()}&plain=1`);
    for (const comment of replies) {
      this.add(comment);
      for (const reply of comment.replies) this.add(reply);
    }
    const ids = this.waiting.ids.filter((id) => mine({ id }));
    const own = ids.map((id) => ask(`${this.at}id/${id}?plain=1`).catch(() => null));
    const left = (await Promise.all(own)).filter((comment) => comment?.mode === 2);
    this.waiting.ids = left.map(({ id }) => id);
    for (const comment of left) this.add(comment);
    this.section.append(this.list, this.form({ submit: 'Post comment', send: (data) => this.post(data) }));
    this.count();
    for (const text of this.list.querySelectorAll('.comment-text')) this.reach(text);
    document.getElementById(location.hash.slice(1) || '#')?.closest('.comments li')?.scrollIntoView();
  }

  item(id) {
    return id && this.list.querySelector(`#isso-${Number(id)}`);
  }

  add(comment) {
    const parent = this.item(comment.parent);
    const list = parent ? parent.querySelector('ol') ?? parent.appendChild(element('ol')) : this.list;
    const item = element('li', { id: `isso-${Number(comment.id)}`, tabIndex: -1 });
    item.append(this.body(comment));
    list.append(item);
    return item;
  }

  /** Who, when, what, and what may be done. */
  body(comment) {
    const note = (textContent) => element('p', { className: 'comment-note', textContent });
    if (comment.mode === 4) return element('div', {}, note('This comment was deleted.'));
    const name = unescaped(comment.author ?? '') || 'Anonymous';
    const made = new Date(comment.created * 1000);
    const written = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(made);
    const actions = element('p', { className: 'comment-actions' });
    const box = element(
      'div', {},
      element('p', { className: 'comment-by' },
        element('bdi', { textContent: name }), ' ',
        element('time', { dateTime: made.toISOString(), textContent: written })),
      element('p', { className: 'comment-text', dir: 'auto', textContent: comment.text }),
    );
    if (comment.mode === 2) {
      box.append(note('This comment waits for approval. Until then, nobody else sees it.'));
    } else {
      actions.append(button('Reply', ({ target }) => this.reply(comment, box, target)));
    }
    if (mine(comment)) {
      actions.append(
        button('Edit', () => this.edit(comment, box)),
        button('Delete', ({ target }) => this.remove(comment, target)),
      );
    }
    if (actions.childElementCount) box.append(actions);
    return box;
  }

  /** A long text scrolls in itself, and the keyboard must reach it. */
  reach(text) {
    if (text.scrollHeight > text.clientHeight) text.tabIndex = 0;
  }

  form({ submit, send, cancel, text = '', named = true }) {
    const name = element('input', { autocomplete: 'name', maxLength: 100 });
    const area = element('textarea', { rows: 5, value: text });
    const fault = element('p', { className: 'comment-fault', role: 'alert' });
    const post = element('button', { textContent: submit });
    const buttons = element('p', { className: 'comment-actions' }, post);
    const form = element('form', { noValidate: true });
    if (named) form.append(element('label', {}, 'Name (optional)', name));
    form.append(element('label', {}, 'Comment', area), fault, buttons);
    if (cancel) {
      buttons.append(button('Cancel', cancel));
      form.addEventListener('keydown', ({ key }) => key === 'Escape' && cancel());
    }
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (post.disabled) return;
      const words = area.value.trim();
      fault.textContent = this.unfit(words);
      if (fault.textContent) return area.focus();
      post.disabled = true;
      try {
        await send(named ? { text: words, author: name.value.trim() || null } : { text: words });
        area.value = '';
      } catch (error) {
        fault.textContent = why(error);
      }
      post.disabled = false;
    });
    return form;
  }

  unfit(text) {
    const length = [...text].length;
    if (length < 3) return 'Write at least three characters.';
    if (length <= LONGEST) return '';
    return `A comment may have ${LONGEST.toLocaleString('en')} characters; this one has ${length.toLocaleString('en')}.`;
  }

  async post(data) {
    const made = await ask(this.thread('new'), 'POST', { ...data, title: document.title });
    // isso answers with HTML; the text is what was written.
    const comment = { ...made, text: data.text };
    if (comment.mode === 2) this.waiting.ids = [...this.waiting.ids, comment.id];
    const item = this.add(comment);
    this.reach(item.querySelector('.comment-text'));
    this.count();
    item.focus();
  }

  reply(comment, box, opener) {
    if (box.querySelector('form')) return;
    const cancel = () => {
      form.remove();
      opener.focus();
    };
    const send = async (data) => {
      await this.post({ ...data, parent: comment.id });
      form.remove();
    };
    const form = this.form({ submit: 'Post reply', send, cancel });
    box.append(form);
    form.querySelector('input').focus();
  }

  edit(comment, box) {
    const redraw = (changed) => {
      const fresh = this.body(changed);
      form.replaceWith(fresh);
      this.reach(fresh.querySelector('.comment-text'));
      fresh.parentElement.focus();
    };
    const send = async (data) => {
      await ask(`${this.at}id/${comment.id}`, 'PUT', data);
      redraw({ ...comment, ...data });
    };
    const { text } = comment;
    const form = this.form({ submit: 'Save', send, cancel: () => redraw(comment), text, named: false });
    box.replaceWith(form);
    form.querySelector('textarea').focus();
  }

  async remove(comment, pressed) {
    if (!('asked' in pressed.dataset)) {
      pressed.dataset.asked = '';
      pressed.textContent = 'Delete for good';
      return;
    }
    try {
      const left = await ask(`${this.at}id/${comment.id}`, 'DELETE');
      const item = this.item(comment.id);
      if (left) item.firstElementChild.replaceWith(this.body(left));
      else item.remove();
      this.waiting.ids = this.waiting.ids.filter((id) => id !== comment.id);
      this.count();
      this.section.querySelector('h2').focus();
    } catch (error) {
      this.say(why(error));
    }
  }
}

export default (section, status) => new Thread(section, status).show();
