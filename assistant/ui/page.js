// Runs once when the thread is on the page; `element`, `trigger`, `server`, `watch` come from Gradio.
const dialog = () => document.getElementById('nq-context');
const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

function fill(found) {
  const box = dialog();
  box.querySelector('h2').textContent = found.error ? 'The article cannot be shown' : found.title;
  box.querySelector('.nq-byline').textContent = found.error ? '' : found.byline;
  const body = box.querySelector('.nq-dialog-body');
  if (found.error) {
    body.textContent = found.error;
    return null;
  }
  const mark = document.createElement('mark');
  mark.textContent = found.quote;
  body.replaceChildren(found.before, mark, found.after);
  return mark;
}

async function showContext(button) {
  button.setAttribute('aria-busy', 'true');
  const { article, start, end } = button.dataset;
  let found;
  try {
    found = await server.show_context([article, Number(start), Number(end)]);
  } catch (error) {
    found = { error: 'The server did not answer. Is it still running?' };
  }
  button.removeAttribute('aria-busy');
  if (dialog().open) return;
  const mark = fill(found);
  dialog().showModal();
  if (mark) mark.scrollIntoView({ block: 'center' });
}

async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain http on another host than this one has no clipboard object.
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (!copied) throw new Error('not copied');
}

async function copyCited(button) {
  const label = 'Copy quote with citation';
  try {
    await copyText(button.dataset.cited);
    button.textContent = 'Copied';
  } catch (error) {
    button.textContent = 'Copying was refused';
  }
  setTimeout(() => { button.textContent = label; }, 2000);
}

element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (!button) return;
  if (button.dataset.act === 'context') showContext(button);
  if (button.dataset.act === 'copy') copyCited(button);
});

document.addEventListener('click', (event) => {
  if (event.target === dialog()) dialog().close();
});

// Once when the question appears and once when its answer takes the place of the busy line.
watch('value', () => {
  const turns = element.querySelectorAll('.nq-turn');
  if (!turns.length) return;
  turns[turns.length - 1].scrollIntoView({ block: 'start', behavior: calm() ? 'auto' : 'smooth' });
});
