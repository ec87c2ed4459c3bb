import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../../src/core/app/app.ts';
import { type HttpServer, startHttpServer } from '../../../src/server/http-server.ts';
import { openSampleHost, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';

interface SentEvent {
  readonly event: string | undefined;
  readonly id: string | undefined;
  readonly data: unknown;
}

let host: Host;
let server: HttpServer;
let run: string;
beforeAll(async () => {
  host = await openSampleHost();
  server = await startHttpServer(host, { port: 0 });
  run = await waitingRun(host);
});
afterAll(async () => {
  await server.close();
  await host.close();
});

async function listen(path: string, { at = server, headers = {}, signal }: { at?: HttpServer; headers?: { [name: string]: string }; signal?: AbortSignal } = {}) {
  const response = await fetch(`${at.address}${path}`, { headers: { authorization: `Bearer ${at.token}`, ...headers }, ...(signal === undefined ? {} : { signal }) });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  if (response.body === null) throw new Error('The answer has no body.');
  return events(response.body);
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<SentEvent, void, void> {
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string): string | undefined => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const data = field('data');
      if (field('event') !== undefined) yield { event: field('event'), id: field('id'), data: data === undefined ? undefined : JSON.parse(data) };
    }
  }
}

async function messagesOf(stream: AsyncGenerator<SentEvent, void, void>): Promise<SentEvent[]> {
  return (await Array.fromAsync(stream)).filter(({ event }) => event === 'message');
}

describe('streams over HTTP', () => {
  it('number their events as the journal does', async () => {
    const messages = await messagesOf(await listen(`/api/runs/${run}/watch?until=settled`));

    const journal = (await processClient(host.app).runs.events({ id: run })).items.map(({ seq }) => seq);
    expect(messages.map(({ data }) => (data as { seq: number }).seq)).toEqual(journal);
    expect(messages.map(({ id }) => id)).toEqual(journal.map(String));
  });

  it('go on after the last event a reader saw', async () => {
    const whole = await messagesOf(await listen(`/api/runs/${run}/watch?until=settled`));

    const rest = await messagesOf(await listen(`/api/runs/${run}/watch?until=settled`, { headers: { 'last-event-id': whole[1]?.id ?? '' } }));

    expect(rest).toEqual(whole.slice(2));
  });

  it('fail with the same JSON as a whole answer', async () => {
    const stream = await listen('/api/runs/01890a5d-ac96-774b-bcce-b302099a8057/watch');

    expect(await Array.fromAsync(stream)).toEqual([{ event: 'error', id: undefined, data: expect.objectContaining({ code: 'not_found', next: expect.any(String) }) }]);
  });

  it('stop on the server when the reader goes', async () => {
    const before = host.app.openStreams;
    const reader = new AbortController();
    const stream = await listen('/api/cards/watch', { signal: reader.signal });
    expect((await stream.next()).value).toMatchObject({ event: 'message' });
    expect(host.app.openStreams).toBe(before + 1);

    reader.abort();

    await expect.poll(() => host.app.openStreams).toBe(before);
  });

  it('tell their readers when the server closes, and hold nothing back', async () => {
    const other = await startHttpServer(host, { port: 0 });
    const before = host.app.openStreams;
    const stream = await listen('/api/cards/watch', { at: other });
    await stream.next();

    const [rest] = await Promise.all([Array.fromAsync(stream), other.close()]);

    expect(rest).toEqual([{ event: 'error', id: undefined, data: expect.objectContaining({ code: 'interrupted', data: { reason: 'closing' } }) }]);
    expect(host.app.openStreams).toBe(before);
    await expect(fetch(other.address)).rejects.toThrow('fetch failed');
  });
});
