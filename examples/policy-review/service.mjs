// A small service of policies for the sample "Policy review": GET and PUT /policies/<id>, as JSON.
// Start it with `node examples/policy-review/service.mjs`; it prints where it listens and forgets everything when it ends.
import { createServer } from 'node:http';

const policies = new Map([
  ['remote-work', { id: 'remote-work', title: 'Working from elsewhere', version: 3, mustSay: ['who decides', 'data protection', 'reachable'], text: 'People may work from home two days a week.' }],
  ['travel', { id: 'travel', title: 'Travel', version: 1, mustSay: ['train', 'receipt'], text: 'Trips are paid.' }],
]);
const largestBody = 1_000_000;

const server = createServer(async (request, response) => {
  const id = /^\/policies\/([a-z-]+)$/u.exec(request.url ?? '')?.[1];
  const policy = policies.get(id);
  const answer = (status, value) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (policy === undefined) return answer(404, { error: 'There is no such policy.' });
  if (request.method === 'GET') return answer(200, policy);
  if (request.method !== 'PUT') return answer(405, { error: 'Use GET or PUT.' });
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > largestBody) return answer(413, { error: 'Too large.' });
  }
  const { text, version } = JSON.parse(body);
  if (version !== policy.version) return answer(409, { error: `It is at version ${policy.version} by now.` });
  const published = { ...policy, text, version: version + 1 };
  policies.set(id, published);
  return answer(200, published);
});

server.listen(Number(process.argv[2] ?? 8787), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
