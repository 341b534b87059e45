/** Wakes a figure, or the quiz, when it comes near the window; one that fails stays as it was, and says so. */
const asleep = new Set(document.querySelectorAll('[data-live], .quiz'));

const wake = async (element) => {
  if (!asleep.delete(element)) return;
  near.unobserve(element);
  const { figure } = element.dataset;
  const name = figure ?? 'quiz';
  try {
    const { default: live } = await import(`./${name}.js`);
    live(figure ? new (await import('./figure.js')).Figure(element) : element);
  } catch (error) {
    console.error(`${name} fails:`, error);
    window.__still?.(element);
  }
};

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) wake(target);
  },
  { rootMargin: '100%' },
);

for (const element of asleep) near.observe(element);
// The stylesheet need not say that no script came.
document.body.dataset.awake = '';

// Of a section that no longer waits, Chromium tells the observer only after the next scroll.
document.addEventListener('contentvisibilityautostatechange', ({ target, skipped }) => {
  if (!skipped) for (const element of asleep) if (target.contains(element)) wake(element);
});
