// What the index holds, and a list of its articles that follows the typing.
const TYPING_MS = 150;
let listed = 0;
let typing = null;
let listing = 0;

async function openCorpus() {
  find('nq-corpus').showModal();
  listArticles();
  const found = await call('corpus', null);
  const overview = find('nq-overview');
  if (found.error) overview.replaceChildren(make('p', { className: 'nq-error', role: 'alert' }, found.error));
  else overview.replaceChildren(fromServer(found.html));
}

async function listArticles(offset = 0) {
  const asked = ++listing;
  const matching = find('nq-find-article').value;
  const found = await call('articles', { matching, offset });
  // A slower answer to what was typed before must not replace a newer one.
  if (asked !== listing) return;
  if (found.error) {
    find('nq-article-count').textContent = found.error;
    return;
  }
  const list = find('nq-articles');
  if (!offset) list.replaceChildren();
  list.append(fromServer(found.html));
  listed = offset + found.shown;
  find('nq-article-count').textContent = found.total === 1 ? '1 article' : `${found.total.toLocaleString('en')} articles`;
  find('nq-corpus').querySelector('[data-act="more-articles"]').hidden = listed >= found.total;
}

function typedTitle() {
  clearTimeout(typing);
  typing = setTimeout(() => listArticles(), TYPING_MS);
}
