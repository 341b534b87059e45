// The theme acts on single keys (f s / search, n p . , turn pages), which speech input and a
// slip of the hand set off too. They go no further than the document; with a modifier they do.
const keys = new Set(['f', 's', '/', 'n', 'p', '.', ',']);

document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  if (keys.has(key.toLowerCase()) && !typing && !ctrlKey && !metaKey && !altKey) {
    event.stopPropagation();
  }
});
