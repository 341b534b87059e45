// Finds the sections and terms that answer what somebody types. A classic script: it must also
// run from a folder, and without a window. What a word stands for is in the entries, not here.
{
  // Words of a question that say nothing of what it is about.
  const IDLE = new Set(
    `a about am an and any are as at be been being between but by call called can could did do does
    doing explain for from get gets give gives go goes had happen happens has have he her his how i if
    in into is it its just let me mean means my need needs not of on or our please should so than that
    the their them then there these they this those to us use used using versus vs want wants was we
    were what whats when where which who why will with work works would you your`.split(/\s+/),
  );

  const CHUNK = /\d+(?:[.,]\d+)*|[\p{L}\p{N}]+[′″]*(?:[-‐_.][\p{L}\p{N}]+)*/gu;
  const ENDINGS =
    /(?:isations?|izations?|ations?|atives?|ated|ates?|ating|ions?|ings?|ed|ly|ised?|ized?|ises|izes|ising|izing|ful|e)$/;

  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'");

  /** A word without its endings: of calibrated, calibrates and calibration one thing is left. */
  const stem = (word) => {
    if (word.length < 4) return word;
    const one = word
      .replace(/ies$/, 'y')
      .replace(/(ss|sh|ch|x)es$/, '$1')
      .replace(/([^su])s$/, '$1');
    const short = one.replace(ENDINGS, '');
    return short.length < 3 ? one : short.replace(/([bdgmnprt])\1$/, '$1').replace(/y$/, 'i');
  };

  /** The words of a text with what they are searched by: the parts of a name, and all in one. */
  const read = (text) =>
    [...text.matchAll(CHUNK)].map(({ 0: chunk, index }) => {
      const parts = /^\d+[.,]\d/.test(chunk)
        ? [chunk]
        : chunk
            .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
            .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
            .split(/[-‐_. ]/);
      const words = parts.map((part) => fold(part).toLowerCase());
      const stems = words.filter((word) => word && !IDLE.has(word)).map(stem);
      const whole = words.length > 1 ? stem(words.join('')) : undefined;
      return { chunk, index, stems, whole };
    });

  const stems = (text) => read(text).flatMap(({ stems, whole }) => (whole ? [...stems, whole] : stems));

  /** How many letters differ, are missing, too many or have changed places; `most` + 1 if more. */
  const slips = (one, two, most) => {
    if (Math.abs(one.length - two.length) > most) return most + 1;
    let before;
    let last = Array.from({ length: two.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= two.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === two[j - 1] ? 0 : 1));
        if (before && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[two.length];
  };

  const count = (words) => {
    const found = new Map();
    for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
    return found;
  };

  const plain = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

  class Finder {
    constructor(docs) {
      this.docs = new Map(docs.map((doc) => [doc.location, doc]));
      this.entries = docs.map((doc) => {
        const blocks = `${doc.text ?? ''}\n${doc.heads ?? ''}`.split('\n').filter(Boolean);
        const passages = blocks.map((text) => ({ text, words: stems(text) }));
        const words = [...passages.flatMap(({ words }) => words), ...stems(doc.code ?? '')];
        const names = [doc.title, ...(doc.names ?? [])].map((name) => new Set(stems(name)));
        const page = this.docs.get(doc.location.split('#')[0])?.title ?? '';
        return {
          doc,
          names,
          passages: passages.map(({ text, words }) => ({ text, words: new Set(words) })),
          text: count(words),
          length: words.length,
          known: new Set([...words, ...names.flatMap((name) => [...name])]),
          page: new Set(stems(page)),
        };
      });
      this.words = new Set(this.entries.flatMap(({ known }) => [...known]));
      this.usual = this.entries.reduce((sum, { length }) => sum + length, 0) / docs.length;
    }

    /** What a word that was typed may stand for, and how well: itself, its beginning, its slip. */
    meant(word, unfinished) {
      const found = new Map();
      const exact = this.words.has(word);
      if (word.length > 2 && (unfinished || !exact)) {
        for (const other of this.words) {
          const part = word.length / other.length;
          if (other.startsWith(word)) found.set(other, exact ? part / 4 : part);
        }
      }
      if (exact) found.set(word, 1);
      if (found.size || word.length < 4 || /\d/.test(word)) return found;
      let least = word.length < 7 ? 1 : 2;
      for (const other of this.words) {
        if (other.length < 4) continue;
        const many = slips(word, other, least);
        if (many > least) continue;
        if (many < least) found.clear();
        least = many;
        found.set(other, 1 - many / 8);
      }
      return found;
    }

    /** What is asked, as a list of what each of its words may mean. */
    asked(query) {
      const chunks = read(query);
      const words = chunks.flatMap(({ stems }) => stems);
      for (const { whole } of chunks) if (whole && this.words.has(whole)) words.push(whole);
      return [...new Set(words)].map((word) => {
        const meant = this.meant(word, word === words.at(-1));
        const best = (has) => {
          let most = 0;
          for (const [other, weight] of meant) most = Math.max(most, weight * has(other));
          return most;
        };
        const within = (set) => best((other) => (set.has(other) ? 1 : 0));
        const known = this.entries.filter(({ known }) => within(known)).length;
        const rarity = 2 + Math.log(1 + (this.entries.length - known + 0.5) / (known + 0.5));
        // The x of a formula says little beside words.
        return { meant, best, within, rarity: /^[a-z]$/.test(word) ? rarity / 4 : rarity };
      });
    }

    /** How well an entry answers: by what it is called, one passage, all its text, and its page. */
    score({ names, text, passages, length, known, page, doc }, asked) {
      const all = asked.reduce((sum, { rarity }) => sum + rarity, 0);
      const mean = (value) => asked.reduce((sum, word) => sum + word.rarity * value(word), 0) / all;
      const share = (set) => mean(({ within }) => within(set));
      const name = Math.max(...names.map((name) => share(name) * this.kept(name, asked)));
      const passage = Math.max(0, ...passages.map(({ words }) => share(words)));
      const often = mean(({ best }) => {
        const many = best((word) => text.get(word) ?? 0);
        return many / (many + 1 + 0.4 * (length / this.usual));
      });
      const covered = mean(({ within }) => (within(known) ? 1 : within(page) && 0.7));
      return (2.5 * name + 0.7 * passage + often) * covered * (doc.boost ?? 1);
    }

    /** How much of a name was asked for. */
    kept(name, asked) {
      if (!name.size) return 0;
      let sum = 0;
      for (const word of name) if (asked.some(({ meant }) => meant.has(word))) sum++;
      return sum / name.size;
    }

    /** The passage that says most, around its first word that was asked for. */
    teaser({ passages }, asked) {
      const value = ({ words }) => asked.reduce((sum, { rarity, within }) => sum + rarity * within(words), 0);
      let best = passages[0];
      for (const other of passages) if (value(other) > value(best)) best = other;
      if (!best) return '';
      const { text } = best;
      const at = read(text).find((word) => this.hit(word, asked))?.index ?? 0;
      const from = at < 160 ? 0 : text.lastIndexOf(' ', at - 80) + 1;
      const cut = text.slice(from, from + 320);
      const end = cut.length < 320 ? cut : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
      return (from ? '… ' : '') + this.marked(end, asked);
    }

    hit({ stems, whole }, asked) {
      return asked.some(({ meant }) => [...stems, whole].some((word) => meant.has(word)));
    }

    marked(text, asked) {
      let [html, last] = ['', 0];
      for (const word of read(text)) {
        if (!this.hit(word, asked)) continue;
        const end = word.index + word.chunk.length;
        html += `${plain(text.slice(last, word.index))}<mark>${plain(word.chunk)}</mark>`;
        last = end;
      }
      return html + plain(text.slice(last));
    }

    /** The best entries, in order, each with its place, title and a passage as HTML. */
    find(query, most = 12) {
      const asked = this.asked(query).filter(({ meant }) => meant.size);
      if (!asked.length) return [];
      const found = this.entries
        .map((entry) => ({ entry, score: this.score(entry, asked) }))
        .filter(({ score }) => score > 0)
        .sort((one, two) => two.score - one.score)
        .slice(0, most);
      return found.map(({ entry, score }) => {
        const [title, text] = [this.marked(entry.doc.title, asked), this.teaser(entry, asked)];
        const words = [...`${title} ${text}`.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word);
        const terms = Object.fromEntries(words.map((word) => [word.toLowerCase(), true]));
        return { location: entry.doc.location, title, text, score, terms };
      });
    }

    /** What was found, as the theme shows it: a page, and under it what stands in it side by side. */
    groups(query) {
      const groups = [];
      for (const { text, ...rest } of this.find(query)) {
        const item = { ...rest, text: text && `<p>${text}</p>` };
        const page = item.location.split('#')[0];
        const last = groups.at(-1);
        // Of one group the theme shows all that is as good as its first; Enter opens the best.
        if (last?.page === page && item.location !== page) {
          last.items.push({ ...item, score: last.items[0].score });
        } else groups.push({ page, items: [item] });
      }
      return groups.map(({ page, items }) =>
        items[0].location === page ? items : [...items, { ...this.docs.get(page), text: '', score: 0, terms: items[0].terms }],
      );
    }
  }

  globalThis.Finder = Finder;
}
