/** Asks our API. Throws an Error whose message is the problem's detail. */
export async function get(path) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: 'application/json, application/problem+json' } });
  } catch (cause) {
    throw new Error('The site does not answer; is it still running?', { cause });
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new Error(body?.detail ?? `The site answers with status ${response.status}.`);
  }
  if (body === null) throw new Error('The site answers with something that is not JSON.');
  return body;
}
