import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EffectContext, EffectRequest, ProbeAnswer } from '../../../src/core/domain/catalogue/action-kind.ts';
import { standardCatalogue } from '../../../src/core/domain/catalogue/catalogue.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { actionInput, openActionBench, type ActionBench } from './action-bench.ts';

/** The effect an action comes to after its look, as a run would have it in its journal. */
async function afterLook(bench: ActionBench, type: string, config: JsonObject): Promise<EffectRequest> {
  const kind = standardCatalogue.actions.get(type);
  if (kind === undefined) throw new Error(`there is no ${type}`);
  const parsed = kind.config.parse(config);
  const first = kind.next(parsed, actionInput, []);
  const [look] = first.kind === 'effects' ? first.requests : [];
  if (look === undefined) throw new Error('it does not look');
  const { output } = await bench.perform(look);
  const second = kind.next(parsed, actionInput, [{ ok: true, output }]);
  const [wanted] = second.kind === 'effects' ? second.requests : [];
  if (wanted === undefined) throw new Error('it wants nothing');
  return wanted;
}

async function probe(bench: ActionBench, { kind, request }: EffectRequest): Promise<ProbeAnswer['kind'] | undefined> {
  const effect = standardCatalogue.effects.get(kind);
  const context: EffectContext = { ports: bench.ports, key: 'k', attempt: 1, origin: { workflow: 'w', node: 'n', action: 'a', visit: 'n#1' }, signal: new AbortController().signal, onProgress: () => undefined };
  return (await effect?.probe?.(effect.request.parse(request), context))?.kind;
}

const text = (bench: ActionBench, name: string): Promise<string> => readFile(join(bench.folder, name), 'utf8');

async function opened(): Promise<ActionBench> {
  const bench = await openActionBench();
  await writeFile(join(bench.folder, 'a'), 'first');
  return bench;
}

describe('file.move whose end nobody saw', () => {
  it('did not happen while the file has its old name, and is made then', async () => {
    await using bench = await opened();
    const wanted = await afterLook(bench, 'file.move', { from: 'a', to: 'b/c' });

    expect(await probe(bench, wanted)).toBe('did_not_happen');
    expect((await bench.perform(wanted)).output).toEqual({ from: 'a', path: 'b/c', name: 'c', bytes: 5 });
    expect(await probe(bench, wanted)).toBe('happened');
  });

  it('is recognised when it is made again, and leaves a new file of the old name alone', async () => {
    await using bench = await opened();
    const wanted = await afterLook(bench, 'file.move', { from: 'a', to: 'b', overwrite: true });
    const { output } = await bench.perform(wanted);
    await writeFile(join(bench.folder, 'a'), 'came later');

    expect(await probe(bench, wanted)).toBe('happened');
    expect((await bench.perform(wanted)).output).toEqual(output);
    expect([await text(bench, 'a'), await text(bench, 'b')]).toEqual(['came later', 'first']);
  });

  it('is ended when it was killed while the file had both names', async () => {
    await using bench = await opened();
    const wanted = await afterLook(bench, 'file.move', { from: 'a', to: 'b' });
    await link(join(bench.folder, 'a'), join(bench.folder, 'b'));

    expect(await probe(bench, wanted)).toBe('did_not_happen');
    await bench.perform(wanted);

    expect(existsSync(join(bench.folder, 'a'))).toBe(false);
    expect((await stat(join(bench.folder, 'b'))).nlink).toBe(1);
  });

  it('is a question to a person when the file has neither name, and no attempt takes another file for it', async () => {
    await using bench = await opened();
    const wanted = await afterLook(bench, 'file.move', { from: 'a', to: 'b', overwrite: true });
    await bench.perform(wanted);
    await rm(join(bench.folder, 'b'));

    expect(await probe(bench, wanted)).toBe('unknown');
    await expect(bench.perform(wanted)).rejects.toMatchObject({ code: 'not_found', next: expect.any(String) });
    await writeFile(join(bench.folder, 'a'), 'came later');
    await writeFile(join(bench.folder, 'b'), 'somebody else’s');
    expect(await probe(bench, wanted)).toBe('unknown');
    await expect(bench.perform(wanted)).rejects.toMatchObject({ code: 'conflict' });
    expect([await text(bench, 'a'), await text(bench, 'b')]).toEqual(['came later', 'somebody else’s']);
  });
});

describe('file.delete', () => {
  it('made again fails not falsely, and leaves a new file of that name alone', async () => {
    await using bench = await opened();
    const wanted = await afterLook(bench, 'file.delete', { path: 'a' });

    await bench.perform(wanted);
    expect((await bench.perform(wanted)).output).toEqual({ path: 'a', deleted: true });
    await writeFile(join(bench.folder, 'a'), 'came later');
    await bench.perform(wanted);

    expect(await text(bench, 'a')).toBe('came later');
  });

  it('fails where there is nothing, unless it was told not to', async () => {
    await using bench = await opened();

    expect((await bench.run('file.delete', { path: 'a' })).output).toEqual({ path: 'a', deleted: true });
    await expect(bench.run('file.delete', { path: 'a' })).rejects.toMatchObject({ code: 'not_found', next: expect.any(String) });
    expect((await bench.run('file.delete', { path: 'a', failIfMissing: false })).output).toEqual({ path: 'a', deleted: false });
    await expect(bench.run('file.delete', { path: '../a', failIfMissing: false })).rejects.toMatchObject({ code: 'path_denied' });
  });
});

describe('file.rename', () => {
  it('keeps the directory, and takes only a plain name', async () => {
    await using bench = await opened();
    await mkdir(join(bench.folder, 'd'));
    await writeFile(join(bench.folder, 'd', 'x'), 'x');

    expect((await bench.run('file.rename', { path: 'd/x', name: 'ý.txt' })).output).toEqual({ from: 'd/x', path: 'd/ý.txt', name: 'ý.txt', bytes: 1 });

    for (const name of ['../y', 'e/y', String.raw`e\y`, '..']) await expect(bench.run('file.rename', { path: 'd/ý.txt', name })).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(bench.run('file.rename', { path: 'a', name: 'd' })).rejects.toMatchObject({ code: 'path_denied' });
    expect(await text(bench, 'd/ý.txt')).toBe('x');
  });
});

it('a workflow that says which directories it may reach moves, copies and deletes in no others', async () => {
  await using bench = await opened();
  await mkdir(join(bench.folder, 'mine'));
  await writeFile(join(bench.folder, 'mine', 'm'), 'm');
  const permitted = { permissions: { directories: ['mine'] } };
  const denied = { code: 'path_denied', data: { reason: 'not_permitted' } };

  await expect(bench.perform({ kind: 'file.copy', request: { from: 'a', to: 'mine/a' } }, permitted)).rejects.toMatchObject(denied);
  await expect(bench.perform({ kind: 'file.copy', request: { from: 'mine/m', to: 'out' } }, permitted)).rejects.toMatchObject(denied);
  await expect(bench.perform(await afterLook(bench, 'file.move', { from: 'mine/m', to: 'out' }), permitted)).rejects.toMatchObject(denied);
  await expect(bench.perform(await afterLook(bench, 'file.delete', { path: 'a' }), permitted)).rejects.toMatchObject(denied);
  await expect(bench.perform({ kind: 'file.look', request: { path: 'a', failIfMissing: false } }, permitted)).rejects.toMatchObject(denied);
  await bench.perform({ kind: 'file.copy', request: { from: 'mine/m', to: 'mine/n' } }, permitted);

  expect(existsSync(join(bench.folder, 'out'))).toBe(false);
  expect(await text(bench, 'a')).toBe('first');
});
