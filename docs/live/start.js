/** Wakes a figure, or the quiz, when it comes near the window; one that fails stays as it was. */
import { Figure } from './figure.js';

const wake = async (element) => {
  const { figure } = element.dataset;
  try {
    const { default: live } = await import(`./${figure ?? 'quiz'}.js`);
    live(figure ? new Figure(element) : element);
  } catch (error) {
    console.error(figure ? `The figure ${figure} stays as drawn:` : 'The quiz stays as it is:', error);
  }
};

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    wake(target);
  }
}, { rootMargin: '100%' });

for (const element of document.querySelectorAll('[data-live], .quiz')) near.observe(element);
