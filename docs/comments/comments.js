/** Puts a button in place of the sentence under a page: until it is pressed, nobody is asked for comments. */
const section = document.querySelector('.comments');
const { kind } = section.dataset;
const status = document.createElement('p');
const button = document.createElement('button');

status.role = 'status';
button.type = 'button';
button.textContent = 'Show comments';
const without = section.querySelector('p');
without.replaceWith(button, status);

button.addEventListener('click', async () => {
  button.disabled = true;
  status.textContent = kind === 'giscus' ? 'giscus.app is asked for the comments …' : 'Loading the comments …';
  try {
    const { default: show } = await import(`./${kind}.js`);
    await show(section, status);
    button.remove();
    section.querySelector('h2').focus({ preventScroll: true });
  } catch (error) {
    console.warn('The comments cannot be shown:', error);
    status.textContent = 'The comments cannot be had just now.';
    button.textContent = 'Try again';
    button.disabled = false;
    button.focus({ preventScroll: true });
  }
});
