/** Plays a playlist: by the browser itself where it can, otherwise by hls.js, which is fetched only then. */

const TYPE = 'application/vnd.apple.mpegurl';
const LIBRARY = '/webjars/hls.js/1.4.12/dist/hls.light.min.js';
let library = null;

function load() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = LIBRARY;
    script.onload = () => resolve(window.Hls);
    script.onerror = () => reject(new Error('The player could not be loaded.'));
    document.head.append(script);
  });
  return library;
}

const canPlay = document.createElement('video').canPlayType(TYPE) !== '';

/** @param {boolean} [byLibrary] for a browser that says it can and cannot. @returns {Promise<() => void>} detaches */
export async function attach(video, master, byLibrary = !canPlay) {
  if (!byLibrary) {
    video.src = master;
    return () => { video.removeAttribute('src'); video.load(); };
  }
  const Hls = await load();
  if (!Hls.isSupported()) throw new Error('This browser can play no video here.');
  const hls = new Hls({ maxBufferLength: 12, startLevel: -1 });
  hls.loadSource(master);
  hls.attachMedia(video);
  return () => hls.destroy();
}
