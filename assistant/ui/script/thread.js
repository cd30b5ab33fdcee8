// The conversation. It lives here and not on the server: what a follow-up leans on goes with it.
const LEANT_TURNS = 6;
const turns = new Map();
let newest = 0;
let asking = false;

const lastTurn = () => turns.get(Math.max(0, ...turns.keys()));
const answered = () => [...turns.values()].filter((turn) => turn.answer);
const turnOf = (node) => turns.get(Number(node.closest('.nq-turn').dataset.turn));

function leaningBefore(number) {
  return answered().filter((turn) => turn.number < number).slice(-LEANT_TURNS).flatMap((turn) => turn.said);
}

function shell(number, question, ...body) {
  const title = make('h2', { className: 'nq-question', id: `nq-q${number}`, dir: 'auto', tabIndex: -1 },
    make('span', { className: 'nq-hidden' }, 'You asked: '), question);
  const section = make('section', { className: 'nq-turn', id: `nq-t${number}`, role: 'group', data: { turn: number } }, title, ...body);
  section.setAttribute('aria-labelledby', title.id);
  return section;
}

function waiting(number, question) {
  const spinner = make('span', { className: 'nq-spinner', 'aria-hidden': 'true' });
  return shell(number, question, make('p', { className: 'nq-busy' }, spinner, 'Reading the articles…'));
}

function failed(number, question, message) {
  const again = make('button', { type: 'button', className: 'nq-button', data: { act: 'again' } }, 'Ask again');
  return shell(number, question, make('p', { className: 'nq-error', role: 'alert', dir: 'auto' }, message),
    make('p', { className: 'nq-actions' }, again));
}

function putTurn(section, number) {
  const standing = find(`nq-t${number}`);
  if (standing) standing.replaceWith(section);
  else find('nq-thread').append(section);
  return section;
}

// Asks, as a new turn or in the place of turn `number`; `leaning` is what a follow-up leans on.
async function ask(question, { number = newest + 1, wanted = filters(), leaning = leaningBefore(number) } = {}) {
  if (asking) return false;
  asking = true;
  newest = Math.max(newest, number);
  const again = turns.has(number);
  const turn = { number, question, filters: wanted, leaning, said: [], read: question, answer: null };
  turns.set(number, turn);
  find('nq-welcome').hidden = true;
  into(putTurn(waiting(number, question), number));
  announce('Reading the articles');
  setBusy(true);
  const found = await call('answer', { number, question, history: leaning, ...wanted });
  setBusy(false);
  asking = false;
  if (turns.get(number) !== turn) return true;
  const section = found.error ? failed(number, question, found.error) : fromServer(found.html).firstElementChild;
  putTurn(section, number);
  into(section);
  if (again) section.querySelector('.nq-question').focus({ preventScroll: true });
  if (!found.error) settle(turn, found);
  drawFilters();
  return true;
}

function settle(turn, found) {
  Object.assign(turn, { answer: found.answer, said: found.said, read: found.read });
  announce(found.found ? `${found.found} ${found.found === 1 ? 'quote' : 'quotes'}` : 'Not found in these articles');
  remember(turn.read, turn.filters);
  if (turn === lastTurn()) showAddress(turn);
  find('nq-takeaway').hidden = false;
}

function setBusy(busy) {
  const send = element.querySelector('.nq-send');
  send.setAttribute('aria-disabled', String(busy));
  send.textContent = busy ? 'Reading…' : 'Ask';
}

function askAgain(node, changes = {}) {
  const { number, question, filters: wanted, leaning } = turnOf(node);
  return ask(question, { number, wanted, leaning, ...changes });
}

function dropFilter(button) {
  const { name, value } = button.dataset;
  const turn = turnOf(button);
  const wanted = without(turn.filters, name, value);
  if (turn === lastTurn()) setFilters(wanted);
  return askAgain(button, { wanted });
}

function slicesOf(turn) {
  const shown = turn.answer.quotes.length ? turn.answer.quotes : turn.answer.nearest;
  return shown.map(({ article, start, end, rank }) => ({ article: article.id, start, end, rank }));
}

function sliceOf(card) {
  const { article, start, end, rank } = card.dataset;
  return { article, start: Number(start), end: Number(end), rank: Number(rank) };
}

function jump(button) {
  const card = find(`nq-t${turnOf(button).number}-quote${button.dataset.rank}`);
  into(card, 'center');
  card.focus({ preventScroll: true });
}

function showPart(button) {
  const part = button.closest('.nq-turn').querySelector(`.${button.dataset.part}`);
  into(part);
  part.focus({ preventScroll: true });
}

async function judge(button) {
  const card = button.closest('.nq-card');
  const rank = card ? Number(card.dataset.rank) : null;
  const answers = button.dataset.answers === 'true';
  const kept = await call('judge', { answer: turnOf(button).answer, rank, answers });
  complain(button, kept.error);
  if (kept.error) return;
  if (!card) {
    told(button, button.dataset.said);
    return;
  }
  for (const each of card.querySelectorAll('[data-act="feedback"]')) each.setAttribute('aria-pressed', String(each === button));
  announce('Noted, thank you');
}

function startAnew() {
  turns.clear();
  find('nq-thread').replaceChildren();
  find('nq-welcome').hidden = false;
  find('nq-takeaway').hidden = true;
  window.history.replaceState(null, '', window.location.pathname);
  document.title = 'newsquote';
  drawFilters();
  find('nq-question').focus();
}
