// The address says which question the page shows; nothing of it is kept by the server.
function addressOf(question, wanted, quote) {
  const address = new URL(window.location.href);
  const theme = address.searchParams.get('__theme');
  address.search = '';
  address.hash = '';
  const named = address.searchParams;
  named.set('q', question);
  for (const name of ['since', 'until']) if (wanted[name]) named.set(name, wanted[name]);
  for (const name of ['source', 'language']) for (const value of wanted[name]) named.append(name, value);
  if (quote) for (const name of ['article', 'start', 'end']) named.set(name, quote[name]);
  else if (theme) named.set('__theme', theme);
  return address.href;
}

function showAddress(turn) {
  window.history.replaceState(null, '', addressOf(turn.read, turn.filters));
  document.title = `${turn.read} – newsquote`;
}

function addressed() {
  const named = new URLSearchParams(window.location.search);
  const wanted = {
    since: named.get('since') || '', until: named.get('until') || '',
    source: named.getAll('source').filter(Boolean), language: named.getAll('language').filter(Boolean),
  };
  const quote = named.get('article') && {
    article: named.get('article'), start: Number(named.get('start')), end: Number(named.get('end')),
  };
  return { question: (named.get('q') || '').trim(), wanted, quote };
}
