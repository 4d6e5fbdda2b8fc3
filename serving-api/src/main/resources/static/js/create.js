import { byId, element, link, markSection, show, showProblem } from './dom.js';
import { asMe, identity, signIn } from './identity.js';
import { number } from './format.js';
import { Upload } from './upload.js';

/** A creator's own space: uploads and where they stand, and what the space shares. */

const LOOK_MS = 1_500;
const PPM = 10_000;
const STATES = {
  RECEIVING: 'being sent', QUEUED: 'waits', PROCESSING: 'is made into a clip', READY: 'ready', REFUSED: 'refused', PUBLISHED: 'published',
};

let upload = null;

function bar(sent, of) {
  byId('sent').value = of === 0 ? 0 : sent / of;
  byId('sent-text').textContent = `${number(Math.round(sent / 1024))} of ${number(Math.round(of / 1024))} KiB`;
}

async function send() {
  byId('send').disabled = true;
  show(byId('sending'), true);
  show(byId('pause'), true);
  byId('pause').textContent = 'Pause';
  showProblem(null);
  try {
    if (await upload.run()) {
      upload = null;
      byId('upload').reset();
      byId('status').textContent = 'Everything was sent.';
      show(byId('pause'), false);
    } else {
      byId('status').textContent = 'Paused.';
      byId('pause').textContent = 'Go on';
    }
  } catch (error) {
    showProblem(error);
    byId('pause').textContent = 'Go on';
  } finally {
    // Also after a pause or a refusal: another file may be chosen instead.
    byId('send').disabled = false;
  }
  await look();
}

function entry(one) {
  const state = element('span', { class: one.state === 'REFUSED' ? 'badge bad' : one.state === 'PUBLISHED' ? 'badge good' : 'badge' }, STATES[one.state]);
  const row = element('li', { 'data-upload': one.id, 'data-state': one.state },
    one.poster ? element('img', { src: one.poster, alt: '', width: 54, height: 96 }) : '',
    element('div', null,
      element('b', null, one.state === 'PUBLISHED' ? link('/c/' + encodeURIComponent(one.id), one.title) : one.title), ' ', state,
      one.message ? element('p', null, one.message) : ''));
  if (one.state === 'READY') {
    const publish = element('button', { type: 'button' }, 'Publish');
    publish.addEventListener('click', async () => {
      publish.disabled = true;
      try {
        await asMe('POST', `/v1/contents/${one.id}/publish`);
        showProblem(null);
      } catch (error) {
        showProblem(error);
      }
      await look();
    });
    row.append(publish);
  }
  return row;
}

let shown = '';

async function look() {
  try {
    const { uploads } = await asMe('GET', '/v1/uploads');
    const now = JSON.stringify(uploads);
    if (now === shown) return;
    shown = now;
    byId('uploads').replaceChildren(...uploads.map(entry));
    show(byId('none'), uploads.length === 0);
  } catch (error) {
    showProblem(error);
  }
}

async function shares() {
  const me = await identity();
  byId('account').replaceChildren(link('/people/' + encodeURIComponent(me.account), me.account));
  try {
    const space = await asMe('GET', '/v1/spaces/' + encodeURIComponent(me.account));
    const coming = space.next ?? space;
    byId('owner-share').value = coming.ownerSharePpm / PPM;
    byId('disseminator-share').value = coming.disseminatorSharePpm / PPM;
    byId('shares-now').textContent = `Today you keep ${space.ownerSharePpm / PPM} % of what visitors share, and give ${space.disseminatorSharePpm / PPM} % of your income to those who spread your clips.`;
  } catch (error) {
    showProblem(error);
  }
}

byId('upload').addEventListener('submit', event => {
  event.preventDefault();
  const [file] = byId('file').files;
  if (!file) return;
  upload = new Upload(file, { title: byId('title').value.trim() || file.name, topic: byId('topic').value.trim() }, bar);
  byId('status').textContent = '';
  void send();
});
byId('pause').addEventListener('click', () => {
  if (byId('pause').textContent === 'Pause') upload?.pause();
  else void send();
});
byId('shares').addEventListener('submit', async event => {
  event.preventDefault();
  const me = await identity();
  try {
    await asMe('PUT', '/v1/spaces/' + encodeURIComponent(me.account), {
      body: { ownerSharePpm: Math.round(byId('owner-share').valueAsNumber * PPM), disseminatorSharePpm: Math.round(byId('disseminator-share').valueAsNumber * PPM) },
    });
    showProblem(null);
    byId('shares-status').textContent = 'Kept; it counts from tomorrow (UTC).';
  } catch (error) {
    showProblem(error);
  }
});
byId('as').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    await signIn(byId('as-account').value.trim());
    location.reload();
  } catch (error) {
    showProblem(error);
  }
});
for (const name of ['dragover', 'drop']) {
  byId('upload').addEventListener(name, event => {
    event.preventDefault();
    if (name === 'drop' && event.dataTransfer.files.length > 0) byId('file').files = event.dataTransfer.files;
  });
}

markSection('create');
void shares();
void look();
setInterval(() => { if (document.visibilityState === 'visible') void look(); }, LOOK_MS);
