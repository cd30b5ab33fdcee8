// The script runs once when the page stands; `element` and `server` come from Gradio.
// Text of articles and readers is set as textContent; HTML comes from the server, escaped there.
const find = (id) => document.getElementById(id);
const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const UNREACHABLE = 'The server did not answer. Is it still running? If you asked often, wait a minute.';

function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'data') Object.assign(made.dataset, value);
    else if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function fromServer(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

// Gradio's client writes a failed request to the console and returns nothing.
async function call(name, request) {
  return (await server[name](request)) ?? { error: UNREACHABLE };
}

function announce(text) {
  const line = find('nq-live');
  // The same words twice are read out only if the line was empty between.
  line.textContent = '';
  requestAnimationFrame(() => { line.textContent = text; });
}

function into(target, block = 'start') {
  target.scrollIntoView({ block, behavior: calm() ? 'auto' : 'smooth' });
}

// Shows on a button, for two seconds, what came of pressing it.
function told(button, text) {
  button.dataset.label ??= button.textContent;
  button.textContent = text;
  announce(text);
  clearTimeout(button.timer);
  button.timer = setTimeout(() => { button.textContent = button.dataset.label; }, 2000);
}

// Says beside a button what went wrong, until it is pressed again.
function complain(button, problem) {
  button.parentElement.querySelector('.nq-problem')?.remove();
  if (problem) button.parentElement.append(make('span', { className: 'nq-problem', role: 'alert', dir: 'auto' }, problem));
}

async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain http on another host than this one has no clipboard object.
  const area = make('textarea', { value: text });
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (!copied) throw new Error('not copied');
}

async function copyFrom(button, text) {
  try {
    await copyText(text);
    told(button, 'Copied');
  } catch (error) {
    told(button, 'Copying was refused');
  }
}
