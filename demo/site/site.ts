// What every page does beside showing itself: copies its code, finds words on the site. Without it the page reads the same.
import { copy } from '../copy.js';
import { openSearch, type Words } from './search.js';

const words = document.querySelector<HTMLElement>('#site-words')!.dataset as unknown as Words;

const find = document.querySelector<HTMLButtonElement>('.find')!;
find.hidden = false;
find.addEventListener('click', () => openSearch(find.dataset['root']!, words));
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event))
    return;
  event.preventDefault();
  openSearch(find.dataset['root']!, words);
});

// A link to a part of this page would leave its list open, over that part.
for (const list of document.querySelectorAll<HTMLElement>('nav[popover]')) {
  list.addEventListener('click', () => list.matches(':popover-open') && list.hidePopover());
}

for (const pre of document.querySelectorAll('pre')) addCopyButton(pre);

// What scrolls has to be reached by keyboard.
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const isWide = target.scrollWidth > target.clientWidth + 1 || target.scrollHeight > target.clientHeight + 1;
    for (const [name, value] of Object.entries({
      tabindex: '0',
      role: 'group',
      'aria-label': target.matches('pre') ? words.code : words.table,
    })) {
      if (isWide) target.setAttribute(name, value);
      else target.removeAttribute(name);
    }
  }
});
for (const target of document.querySelectorAll('pre, .table')) sizes.observe(target);

/** True if the key goes to a text field, or to an element that has keys of its own. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof Element && target.closest('input, textarea, select, [role=listbox], [role=tree]') !== null;
}

function addCopyButton(pre: HTMLPreElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = words.copy;
  button.addEventListener('click', () => {
    void copy(pre.textContent).then((isCopied) => {
      if (isCopied) button.textContent = words.copied;
      else getSelection()?.selectAllChildren(pre);
    });
  });
  button.addEventListener('blur', () => (button.textContent = words.copy));
  const box = document.createElement('div');
  box.className = 'code';
  pre.replaceWith(box);
  box.append(pre, button);
}
