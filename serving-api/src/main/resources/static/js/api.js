/** Asks our API. Throws an Error whose message is the problem's detail, and whose status is the answer's (0: none came). */

function failed(message, status, cause) {
  return Object.assign(new Error(message, { cause }), { status });
}

/** @param {{token?: string, body?: unknown}} [options] what is sent as JSON, and for whom */
export async function ask(method, path, { token, body } = {}) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (cause) {
    throw failed('The site does not answer; is it still running?', 0, cause);
  }
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw failed(answer?.detail ?? `The site answers with status ${response.status}.`, response.status);
  if (answer === null) throw failed('The site answers with something that is not JSON.', response.status);
  return answer;
}

export const get = path => ask('GET', path);
