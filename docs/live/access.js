// Six things that the theme's script leaves undone for keyboard, speech and screen readers.

// It acts on single keys (f s / search; n p . , turn pages), which speech input and a slip of
// the hand set off too. Without a modifier they go no further than the document.
const keys = [...'fs/np.,'];

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (keys.includes(key.toLowerCase()) && !ctrlKey && !metaKey && !altKey) event.stopPropagation();
  if (key !== 'Escape') return;
  // Its tooltips stay until the focus or the pointer leaves: Escape takes them away.
  const shown = 'md-tooltip2--active';
  for (const { classList } of document.querySelectorAll(`.${shown}`)) classList.remove(shown);
});

// What it finds and what it copied it tells to the eye alone.
for (const line of document.querySelectorAll('.md-search-result__meta, .md-dialog__inner')) {
  line.role = 'status';
}

// It makes a navigation landmark of every copy button, as soon as the block is seen; and it takes
// the focus away from lines that turn out to fit.
let focused;
document.addEventListener('focusin', ({ target }) => (focused = target));

const blocks = new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    for (const added of addedNodes) if (added.matches?.('.md-code__nav')) added.role = 'none';
    if (type === 'attributes' && target === focused && !target.hasAttribute('tabindex')) {
      target.tabIndex = 0;
      target.focus({ preventScroll: true });
    }
  }
});

// And it lets the keyboard reach the lines that scroll once they are seen, too late for who comes
// by Tab. Of so many columns no phone shows more, nor does a listing on a desk.
const columns = matchMedia('(max-width: 44.984375em)').matches ? 32 : 64;

for (const pre of document.querySelectorAll('pre')) {
  blocks.observe(pre, { childList: true, subtree: true, attributeFilter: ['tabindex'] });
  const code = pre.querySelector('code');
  if (code?.textContent.split('\n').some((line) => line.length > columns)) code.tabIndex = 0;
}

// A table wider than the page scrolls in the theme's wrapper, which the keyboard must reach.
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
  }
});

addEventListener('load', () => {
  for (const wrapper of document.querySelectorAll('.md-typeset__scrollwrap')) {
    wrapper.role = 'group';
    wrapper.ariaLabel = 'Table';
    wide.observe(wrapper);
  }
});
