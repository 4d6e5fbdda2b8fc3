/** Text only ever enters a page as text: there is no innerHTML here or in any caller. */

export const byId = id => document.getElementById(id);

/** element('td', {class: 'num'}, 'text', child, …): attributes whose value is null or undefined are left out. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

export const link = (href, text, label) => element('a', { href, 'aria-label': label }, text);

/** One row of a description list. */
export function fact(name, ...values) {
  return element('div', null, element('dt', null, name), element('dd', null, ...values));
}

export function show(node, visible) {
  node.hidden = !visible;
}

export function markSection(section) {
  for (const entry of document.querySelectorAll('nav a')) {
    if (entry.dataset.section === section) entry.setAttribute('aria-current', 'page');
  }
}

/** Shows the message of a failed request, or hides the box when there is none. */
export function showProblem(error) {
  const box = byId('problem');
  box.textContent = error ? error.message : '';
  show(box, Boolean(error));
}

/** A part of this page's path, decoded. */
export function pathPart(position) {
  const part = location.pathname.split('/')[position];
  return part === undefined || part === '' ? null : decodeURIComponent(part);
}
