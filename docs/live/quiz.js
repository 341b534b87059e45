// The quiz: says at once whether an answer is right, and remembers it on this device alone.

// What is denied, full or spoilt counts as nothing; the quiz works without.
const recall = () => ({ ...window.__md_get('quiz') });
const remember = (chosen) => window.__md_set('quiz', chosen);

export default function quiz(box) {
  const questions = [...box.querySelectorAll('.question')];
  const line = box.querySelector('.quiz-score');
  line.innerHTML = '<output></output> <button type="button">Start again</button>';
  const [score, again] = line.children;

  // A question is known by its number and its words: an answer to one that has changed is forgotten.
  const name = (question) => question.querySelector('legend').textContent.trim();
  const own = questions.map(name);
  const kept = recall();
  const chosen = {};
  for (const key of own) if (key in kept) chosen[key] = kept[key];

  function show(question, opened) {
    const inputs = [...question.querySelectorAll('input')];
    const picked = inputs.find((input) => input.value === chosen[name(question)]);
    for (const input of inputs) input.checked = input === picked;
    question.dataset.state = !picked ? '' : picked.matches('[data-right]') ? 'right' : 'wrong';
    if (opened || !picked) question.parentElement.querySelector('details').open = !!picked;
  }

  function count(answered) {
    const of = (state) => questions.filter((q) => q.dataset.state === state).length;
    const right = of('right');
    const done = right + of('wrong');
    const { length } = questions;
    score.style = `--so: ${right / length}; --done: ${done / length}`;
    const so = { right: 'right', wrong: 'not so' }[answered?.dataset.state];
    const said = so ? `Question ${answered.dataset.question}: ${so}. ` : '';
    score.textContent = done
      ? `${said}${right} of ${done} right, ${length - done} to go.`
      : `${length} question${length === 1 ? '' : 's'}.`;
    again.hidden = !done;
  }

  function judge(question) {
    const picked = question?.querySelector(':checked');
    if (!picked) return;
    chosen[name(question)] = picked.value;
    // Another window, or another quiz of the page, may have answered other questions.
    remember({ ...recall(), ...chosen });
    show(question, true);
    count(question);
  }

  // Arrow keys walk through the options: a reader may hear them all, and then choose one with
  // space or enter, or by going on.
  let walking;
  box.addEventListener('keydown', ({ key, target }) => {
    const question = target.closest('.question');
    if (key.startsWith('Arrow')) walking = question;
    if (key !== ' ' && key !== 'Enter') return;
    walking = undefined;
    judge(question);
  });
  box.addEventListener('change', ({ target }) => {
    const question = target.closest('.question');
    if (question && question === walking) question.dataset.state = '';
    else judge(question);
  });
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (walking && !walking.contains(relatedTarget)) judge(walking);
  });
  box.addEventListener('pointerdown', () => (walking = undefined));
  again.addEventListener('click', () => {
    const others = recall();
    for (const key of own) {
      delete chosen[key];
      delete others[key];
    }
    remember(others);
    for (const question of questions) show(question);
    count();
    questions[0].querySelector('input').focus();
  });
  for (const question of questions) show(question);
  count();
  box.dataset.awake = '';
}
