// A copied formula is a line of text, σ(z) = 1/(1 + e^(−z)), instead of a letter a line.

(() => {
  const SPACED = /^[=<>≤≥≠≈∝∈⇒→⟹⟺+−±×⋅]$/u;

  const group = (text) => (/^[\p{L}\p{N}\p{M}.′″]*$/u.test(text) ? text : `(${text})`);

  function row(texts) {
    let line = '';
    for (const text of texts) {
      // A sign at the start, or after another or a bracket, belongs to what follows.
      const joins = SPACED.test(text) && /[^\s([{|,]$/u.test(line);
      if (joins) line += ` ${text} `;
      else line += text === ',' || /^[∑∏∫]/u.test(text) ? `${text} ` : text;
    }
    return line.trimEnd();
  }

  function linear(node) {
    const kind = node.nodeName;
    const parts = [...(node.children ?? [])].map(linear);
    if (kind === 'mfrac' && parts.length === 2) return `${group(parts[0])}/${group(parts[1])}`;
    if (node.hasAttribute?.('accent')) return row(parts);
    const [, low, high] = /^m(sub|under)?(sup|over)?$/.exec(kind) ?? [];
    const marks = `${low ? '_' : ''}${high ? '^' : ''}`;
    if (marks && parts.length === marks.length + 1)
      return parts[0] + [...marks].map((mark, n) => mark + group(parts[n + 1])).join('');
    if (kind === 'msqrt') return `√${group(row(parts))}`;
    if (kind === 'mspace') return ' ';
    if (kind === 'mtable') return parts.join('\n');
    if (kind === 'mtr') {
      return parts
        .filter(Boolean)
        .join(' ')
        .replace(/ ([=<>≤≥≈]) ?/g, ' $1 ');
    }
    return parts.length ? row(parts) : node.textContent;
  }

  const tidy = (text) => text.replace(/[ \u00a0]+/g, ' ').trim();

  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const within = range.commonAncestorContainer;
    let around = within.closest ? within : within.parentElement;
    let contents = range.cloneContents();
    // A part of a formula stays what it is: a power, a fraction.
    for (; around?.closest('math'); around = around.parentElement) {
      const shell = around.cloneNode();
      shell.append(contents);
      contents = shell;
    }
    const copied = document.createElement('div');
    copied.append(contents);
    if (!copied.querySelector('math')) return;

    event.clipboardData.setData('text/html', copied.innerHTML);
    for (const math of copied.querySelectorAll('math')) math.replaceWith(tidy(linear(math)));
    // Only what is on the page knows which of its parts begin a line.
    copied.className = 'copied';
    document.body.append(copied);
    // biome-ignore lint/performance/useDomNodeTextContent: it breaks lines where the page does.
    event.clipboardData.setData('text/plain', copied.innerText);
    copied.remove();
    event.preventDefault();
  });
})();
