import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createJsonLog } from '../../../src/core/logging/json-log.ts';
import { createLogFiles } from '../../../src/core/logging/log-files.ts';
import { createLogReader } from '../../../src/core/logging/log-reader.ts';
import { createRedactor } from '../../../src/core/logging/redactor.ts';
import { HandedSecrets } from '../../../src/core/vault/handed-secrets.ts';
import { temporaryDirectory } from '../storage/temporary-directory.ts';

const settings = { level: 'info', modules: {}, maxMegabytes: 1, keepFiles: 10 } as const;

async function opened() {
  const directory = await temporaryDirectory();
  const redact = (text: string): string => text;
  const log = createJsonLog({ directory, clock: { now: () => 0 }, redact, onLost: (error) => { throw error; } });
  return { directory, log, book: createLogReader({ directory, redact, flush: log.flush }) };
}

describe('the log', () => {
  it('keeps what is important enough for its module, at once when that changes, newest first', async () => {
    const { log, book } = await opened();
    log.child('commands').debug('not yet');
    log.child('commands').info('one', { correlationId: 'c', runId: 'r', number: 3 });
    log.configure({ ...settings, level: 'error', modules: { commands: 'debug' } });
    log.child('commands').debug('two');
    log.child('host').warn('not any more');

    expect([...book.newest()].map(({ line }) => line)).toMatchObject([{ message: 'two', level: 'debug' }, { message: 'one', module: 'commands', correlationId: 'c', runId: 'r', facts: { number: 3 } }]);
    log.close();
  });

  it('goes on in the next file, keeps as many as it may, and is read across them from any place', async () => {
    const { directory, log, book } = await opened();
    log.configure({ ...settings, keepFiles: 2 });
    for (let number = 0; number < 45; number += 1) {
      log.info(`line ${number}`, { text: 'x'.repeat(15_000), more: 'y'.repeat(15_000), rest: 'z'.repeat(15_000), last: 'z'.repeat(15_000) });
      log.flush();
    }
    expect(await readdir(directory)).toEqual(['aiwm-000002.log', 'aiwm-000003.log']);
    const all = [...book.newest()];
    expect(all[0]?.line.message).toBe('line 44');
    expect(all.length).toBeGreaterThan(18);
    expect([...book.newest(all[9]?.place)].map(({ line }) => line.message)).toEqual(all.slice(10).map(({ line }) => line.message));
    log.close();
  });

  it('is followed across files, half a line waiting for its other half', async () => {
    const { directory, log, book } = await opened();
    const append = createLogFiles(directory, () => ({ maxBytes: 200, keepFiles: 10 }));
    const line = (message: string): string => `${JSON.stringify({ at: '1970-01-01T00:00:00.000Z', level: 'info', module: 'host', message })}\n`;
    append(line('before'));
    const stop = new AbortController();
    const lines = book.follow(book.end(), stop.signal)[Symbol.asyncIterator]();
    append(line('one').slice(0, 20));
    append(line('one').slice(20));
    for (const message of ['two', 'three', 'four']) append(line(message));
    const heard: (string | undefined)[] = [];
    while (heard.length < 4) heard.push((await lines.next()).value?.message);
    expect(heard).toEqual(['one', 'two', 'three', 'four']);
    stop.abort();
    expect((await lines.next()).done).toBe(true);
    log.close();
  });

  it('loses no line of several processes that write and rotate at once', async () => {
    const directory = await temporaryDirectory();
    const program = `
      const { createLogFiles } = await import(${JSON.stringify(path.resolve(import.meta.dirname, '../../../src/core/logging/log-files.ts'))});
      const append = createLogFiles(process.argv[1], () => ({ maxBytes: 20_000, keepFiles: 1000 }));
      for (let n = 0; n < 300; n += 1) append(JSON.stringify({ who: process.argv[2], n, pad: 'p'.repeat(300) }) + '\\n');`;
    await Promise.all(['a', 'b', 'c'].map((who) => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, directory, who])));

    const files = await readdir(directory);
    expect(files.length).toBeGreaterThan(5);
    const lines = (await Promise.all(files.map((file) => readFile(path.join(directory, file), 'utf8')))).join('').trimEnd().split('\n').map((line) => JSON.parse(line) as { who: string; n: number });
    expect(new Set(lines.map(({ who, n }) => `${who}${n}`)).size).toBe(900);
  });
});

describe('what is written', () => {
  const secret = 'p"ä/ss w0rd+?=&';

  it('holds no secret that was handed out, in whatever way it is spelled', () => {
    const handed = new HandedSecrets();
    handed.add(secret, 'f1');
    handed.add('short', 'f2');
    const { text } = createRedactor((given) => handed.redact(given));
    const spelled = [secret, JSON.stringify({ a: secret }), encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString(), Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('hex').toUpperCase()];
    const base64 = ['', 'x', 'xy', 'user:'].flatMap((before) => (['base64', 'base64url'] as const).map((encoding) => Buffer.from(`${before}${secret}${before}`).toString(encoding)));
    for (const given of [...spelled, ...base64]) expect(text(`before ${given} after`), given).toContain('(secret f1)');
    expect(text('a short word')).toBe('a short word');
  });

  it('holds nothing that looks like a key, a token or a private key', () => {
    const { text } = createRedactor((given) => given);
    const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----';
    for (const given of ['sk-proj-abcdefghijklmnop', 'sk-ant-api03-abcdefghij', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'AKIAIOSFODNN7EXAMPLE', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', pem, 'Bearer abcdef123456', 'password=hunter22', '"api_key": "abcdefgh"']) {
      const clean = text(`before ${given} after`);
      expect(clean, given).toContain('(secret)');
      expect(clean).not.toMatch(/abcdefgh|hunter22|MIIabc|EXAMPLE|abcdef123456|c2lnbmF0dXJl/u);
    }
    expect(text('runs.start ended with ok')).toBe('runs.start ended with ok');
  });

  it('holds nothing that stands under the name of a secret, however deep; numbers of tokens stay', () => {
    const { facts } = createRedactor((given) => given);
    expect(facts({ authorization: 'x', a: [{ apiKey: 'y', newPassword: 'z', session_token: 't' }], inputTokens: 5 })).toEqual({ authorization: '(secret)', a: [{ apiKey: '(secret)', newPassword: '(secret)', session_token: '(secret)' }], inputTokens: 5 });
  });
});
