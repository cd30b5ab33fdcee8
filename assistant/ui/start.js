// Runs once when the examples are on the page; `element` and `trigger` come from Gradio.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act="ask"]');
  if (button) trigger('ask', { question: button.textContent });
});
