// A small service of policies for the sample "Policy review": GET and PUT /policies/<id>, as JSON.
// Start it with `node examples/policy-review/service.mjs`; it prints where it listens and forgets everything when it ends.
import { createServer } from 'node:http';

const policies = new Map([
  ['remote-work', { id: 'remote-work', title: 'Working from elsewhere', version: 3, mustSay: ['who decides', 'data protection', 'reachable'], text: 'People may work from home two days a week.' }],
  ['travel', { id: 'travel', title: 'Travel', version: 1, mustSay: ['train', 'receipt'], text: 'Trips are paid.' }],
]);
const largestBody = 1_000_000;

const server = createServer((request, response) => {
  const id = /^\/policies\/([a-z-]+)$/u.exec(String(request.url))?.[1] ?? '';
  /** @type {(status: number, value: object) => void} */
  const answer = (status, value) => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)); };
  const policy = policies.get(id);
  if (policy === undefined) return answer(404, { error: 'There is no such policy.' });
  if (request.method === 'GET') return answer(200, policy);
  if (request.method !== 'PUT') return answer(405, { error: 'Use GET or PUT.' });
  let body = '';
  request.setEncoding('utf8').on('data', (/** @type {string} */ piece) => {
    body += piece;
    if (body.length > largestBody) request.destroy();
  });
  request.on('end', () => {
    const change = changeIn(body);
    if (change === undefined) return answer(400, { error: 'Send {"text": …, "version": …}.' });
    if (change.version !== policy.version) return answer(409, { error: `It is at version ${policy.version} by now.` });
    const published = { ...policy, text: change.text, version: policy.version + 1 };
    policies.set(id, published);
    answer(200, published);
  });
});

/** @type {(body: string) => { text: string, version: number } | undefined} */
function changeIn(body) {
  try {
    /** @type {unknown} */
    const given = JSON.parse(body);
    if (typeof given !== 'object' || given === null || !('text' in given) || !('version' in given)) return undefined;
    const { text, version } = given;
    return typeof text === 'string' && typeof version === 'number' ? { text, version } : undefined;
  } catch {
    return undefined;
  }
}

server.listen(Number(process.argv[2] ?? 8787), '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}`);
});
