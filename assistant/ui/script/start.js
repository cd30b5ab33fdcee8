// What the page does when something is pressed, typed or opened.
const box = find('nq-question');

function closeSide() {
  find('nq-side').classList.remove('nq-side-open');
  find('nq-open-side').setAttribute('aria-expanded', 'false');
}

function toggleSide() {
  const open = find('nq-side').classList.toggle('nq-side-open');
  find('nq-open-side').setAttribute('aria-expanded', String(open));
  if (open) find('nq-side').querySelector('input').focus();
}

function grow() {
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + 2}px`;
  const left = box.maxLength - box.value.length;
  find('nq-left').textContent = left <= 50 ? `${left} characters left.` : '';
}

async function send() {
  const question = box.value.trim();
  if (!question) {
    find('nq-left').textContent = 'Type a question first.';
    return;
  }
  if (asking) {
    announce('One question at a time: the last one is still being answered.');
    return;
  }
  box.value = '';
  grow();
  await ask(question);
}

const card = (button) => button.closest('.nq-card');
const section = (button) => button.closest('.nq-turn');
const actions = {
  example: (button) => ask(button.textContent),
  again: (button) => askAgain(button),
  'as-written': (button) => askAgain(button, { leaning: [] }),
  'drop-filter': dropFilter,
  'lift-filter': ({ dataset }) => setFilters(without(filters(), dataset.name, dataset.value)),
  'clear-filters': () => setFilters({ source: [], language: [] }),
  refilter: () => { closeSide(); return askAgain(find(`nq-t${lastTurn().number}`), { wanted: filters() }); },
  recall: ({ dataset }) => recall(Number(dataset.place)),
  'clear-history': () => keep([]),
  context: (button) => openContext(button, sliceOf(card(button)), slicesOf(turnOf(button))),
  previous: () => step(-1),
  next: () => step(1),
  'open-article': (button) => openContext(button, { article: button.dataset.article }, []),
  copy: (button) => copyFrom(button, button.dataset.cited),
  link: (button) => {
    const turn = turnOf(button);
    return copyFrom(button, addressOf(turn.read, turn.filters, card(button) && sliceOf(card(button))));
  },
  jump,
  part: showPart,
  feedback: judge,
  take: (button) => take(button, [turnOf(button)], button.dataset.form),
  'take-thread': (button) => take(button, answered(), button.dataset.form),
  print: (button) => print(section(button)),
  'print-thread': () => print(null),
  'new-thread': startAnew,
  corpus: openCorpus,
  'more-articles': () => listArticles(listed),
};

element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (button) actions[button.dataset.act](button);
  // A click beside a dialog's content closes it.
  if (event.target.tagName === 'DIALOG') event.target.close();
});
find('nq-open-side').addEventListener('click', toggleSide);
// Followed as an address it would load the page anew: Gradio sets a base without the question.
element.querySelector('.nq-skip').addEventListener('click', (event) => {
  event.preventDefault();
  box.focus();
});
find('nq-side').addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !find('nq-side').classList.contains('nq-side-open')) return;
  closeSide();
  find('nq-open-side').focus();
});
find('nq-ask').addEventListener('submit', (event) => { event.preventDefault(); send(); });
box.addEventListener('keydown', (event) => {
  // While a syllable is composed, Enter belongs to the input method.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
box.addEventListener('input', grow);
find('nq-find-article').addEventListener('input', typedTitle);
panel().addEventListener('submit', (event) => event.preventDefault());
panel().addEventListener('input', ({ target }) => {
  if (target.type === 'checkbox') {
    if (target.checked) chosen[target.name].add(target.value);
    else chosen[target.name].delete(target.value);
  }
  const focused = target.type === 'checkbox' ? [target.name, target.value] : null;
  drawFilters();
  // The options were drawn anew; the keyboard stays where it was.
  if (focused) panel().querySelector(`input[name="${focused[0]}"][value="${CSS.escape(focused[1])}"]`)?.focus();
});

async function showExamples() {
  const found = await call('examples', null);
  if (found.error || !found.examples.length) return;
  find('nq-examples').hidden = false;
  find('nq-examples').querySelector('ul').replaceChildren(...found.examples.map((example) => make(
    'li', {}, make('button', { type: 'button', className: 'nq-example', dir: 'auto', data: { act: 'example' } }, example),
  )));
}

async function start() {
  drawHistory();
  const { question, wanted, quote } = addressed();
  setFilters(wanted);
  const corpus = call('corpus', null).then((found) => { if (!found.error) fillFacets(found); });
  if (question) {
    await ask(question, { leaning: [] });
    if (quote) {
      const turn = lastTurn();
      await openContext(null, quote, turn.answer ? slicesOf(turn) : []);
    }
  } else {
    box.focus({ preventScroll: true });
  }
  await corpus;
  await showExamples();
}

start();
