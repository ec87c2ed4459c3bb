import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { ZipArchive } from '../../../src/core/archives/zip-archive.ts';
import { openHost } from '../../../src/core/app/open-host.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { failureOf } from './failure-of.ts';
import { canaryDefinition, helperDefinition } from './sensitive-definitions.ts';

const canary = 'canary-7f3a-singing';
const second = 'second-bird-19c4';

describe('a run with sensitive values', () => {
  let dataDirectory = '';
  let host: Host;

  const open = async (): Promise<void> => {
    const opened = await openHost({ dataDirectory, samples: [], vaultPassword: () => Promise.resolve('correct horse') });
    if (opened === undefined) throw new Error('there is a host already');
    host = opened;
  };
  const client = (): AppClient => host.app.client(localUser('process'));
  const reader = (): AppClient => host.app.client({ ...localUser('process'), access: 'read' });

  beforeEach(async () => {
    dataDirectory = await realpath(await mkdtemp(join(tmpdir(), 'aiwm-sealed-')));
    await open();
    await client().vault.setup({ kind: 'password', password: 'correct horse' });
    await client().workflows.create({ name: 'Helper', slug: 'helper', definition: helperDefinition });
    await client().workflows.publish({ id: 'helper' });
    await client().workflows.create({ name: 'Canary', slug: 'canary', definition: canaryDefinition });
    await client().workflows.publish({ id: 'canary' });
  });
  afterEach(async () => {
    await host.close();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  /** Names of the files in the data directory that hold the text in any of the forms a value may be written in. */
  const filesWith = async (text: string): Promise<readonly string[]> => {
    const entries = await readdir(dataDirectory, { recursive: true, withFileTypes: true });
    const forms = [text, Buffer.from(text).toString('base64').slice(0, -4), Buffer.from(text).toString('hex'), Buffer.from(text, 'utf16le').toString('latin1')];
    const found = await Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path, 'latin1');
      return forms.some((form) => bytes.includes(form)) || entry.name.includes(text) ? [path.slice(dataDirectory.length + 1)] : [];
    }));
    return found.flat();
  };

  /** Everything that whoever may only read is told of the run. */
  const told = async (id: string): Promise<string> => {
    const by = reader();
    const cards = await by.cards.list({ state: 'open' });
    const answers = await Promise.all([
      by.runs.get({ id }), by.runs.events({ id }), by.runs.state({ id }), by.runs.why({ id }), by.runs.list({}), by.runs.replay({ id }),
      by.artifacts.list({ run: id }), by.approvals.list({}), client().audit.list({}), ...cards.items.map((card) => by.cards.get({ id: card.id })),
    ]);
    const watched: unknown[] = [];
    for await (const line of await by.runs.watch({ id, until: 'settled' })) watched.push(line);
    return JSON.stringify([cards, answers, watched]);
  };

  const start = async (): Promise<string> => {
    const { id } = await client().runs.start({ workflow: 'canary', input: { birth: canary, open: 'plain-word' }, attended: true });
    await host.app.idle();
    return id;
  };

  const answered = async (id: string): Promise<void> => {
    await client().cards.submit({ id, values: { code: second } });
    await host.app.idle();
  };

  it('has none of them in the data directory, nor in anything that readers are told', async () => {
    const id = await start();
    expect(await client().runs.get({ id })).toMatchObject({ status: 'waiting', inputs: { birth: '(sealed)', open: 'plain-word' } });
    expect(await told(id)).not.toContain(canary);
    expect(await filesWith(canary)).toEqual([]);

    await answered(id);
    expect(await client().runs.get({ id })).toMatchObject({ status: 'completed', outputs: { said: '(sealed)', word: 'plain-word' } });
    const all = await told(id);
    for (const secret of [canary, second]) {
      expect(all).not.toContain(secret);
      expect(await filesWith(secret)).toEqual(secret === canary ? ['files/told.txt'] : []);
    }
    // What the workflow is told to write it writes.
    expect(await readFile(join(dataDirectory, 'files/told.txt'), 'utf8')).toContain(canary);
  });

  it('shows a card to whoever may answer it, and goes on after its host was replaced', async () => {
    const id = await start();
    expect(JSON.stringify(await client().cards.get({ id }))).toContain(canary);
    expect(await reader().cards.get({ id })).toMatchObject({ title: '(sealed)', card: { body: '(sealed)' } });

    await host.close();
    await open();
    await answered(id);
    expect(await client().runs.get({ id })).toMatchObject({ status: 'completed' });
    expect(await client().runs.replay({ id })).toMatchObject({ equal: true });
    const { items: [artifact] } = await client().artifacts.list({ run: id });
    expect(artifact).toMatchObject({ name: '(sealed)' });
    const whole = await client().artifacts.get({ id: artifact?.id ?? '' });
    expect(Buffer.from(whole.content, 'base64').toString()).toContain(canary);
    expect(await failureOf(reader().artifacts.get({ id: artifact?.id ?? '' }))).toMatchObject({ code: 'access_denied' });
  });

  it('is bundled without them: masked in every record, and documents made from them left out', async () => {
    const id = await start();
    await answered(id);
    const parts: Buffer[] = [];

    for await (const piece of await client().artifacts.bundle({ run: id })) if (piece.kind === 'chunk') parts.push(Buffer.from(piece.content, 'base64'));

    const files = await new ZipArchive().unpack(Buffer.concat(parts));
    const all = files.map(({ path, bytes }) => `${path}\n${Buffer.from(bytes).toString('latin1')}`).join('\n');
    for (const form of [canary, Buffer.from(canary).toString('base64').slice(0, -4), Buffer.from(canary).toString('hex')]) expect(all).not.toContain(form);
    expect(all).toContain('plain-word');
    const summary = files.find(({ path }) => path === 'summary.json')?.bytes ?? new Uint8Array();
    expect(JSON.parse(Buffer.from(summary).toString())).toMatchObject({ inputs: { birth: '(sealed)' }, documents: [{ name: '(sealed)', leftOut: 'sealed' }] });
    expect(files.map(({ path }) => path)).not.toContain('documents/document');
  });

  it('forks with its values, which stay sealed', async () => {
    const id = await start();
    await answered(id);
    const { items } = await client().runs.events({ id });
    const at = items.findLast((row) => row.type === 'card_requested')?.seq ?? 0;
    const fork = await client().runs.fork({ id, at });
    await host.app.idle();
    await client().cards.submit({ id: fork.id, values: { code: 'other-bird-55' } });
    await host.app.idle();

    expect(await client().runs.get({ id: fork.id })).toMatchObject({ status: 'completed' });
    expect(await client().runs.replay({ id: fork.id })).toMatchObject({ equal: true });
    const compared = await client().runs.compare({ a: id, b: fork.id });
    expect(compared.canonicalEqual).toBe(false);
    expect(JSON.stringify([compared, await told(fork.id)])).not.toMatch(/canary-7f3a|second-bird|other-bird/u);
    expect(await filesWith('other-bird-55')).toEqual([]);
  });

  it('cannot go on without its key, and stays readable', async () => {
    const id = await start();
    await host.close();
    await rm(join(dataDirectory, 'run-keys', `${id}.wrapped`));
    await open();

    expect(await failureOf(client().cards.submit({ id, values: { code: second } }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'key_missing' } });
    expect(await client().runs.get({ id })).toMatchObject({ status: 'waiting', inputs: { birth: '(sealed)' } });
    expect(await client().cards.get({ id })).toMatchObject({ title: '(sealed)' });
  });

  it('takes its key along when retention takes it', async () => {
    const id = await start();
    await client().runs.stop({ id });
    await host.app.idle();
    expect(await readdir(join(dataDirectory, 'run-keys'))).toContain(`${id}.wrapped`);

    await client().runs.prune({ days: 0, dryRun: true });
    expect(await readdir(join(dataDirectory, 'run-keys'))).toContain(`${id}.wrapped`);
    await client().runs.prune({ days: 0, dryRun: false });

    expect(await failureOf(client().runs.get({ id }))).toMatchObject({ code: 'not_found' });
    expect(await readdir(join(dataDirectory, 'run-keys'))).not.toContain(`${id}.wrapped`);
  });

  it('refuses nobody a run that has nothing sensitive, and makes no key for it', async () => {
    await client().runs.start({ workflow: 'helper', input: { given: 'x' } });
    await host.app.idle();
    expect((await readdir(dataDirectory)).includes('run-keys')).toBe(false);
  });

  it('keeps its inputs out of the records of what was asked', async () => {
    await start();
    const { items } = await client().audit.list({});
    const record = items.find((item) => item.operation === 'runs.start');
    expect(record).toMatchObject({ input: { workflow: 'canary' } });
    expect(JSON.stringify(record)).not.toContain('plain-word');
  });
});
