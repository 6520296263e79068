import '../../src/define.ts';
import { address, freshAddress } from '../address.ts';

// The elements are in the page's HTML, between the header and the script; here in a template, which all of these apps fill.
const app = document.querySelector('#app');
app.append(document.querySelector('#plain').content.cloneNode(true));

const received = app.querySelector('#received');
const rooms = app.querySelector('#rooms');
const left = app.querySelector('#left');
const right = app.querySelector('#right');
const pair = right.parentElement;

let count = 0;

/** Lists a message, and keeps the last 50. */
function add({ target, data }) {
  const item = document.createElement('li');
  item.value = ++count;
  item.textContent = `${target.id}: ${String(data)}`;
  received.append(item);
  if (received.childElementCount > 50) received.firstElementChild.remove();
}

for (const echo of app.querySelectorAll('ws-echo')) echo.url = echo === right ? freshAddress : address;
left.addEventListener('message', add);
right.addEventListener('message', add);

app.querySelector('#say').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  left.send(String(new FormData(form).get('text')));
  form.reset();
});

onToggle('#pause', (isPaused) => {
  if (isPaused) left.removeEventListener('message', add);
  else left.addEventListener('message', add);
});

// Removing an element closes its socket with 1000; the same element connects anew when it is back.
onToggle('#leave', (isAway) => (isAway ? right.remove() : pair.append(right)));

app.querySelector('#reverse').addEventListener('click', () => {
  // An element that is moved keeps its socket.
  for (const room of [...rooms.children].reverse()) rooms.append(room);
});

function onToggle(selector, act) {
  const button = app.querySelector(selector);
  button.addEventListener('click', () => {
    const isPressed = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isPressed));
    act(isPressed);
  });
}
