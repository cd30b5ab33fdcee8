// The article around a quote; `steps` are the quotes of the same answer, to walk through.
const dialog = () => find('nq-context');
let steps = [];
let place = 0;

const sameSlice = (one, other) => one.article === other.article && one.start === other.start && one.end === other.end;

function fillContext(found) {
  const box = dialog();
  box.querySelector('h2').textContent = found.error ? 'The article cannot be shown' : found.title;
  box.querySelector('.nq-byline').textContent = found.error ? '' : found.byline;
  // The server lets only addresses of web pages pass.
  const link = find('nq-context-link');
  link.hidden = !found.link;
  if (found.link) link.href = found.link;
  else link.removeAttribute('href');
  const body = box.querySelector('.nq-dialog-body');
  body.lang = found.language || '';
  if (found.error) {
    body.textContent = found.error;
    return;
  }
  body.replaceChildren(...found.pieces.map(({ text, mark }) => {
    if (!mark) return text;
    return make('mark', { className: mark === 'quote' ? 'nq-this' : 'nq-other', tabIndex: -1 }, text);
  }));
}

function drawSteps() {
  const bar = find('nq-steps');
  bar.hidden = steps.length < 2;
  find('nq-place').textContent = `Quote ${place + 1} of ${steps.length}`;
}

async function showSlice(slice) {
  const others = steps.filter((each) => each.article === slice.article).map(({ start, end }) => [start, end]);
  const quote = slice.end ? [slice.start, slice.end] : null;
  const found = await call('context', { article: slice.article, quote, others });
  fillContext(found);
  drawSteps();
  const opened = !dialog().open;
  if (opened) dialog().showModal();
  const mark = dialog().querySelector('mark.nq-this');
  // Reading aloud begins at the quote and not at the article's first word.
  if (opened) mark?.focus({ preventScroll: true });
  if (mark) mark.scrollIntoView({ block: 'center' });
  else dialog().querySelector('.nq-dialog-body').scrollTop = 0;
}

async function openContext(button, slice, among) {
  steps = among;
  place = Math.max(0, among.findIndex((each) => sameSlice(each, slice)));
  button?.setAttribute('aria-busy', 'true');
  await showSlice(slice);
  button?.removeAttribute('aria-busy');
}

function step(by) {
  place = (place + by + steps.length) % steps.length;
  showSlice(steps[place]);
}
