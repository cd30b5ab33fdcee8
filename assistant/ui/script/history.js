// What was asked in this browser: kept by the browser alone, the newest first.
const HISTORY_KEY = 'newsquote.history';
const MOST_REMEMBERED = 100;

function remembered() {
  try {
    const kept = JSON.parse(window.localStorage.getItem(HISTORY_KEY));
    return Array.isArray(kept) ? kept.filter((entry) => entry && typeof entry.question === 'string') : [];
  } catch (error) {
    return [];
  }
}

function keep(entries) {
  try {
    if (entries.length) window.localStorage.setItem(HISTORY_KEY, JSON.stringify(entries.slice(0, MOST_REMEMBERED)));
    else window.localStorage.removeItem(HISTORY_KEY);
  } catch (error) {
    // A browser that keeps nothing still answers.
  }
  drawHistory();
}

function remember(question, wanted) {
  const others = remembered().filter((entry) => entry.question !== question);
  keep([{ question, filters: wanted }, ...others]);
}

function drawHistory() {
  const entries = remembered();
  find('nq-history').replaceChildren(...entries.map(({ question }, place) => make(
    'li', {}, make('button', { type: 'button', className: 'nq-link', dir: 'auto', data: { act: 'recall', place } }, question),
  )));
  find('nq-no-history').hidden = entries.length > 0;
  element.querySelector('[data-act="clear-history"]').hidden = entries.length === 0;
}

function recall(place) {
  const entry = remembered()[place];
  if (!entry) return;
  const { since = '', until = '', source = [], language = [] } = entry.filters || {};
  setFilters({ since, until, source, language });
  closeSide();
  ask(entry.question, { leaning: [] });
}
