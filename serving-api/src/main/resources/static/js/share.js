import { tell } from './behaviour.js';
import { asMe } from './identity.js';
import { announce } from './view.js';

/** Gives a clip's signed link away: whoever spreads it may earn by it. */
export async function share(view) {
  const { clip } = view;
  let url = new URL('/c/' + encodeURIComponent(clip.content), location.href).href;
  try {
    url = new URL((await asMe('POST', '/v1/links', { body: { content: clip.content } })).url, location.href).href;
  } catch (error) {
    view.state.textContent = `A plain link is shared: ${error.message}`;
  }
  try {
    if (navigator.share) await navigator.share({ title: clip.title, url });
    else await navigator.clipboard.writeText(url);
  } catch (error) {
    if (error.name === 'AbortError') return;
    view.state.textContent = url;
    announce('Copy the link that is shown');
    return;
  }
  view.state.textContent = 'The link is copied.';
  announce('The link is copied');
  clip.shares += 1;
  view.showFigures();
  void tell('SHARE', clip);
}
