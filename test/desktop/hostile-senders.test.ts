import fc from 'fast-check';
import { MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/core/app/app.ts';
import { isErrorWire } from '../../src/core/domain/model/error-wire.ts';
import { startShell } from '../../src/main/shell.ts';
import { openSampleHost } from '../contracts/fixture/sample-host.ts';
import { recordedFrame, recordingElectron, type RecordingElectron } from './recording-electron.ts';

const payloads = 10_000;
const ours = 'app://aiwm/';
let host: Host;
let fake: RecordingElectron;
let noted: unknown[];
const faults: unknown[] = [];
const remember = (fault: unknown): void => { faults.push(fault); };
beforeAll(async () => {
  host = await openSampleHost();
  fake = recordingElectron();
  noted = [];
  process.on('unhandledRejection', remember);
  await startShell(fake.electron, {
    preload: '/built/preload.js',
    symbol: '/built/tray.png',
    userData: '/nowhere',
    platform: 'linux',
    start: { words: [], from: '/' },
    listFiles: () => Promise.resolve(new Map([['/', { path: '/index.html', mediaType: 'text/html', isHashed: false }]])),
    openBackend: () => Promise.resolve({ role: 'host', router: host.app.router, log: { warn: (_message, facts) => { noted.push(facts?.['code']); } }, close: () => Promise.resolve() }),
  });
  expect(fake.errors).toEqual([]);
});
afterAll(async () => {
  process.off('unhandledRejection', remember);
  await host.close();
});

const hostile = [
  ['no frame', null],
  ['a page of the web', recordedFrame('https://evil.example/')],
  ['a frame inside the page', recordedFrame(ours, {})],
  ['a host that only begins like ours', recordedFrame('app://aiwm.evil/')],
  ['a file', recordedFrame('file:///app/index.html')],
  ['a data address', recordedFrame('data:text/html,app://aiwm/')],
] as const;
const contents = (): unknown => fake.windows[0]?.webContents;
const samples = (): unknown[] => fc.sample(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true, withTypedArray: true }), payloads);

describe('every channel, to who is not our page', () => {
  it('is all there is', () => {
    expect([...fake.ipcMain.eventNames().map(String), ...fake.invoked.keys()].toSorted()).toEqual(['aiwm:choose-server', 'aiwm:copy', 'aiwm:server', 'aiwm:want-port']);
  });

  it.each(hostile)('refuses %s, whatever is sent', async (_who, senderFrame) => {
    for (const payload of samples()) {
      for (const channel of fake.ipcMain.eventNames()) fake.ipcMain.emit(channel, { sender: contents(), senderFrame }, payload);
      for (const answer of fake.invoked.values()) expect(await answer({ sender: contents(), senderFrame }, payload)).toMatchObject({ failure: { code: 'access_denied' } });
    }

    expect(senderFrame?.given ?? []).toEqual([]);
    expect(fake.copied).toEqual([]);
    expect(noted.length).toBeGreaterThan(0);
    expect(new Set(noted)).toEqual(new Set(['access_denied']));
    // A flood fills no log: it is noted at every power of ten.
    expect(noted.length).toBeLessThanOrEqual(20);
  });
});

describe('our own page, taken over', () => {
  it('gets a failure for all that is no text to copy', async () => {
    const copy = fake.invoked.get('aiwm:copy');
    const event = { sender: contents(), senderFrame: recordedFrame(ours) };
    for (const payload of [...samples().filter((one) => typeof one !== 'string'), 'x'.repeat(2 ** 20 + 1)]) {
      const answer = await copy?.(event, payload);
      expect(answer).toMatchObject({ failure: { code: 'input_invalid' } });
      expect(isErrorWire((answer as { failure: unknown }).failure)).toBe(true);
    }
    expect(fake.copied).toEqual([]);
    expect(await copy?.(event, 'some text')).toEqual({});
    expect(fake.copied).toEqual(['some text']);
  });

  it('breaks nothing with what it sends through its port', async () => {
    const frame = recordedFrame(ours);
    fake.ipcMain.emit('aiwm:want-port', { sender: contents(), senderFrame: frame });
    const port = frame.given[0]?.ports[0];
    if (!(port instanceof MessagePort)) throw new Error('The frame was given no port.');
    const answers: unknown[] = [];
    port.on('message', (answer: unknown) => { answers.push(answer); });

    for (const text of hostileMessages()) port.postMessage(text);
    for (const payload of samples()) {
      try {
        port.postMessage(payload);
      } catch (error) {
        // Some values no port carries.
        if (!(error instanceof DOMException)) throw error;
      }
    }
    port.postMessage(JSON.stringify({ i: 'last', p: { u: '/system/info', b: { json: {} } } }));

    await expect.poll(() => answers.some((answer) => typeof answer === 'string' && answer.includes('"last"'))).toBe(true);
    expect(answers.filter((answer) => typeof answer !== 'string')).toEqual([]);
    expect(faults).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    port.close();
  });
});

/** Messages that look like calls and are none, and calls nobody answers well. */
function hostileMessages(): string[] {
  const urls = ['/', '//', '/system', '/__proto__/constructor', '/system/info/more', '/../system/info', 'system/info', '/system/info?x=%E0%A4%A', `/${'a'.repeat(10_000)}`];
  const bodies = [undefined, null, 7, 'x', [], {}, { json: null }, { json: { __proto__: 1 } }, { json: {}, meta: [[9, 'json', 'x']] }, { json: {}, meta: [[1, '__proto__', 'polluted']] }];
  const calls = urls.flatMap((u) => bodies.map((b, at) => JSON.stringify({ i: `${u.length}-${at}`, p: { u, b } })));
  const types = [0, 2, 3, 4, 5, -1, 'x', null].map((t) => JSON.stringify({ i: 'typed', t, p: { u: '/system/info' } }));
  const cut = fc.sample(fc.string({ unit: 'binary' }), 1000);
  const mutated = fc.sample(fc.tuple(fc.constantFrom(...calls), fc.nat(), fc.string({ unit: 'binary', maxLength: 3 })), payloads).map(([text, at, put]) => `${text.slice(0, at % text.length)}${put}${text.slice((at % text.length) + 1)}`);
  return [...calls, ...types, ...cut, ...mutated, '['.repeat(100_000), `{"i":"h","p":{"u":"/system/info","h":{"content-type":"multipart/form-data"}}}`];
}
