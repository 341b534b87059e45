/** Wakes a figure when it comes near the window; one that fails stays as it was drawn. */
import { Figure } from './figure.js';

const wake = async (element) => {
  try {
    const { default: live } = await import(`./${element.dataset.figure}.js`);
    live(new Figure(element));
  } catch (error) {
    console.error(`The figure ${element.dataset.figure} stays as drawn:`, error);
  }
};

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    wake(target);
  }
}, { rootMargin: '100%' });

for (const element of document.querySelectorAll('[data-live]')) near.observe(element);
