// Answers leave the page as files; the server makes each from the index again, and checks it.
async function take(button, kept, form) {
  const taken = await call('take', { form, answers: kept.map((turn) => turn.answer) });
  complain(button, taken.error);
  if (taken.error) return;
  const address = URL.createObjectURL(new Blob([taken.text], { type: taken.type }));
  make('a', { href: address, download: taken.filename }).click();
  URL.revokeObjectURL(address);
  announce(`Saved ${taken.filename}`);
}

// Prints one turn, or the whole thread.
function print(section) {
  const closed = [...(section || element).querySelectorAll('details.nq-copies:not([open])')];
  for (const each of closed) each.open = true;
  document.body.classList.toggle('nq-print-one', Boolean(section));
  section?.classList.add('nq-printed');
  window.addEventListener('afterprint', () => {
    for (const each of closed) each.open = false;
    document.body.classList.remove('nq-print-one');
    section?.classList.remove('nq-printed');
  }, { once: true });
  window.print();
}
