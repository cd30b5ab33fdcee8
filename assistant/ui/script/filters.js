// The filters of the next question: two days, and chosen outlets and languages.
const MOST_OPTIONS = 200;
const chosen = { source: new Set(), language: new Set() };
const facets = { source: [], language: [] };
const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });
const panel = () => find('nq-filters');

function filters() {
  const { since, until } = panel().elements;
  return {
    since: since.value, until: until.value, source: [...chosen.source], language: [...chosen.language],
  };
}

function setFilters(wanted) {
  panel().elements.since.value = wanted.since || '';
  panel().elements.until.value = wanted.until || '';
  for (const name of Object.keys(chosen)) chosen[name] = new Set(wanted[name] || []);
  drawFilters();
}

function without(wanted, name, value) {
  const kept = wanted[name];
  return { ...wanted, [name]: Array.isArray(kept) ? kept.filter((each) => each !== value) : '' };
}

const isFiltered = ({ since, until, source, language }) => Boolean(since || until || source.length || language.length);

function wordsOf(name, value) {
  if (name !== 'language') return value;
  try {
    return languageNames.of(value);
  } catch (error) {
    return value;
  }
}

function drawOptions(name, typed = '') {
  const list = panel().querySelector(`[data-name="${name}"]`);
  const known = new Map(facets[name]);
  // What the address named and the corpus lacks is still shown, so that it can be taken away.
  for (const value of chosen[name]) if (!known.has(value)) known.set(value, 0);
  const wanted = typed.trim().toLowerCase();
  const options = [...known].filter(([value]) => chosen[name].has(value) || value.toLowerCase().includes(wanted));
  list.replaceChildren(...options.slice(0, MOST_OPTIONS).map(([value, count]) => {
    const box = make('input', { type: 'checkbox', name, value, checked: chosen[name].has(value) });
    const words = make('bdi', {}, wordsOf(name, value));
    return make('li', {}, make('label', {}, box, ' ', words, ' ', countOf(count)));
  }));
  list.parentElement.hidden = known.size === 0;
}

// Read out as "Isle Post 12 articles"; the eye needs only the number.
function countOf(count) {
  const unit = make('span', { className: 'nq-hidden' }, count === 1 ? ' article' : ' articles');
  return make('span', { className: 'nq-number' }, String(count), unit);
}

function chipsOf(wanted) {
  const chips = [];
  if (wanted.since) chips.push(['since', wanted.since, `from ${wanted.since}`]);
  if (wanted.until) chips.push(['until', wanted.until, `until ${wanted.until}`]);
  for (const value of wanted.source) chips.push(['source', value, value]);
  for (const value of wanted.language) chips.push(['language', value, wordsOf('language', value)]);
  return chips;
}

function drawFilters() {
  for (const name of Object.keys(chosen)) drawOptions(name, name === 'source' ? find('nq-find-source').value : '');
  const wanted = filters();
  const active = find('nq-active');
  active.replaceChildren(...chipsOf(wanted).map(([name, value, words]) => make(
    'button', { type: 'button', className: 'nq-chip', data: { act: 'lift-filter', name, value } },
    make('span', { className: 'nq-hidden' }, 'Remove the filter '), make('bdi', {}, words), ' ',
    make('span', { 'aria-hidden': 'true' }, '×'),
  )));
  active.hidden = !isFiltered(wanted);
  const last = lastTurn();
  panel().querySelector('[data-act="refilter"]').hidden = !last || JSON.stringify(last.filters) === JSON.stringify(wanted);
}

function fillFacets(found) {
  facets.source = found.sources;
  facets.language = found.languages;
  find('nq-find-source').hidden = found.sources.length < 12;
  drawFilters();
}
