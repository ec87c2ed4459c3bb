import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { createOutgoingClient } from '../../../src/core/http/outgoing-client.ts';
import { isPublicAddress } from '../../../src/core/http/public-address.ts';
import { openNameServer } from './name-server.ts';
import { openPrivateServer, type PrivateServer } from './private-server.ts';

let server: PrivateServer;
beforeAll(async () => { server = await openPrivateServer(undefined, { host: '0.0.0.0' }); });
afterAll(async () => { await server[Symbol.asyncDispose](); });

const client = createOutgoingClient({ allowedPrivateHosts: async () => [] });
const never = new AbortController().signal;

/** Where `P` is the port of the server. */
const spellings: readonly string[] = [
  // Loopback in every number system an address parser knows.
  'http://127.0.0.1:P/', 'http://127.0.0.2:P/', 'http://127.255.255.254:P/', 'http://127.1:P/', 'http://127.0.1:P/', 'http://2130706433:P/', 'http://0x7f000001:P/', 'http://0x7f.1:P/',
  'http://0x7F.0x0.0x0.0x1:P/', 'http://017700000001:P/', 'http://0177.0.0.1:P/', 'http://0177.1:P/', 'http://127.000.000.001:P/', 'http://00000177.0.0.1:P/', 'http://0:P/', 'http://0.0.0.0:P/', 'http://0x0:P/', 'http://00.00:P/', 'http://127.0.0.1.:P/',
  // The same in letters that only look otherwise.
  'http://①②⑦.⓪.⓪.①:P/', 'http://１２７.０.０.１:P/', 'http://127。0。0。1:P/', 'http://%31%32%37.0.0.1:P/', 'http://127%2e0%2e0%2e1:P/', 'http://127.0.0\t.1:P/', ' http://127.0.0.1:P/ ', 'http:127.0.0.1:P/', 'http:/127.0.0.1:P/', 'http:\\\\127.0.0.1:P\\', 'HTTP://127.0.0.1:P/',
  // Names of this machine.
  'http://localhost:P/', 'http://LOCALHOST:P/', 'http://localhost.:P/', 'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:P/', 'http://loc\u00ADalhost:P/', 'http://foo.localhost:P/', 'http://ip6-localhost:P/', 'http://ｌocalhost:P/',
  // IPv6: itself, anything, mapped, compatible, translated, tunnelled, and every local range.
  'http://[::1]:P/', 'http://[0:0:0:0:0:0:0:1]:P/', 'http://[0000:0000::0001]:P/', 'http://[::]:P/', 'http://[::ffff:127.0.0.1]:P/', 'http://[::ffff:7f00:1]:P/', 'http://[::FFFF:7F00:0001]:P/', 'http://[0:0:0:0:0:ffff:127.0.0.1]:P/', 'http://[::127.0.0.1]:P/',
  'http://[::ffff:0:127.0.0.1]:P/', 'http://[64:ff9b::7f00:1]:P/', 'http://[64:ff9b::127.0.0.1]:P/', 'http://[64:ff9b:1::7f00:1]:P/', 'http://[2002:7f00:1::]:P/', 'http://[2001:0:7f00:1::]:P/', 'http://[fe80::1]:P/', 'http://[fe80::1%25lo]:P/', 'http://[fc00::1]:P/', 'http://[fd00:ec2::254]/', 'http://[ff02::1]:P/', 'http://[fec0::1]:P/', 'http://[100::1]:P/', 'http://[2001:db8::1]:P/', 'http://[3fff::1]:P/',
  // Where clouds tell a machine its keys.
  'http://169.254.169.254/latest/meta-data/', 'http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/', 'http://[::ffff:169.254.169.254]/', 'http://[::ffff:a9fe:a9fe]/', 'http://169.254.170.2/', 'http://100.100.100.200/', 'http://192.0.0.192/', 'http://168.63.129.16/',
  // Networks of one’s own, and numbers that are nobody’s.
  'http://10.0.0.1:P/', 'http://10.255.255.255:P/', 'http://172.16.0.1:P/', 'http://172.31.255.254:P/', 'http://192.168.0.1:P/', 'http://3232235777:P/', 'http://100.64.0.1:P/', 'http://192.0.2.1:P/', 'http://198.18.0.1:P/', 'http://203.0.113.7:P/', 'http://224.0.0.1:P/', 'http://240.0.0.1:P/', 'http://255.255.255.255:P/',
  // Somebody else’s name before the place it goes to.
  'http://example.com@127.0.0.1:P/', 'http://user:word@127.0.0.1:P/', 'http://127.0.0.1:P#@example.com/', 'http://127.0.0.1:P\\@example.com/', 'http://127.0.0.1:P/?u=http://example.com', 'https://127.0.0.1:P/',
  // Ways that are not the web.
  'file:///etc/passwd', 'ftp://127.0.0.1:P/', 'gopher://127.0.0.1:P/', 'ws://127.0.0.1:P/', 'data:text/plain,x', 'unix:/var/run/docker.sock', 'http+unix://%2Fvar%2Frun%2Fdocker.sock/', 'mailto:a@b.test', '//127.0.0.1:P/', '127.0.0.1:P', 'http://', 'http://[::1', 'http://127.0.0.1:99999/', 'http://a b/', '',
];

const toServer = (spelling: string): string => spelling.replaceAll(':P', `:${server.port}`);

describe('the outgoing client', () => {
  it('knows at least sixty spellings of places that are not public', () => {
    expect(new Set(spellings).size).toBeGreaterThanOrEqual(60);
  });

  it.each(spellings)('does not ask %j', async (spelling) => {
    const before = server.connections;

    const asked = client.request({ method: 'GET', url: toServer(spelling), timeoutMs: 5000 }, never);

    await expect(asked).rejects.toSatisfy(isRefusal);
    await expect(client.fetch(toServer(spelling))).rejects.toSatisfy(isRefusal);
    expect(server.connections).toBe(before);
  });

  it('says how a host that is meant can be allowed, and names no more of the address than the host', async () => {
    const asked = client.request({ method: 'GET', url: toServer('http://localhost:P/secret-path?key=abc') }, never);

    await expect(asked).rejects.toMatchObject({ code: 'host_denied', message: expect.stringMatching(/^localhost:\d+ leads to \S+, which is not on the public Internet/u), next: expect.stringContaining(`["localhost:${server.port}"]`), data: { reason: 'not_public' } });
    await expect(asked).rejects.toSatisfy((error: AppError) => !JSON.stringify(error.toWire()).includes('secret-path'));
  });

  it('asks a private host that the person allowed, by that very name and port', async () => {
    const allowing = createOutgoingClient({ allowedPrivateHosts: async () => [`127.0.0.1:${server.port}`] });
    const ask = async (url: string) => allowing.request({ method: 'GET', url: toServer(url) }, never);

    expect(new TextDecoder().decode((await ask('http://127.0.0.1:P/')).body)).toBe('private');
    expect((await ask('http://0x7f.1:P/')).status).toBe(200);
    for (const other of ['http://127.0.0.1:1/', 'http://127.0.0.2:P/', 'http://localhost:P/', 'http://[::ffff:127.0.0.1]:P/']) await expect(ask(other)).rejects.toMatchObject({ code: 'host_denied' });
  });

  it('is needed: the platform’s own client goes to most of these places', async () => {
    const reached: string[] = [];
    for (const spelling of spellings.filter((one) => /:P/u.test(one) && /127|localhost|2130706433|0x7f|0177|\[::1?\]/iu.test(one))) {
      try {
        await (await fetch(toServer(spelling), { signal: AbortSignal.timeout(500) })).text();
        reached.push(spelling);
      } catch {
        // Not every spelling is one this machine answers to.
      }
    }
    expect(reached.length).toBeGreaterThan(20);
  });
});

describe('a name', () => {
  it('is refused if any of its addresses is not public, whichever comes first', async () => {
    await using names = await openNameServer({ 'private.test': [['127.0.0.1']], 'mixed.test': [['93.184.216.34', '127.0.0.1']], 'metadata.test': [['169.254.169.254']], 'other.test': [['10.1.2.3', '93.184.216.34']] });
    const guarded = createOutgoingClient({ allowedPrivateHosts: async () => [], resolve: names.resolve });

    for (const name of ['private.test', 'mixed.test', 'metadata.test', 'other.test']) {
      await expect(guarded.request({ method: 'GET', url: `http://${name}:${server.port}/` }, never)).rejects.toMatchObject({ code: 'host_denied' });
    }
    expect([...names.asked.values()]).toEqual([1, 1, 1, 1]);
  });

  it('is asked for once: what its server says the second time leads nowhere', async () => {
    await using trap = await openPrivateServer(undefined, { host: '127.0.0.2' });
    await using good = await openPrivateServer((_request, response) => response.end('good'), { port: trap.port });
    await using names = await openNameServer({ 'rebind.test': [['127.0.0.1'], ['127.0.0.2']], 'naive.test': [['127.0.0.1'], ['127.0.0.2']] });
    const allowing = createOutgoingClient({ allowedPrivateHosts: async () => [`rebind.test:${good.port}`], resolve: names.resolve });

    const answer = await allowing.request({ method: 'GET', url: `http://rebind.test:${good.port}/` }, never);

    expect(new TextDecoder().decode(answer.body)).toBe('good');
    expect(names.asked.get('rebind.test')).toBe(1);
    expect(trap.connections).toBe(0);

    // Who checks first and then asks by name is led astray by the same server.
    const [checked] = await names.resolve('naive.test');
    const [used] = await names.resolve('naive.test');
    expect(checked?.address).toBe('127.0.0.1');
    await (await fetch(`http://${used?.address}:${trap.port}/`)).text();
    expect(trap.connections).toBe(1);
  });

  it('is checked again for every request, also just after one that was let through', async () => {
    let allowed = [`turning.test:${server.port}`];
    await using names = await openNameServer({ 'turning.test': [['127.0.0.1']] });
    const changing = createOutgoingClient({ allowedPrivateHosts: async () => allowed, resolve: names.resolve });
    const ask = async () => changing.request({ method: 'GET', url: `http://turning.test:${server.port}/` }, never);
    expect((await ask()).status).toBe(200);

    allowed = [];

    await expect(ask()).rejects.toMatchObject({ code: 'host_denied' });
    expect(names.asked.get('turning.test')).toBe(2);
  });

  it('is allowed by the next step beside what is allowed already', async () => {
    const other = createOutgoingClient({ allowedPrivateHosts: async () => ['10.0.0.5:8000'] });

    await expect(other.request({ method: 'GET', url: `http://127.0.0.1:${server.port}/` }, never)).rejects.toMatchObject({
      next: `If it is meant, allow it: \`aiwm settings set network.allowedPrivateHosts '["10.0.0.5:8000","127.0.0.1:${server.port}"]'\`.`,
    });
  });

  it('that nobody knows could not be found', async () => {
    await using names = await openNameServer({});
    const guarded = createOutgoingClient({ allowedPrivateHosts: async () => [], resolve: names.resolve });

    await expect(guarded.request({ method: 'GET', url: 'https://nobody.test/' }, never)).rejects.toMatchObject({ code: 'connector_unavailable', message: expect.stringMatching(/^nobody\.test could not be found/u) });
  });
});

it.each(['93.184.216.34', '1.1.1.1', '172.32.0.1', '192.169.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

/** Or a name of this machine that only other systems know. */
function isRefusal(error: unknown): boolean {
  const isUnknown = error instanceof Error && /could not be found/u.test(error.message);
  return isUnknown || (error instanceof AppError && (error.code === 'host_denied' || error.code === 'input_invalid'));
}
