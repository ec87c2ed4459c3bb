import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/domain/model/canonical-json.ts';
import { errorFromWire } from '../../../src/core/domain/model/error-wire.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { sha256Hex } from '../../../src/core/domain/model/sha256.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';

const { client } = await memoryHost();

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'ok', (error: unknown) => errorFromWire(error).code);
}

function sealedWith(bundle: JsonObject, body: JsonObject): JsonObject {
  return { ...bundle, body, checksum: `sha256:${sha256Hex(canonicalJson(body))}` };
}

describe('a bundle of settings', () => {
  it('brings back what it was made of, and says what differs before it does', async () => {
    await client.settings.set({ section: 'appearance', value: { theme: 'dark' } });
    await client.profiles.create({ name: 'try', description: 'For trying' });
    await client.settings.set({ section: 'retention', value: { runDays: 5 }, into: 'try' });
    const { bundle } = await client.settings.export({});
    await client.settings.save({ changes: { appearance: { theme: 'light' }, server: { port: 5000 } } });
    await client.settings.reset({ section: 'retention', into: 'try' });

    const dry = await client.settings.import({ bundle, dryRun: true });
    expect(dry).toMatchObject({ applied: false, differences: [{ where: 'user', path: 'appearance.theme', before: 'light', after: 'dark' }, { where: 'try', path: 'retention', after: { runDays: 5 } }] });
    expect((await client.settings.get({ section: 'appearance' })).value).toEqual({ theme: 'light' });

    expect(await client.settings.import({ bundle })).toEqual({ ...dry, applied: true });
    expect((await client.settings.get({ section: 'appearance' })).value).toEqual({ theme: 'dark' });
    expect((await client.profiles.get({ name: 'try' })).values).toEqual({ retention: { runDays: 5 } });
    // What the bundle does not speak of stays, unless it is to replace everything.
    expect((await client.settings.get({ section: 'server' })).value).toEqual({ port: 5000 });
    await client.settings.import({ bundle, replace: true });
    expect((await client.settings.get({ section: 'server' })).value).toEqual({ port: 4319 });
    expect((await client.settings.export({})).bundle).toEqual(bundle);
  });

  it('names the credentials that are not here', async () => {
    const { bundle } = await client.settings.export({});
    const body = bundle['body'] as JsonObject;
    const withKey = sealedWith(bundle, { ...body, credentials: [{ connector: 'claude', label: 'prod', isDefault: true }] });

    expect((await client.settings.import({ bundle: withKey, dryRun: true })).warnings).toEqual([expect.stringMatching(/"prod" of "claude".*aiwm credentials set claude --label prod/u)]);
  });

  it('is refused when it was changed, cut or made by another version, and changes nothing', async () => {
    const { bundle } = await client.settings.export({});
    const before = await client.settings.list({});
    const body = bundle['body'] as JsonObject;

    expect(await codeOf(client.settings.import({ bundle: { ...bundle, body: { ...body, settings: { appearance: { theme: 'light' } } } } }))).toBe('integrity');
    expect(await codeOf(client.settings.import({ bundle: { format: 'aiwm.settings-bundle/1' } }))).toBe('integrity');
    expect(await codeOf(client.settings.import({ bundle: { ...bundle, format: 'aiwm.settings-bundle/2' } }))).toBe('integrity');
    expect(await codeOf(client.settings.import({ bundle: { ...bundle, more: 1 } }))).toBe('integrity');
    // Whole and well vouched for, and still no settings this program could use.
    expect(await codeOf(client.settings.import({ bundle: sealedWith(bundle, { ...body, settings: { server: { port: 5001 }, appearance: { theme: 'pink' } } }) }))).toBe('input_invalid');
    expect(await codeOf(client.settings.import({ bundle: sealedWith(bundle, { ...body, profiles: { '../up': { description: '', sections: {} } } }) }))).toBe('integrity');
    expect(await client.settings.list({})).toEqual(before);
  });

  it('under a passphrase opens with it alone', async () => {
    const { bundle, text } = await client.settings.export({ passphrase: 'correct horse' });
    const sealed = bundle['sealed'] as JsonObject & { readonly content: string };
    const touched = `${sealed.content.startsWith('A') ? 'B' : 'A'}${sealed.content.slice(1)}`;

    expect(text).not.toContain('For trying');
    expect(await codeOf(client.settings.import({ bundle }))).toBe('precondition_failed');
    expect(await codeOf(client.settings.import({ bundle, passphrase: 'wrong horse' }))).toBe('integrity');
    expect(await codeOf(client.settings.import({ bundle: { ...bundle, sealed: { ...sealed, content: touched } }, passphrase: 'correct horse' }))).toBe('integrity');
    expect(await codeOf(client.settings.import({ bundle: { ...bundle, sealed: { ...sealed, kdf: { ...(sealed['kdf'] as JsonObject), memoryKib: 8 } } }, passphrase: 'correct horse' }))).toBe('integrity');
    expect(await client.settings.import({ bundle, passphrase: 'correct horse' })).toMatchObject({ applied: true, differences: [] });
    expect(JSON.stringify((await client.audit.list({ limit: 100 })).items)).not.toContain('correct horse');
  });
});

describe('profiles', () => {
  it('lie over the user’s settings, take a save while they are active, and may take something away', async () => {
    await client.profiles.create({ name: 'night', copyFrom: 'try' });
    await client.profiles.use({ name: 'night' });
    await client.settings.set({ section: 'appearance', value: { theme: 'light' } });

    expect((await client.settings.get({ section: 'appearance' })).value).toEqual({ theme: 'light' });
    expect((await client.profiles.get({ name: 'night' })).values).toEqual({ appearance: { theme: 'light' }, retention: { runDays: 5 } });
    expect((await client.settings.explain({ key: 'appearance.theme' })).layers).toMatchObject([{ layer: 'profile', value: 'light', wins: true }, { layer: 'user', value: 'dark', wins: false }, { layer: 'default', value: 'system' }]);

    await client.profiles.use({ name: 'default' });
    expect((await client.settings.get({ section: 'appearance' })).value).toEqual({ theme: 'dark' });
  });

  it('stay while they are in use, and come back from the history', async () => {
    await client.profiles.use({ name: 'night' });
    expect(await codeOf(client.profiles.remove({ name: 'night' }))).toBe('conflict');
    expect(await codeOf(client.profiles.remove({ name: 'default' }))).toBe('conflict');
    expect(await codeOf(client.profiles.create({ name: 'night' }))).toBe('conflict');
    expect(await codeOf(client.profiles.use({ name: 'nowhere' }))).toBe('not_found');
    expect(await codeOf(client.profiles.create({ name: '../night' }))).toBe('input_invalid');
    await client.profiles.use({ name: 'default' });
    await client.profiles.remove({ name: 'night' });

    const saved = (await client.settings.history({})).items.find(({ where, kind }) => where === 'night' && kind === 'save');
    await client.settings.restore({ id: saved?.id ?? '' });
    expect((await client.profiles.get({ name: 'night' })).values).toMatchObject({ appearance: { theme: 'light' } });
  });
});
