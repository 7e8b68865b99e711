// Every page asks the recorder what to show, draws it with its own render(view), and says that it did.
const pageName = document.body.dataset.page;
let shown = 0;
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
async function follow() {
  try {
    const answer = await fetch(`/view?page=${pageName}&shown=${shown}`);
    const view = await answer.json();
    if (view.turn > shown) {
      await render(view);
      shown = view.turn;
      await fetch(`/view?page=${pageName}&shown=${shown}`);
    }
  } catch (error) { /* the recorder has stopped */ }
  setTimeout(follow, 100);
}
follow();
