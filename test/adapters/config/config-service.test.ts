import { describe, expect, it } from 'vitest';

import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';
import type { ConfigPort } from '../../../src/core/domain/ports/config-port.ts';
import type { SettingsRepository } from '../../../src/core/domain/ports/settings-repository.ts';
import { createConfigService } from '../../../src/core/config/config-service.ts';
import { createEventBus } from '../../../src/core/events/event-bus.ts';

/** The settings table, in memory. */
class SettingsRows implements SettingsRepository {
  readonly rows = new Map<string, { readonly value: Json; readonly revision: number }>();

  async read(section: string): Promise<{ readonly value: Json; readonly revision: number } | undefined> {
    return this.rows.get(section);
  }

  async all(): Promise<readonly { readonly section: string; readonly value: Json; readonly revision: number }[]> {
    return [...this.rows].map(([section, row]) => ({ section, ...row }));
  }

  async write(section: string, value: Json, expectedRevision: number): Promise<number> {
    const revision = this.rows.get(section)?.revision ?? 0;
    if (revision !== expectedRevision) throw new AppError('version_conflict', `"${section}" was saved meanwhile.`);
    this.rows.set(section, { value, revision: revision + 1 });
    return revision + 1;
  }
}

const ownFolder = { allowlist: [{ path: '/data/files', read: true, write: true }] };

function service(): { readonly config: ConfigPort; readonly store: SettingsRows } {
  const store = new SettingsRows();
  const events = createEventBus({ onListenerError: (_, error) => expect.unreachable(String(error)) });
  return { store, config: createConfigService({ store, events, defaults: { fileSandbox: ownFolder } }) };
}

describe('settings', () => {
  it('hold their defaults until somebody saves them', async () => {
    const { config } = service();

    expect(await config.all()).toMatchObject({
      connectors: { value: { llm: 'mock' }, revision: 0 },
      fileSandbox: { value: ownFolder, revision: 0 },
      appearance: { value: { theme: 'system' }, revision: 0 },
      server: { value: { port: expect.any(Number) }, revision: 0 },
    });
  });

  it('hold what was saved, with a rising revision', async () => {
    const { config } = service();

    await config.set('appearance', { theme: 'dark' }, 0);
    await config.set('appearance', { theme: 'light' }, 1);

    expect(await config.get('appearance')).toEqual({ value: { theme: 'light' }, revision: 2 });
  });

  it('refuse a save over a newer one', async () => {
    const { config } = service();
    await config.set('appearance', { theme: 'dark' }, 0);

    await expect(config.set('appearance', { theme: 'light' }, 0)).rejects.toMatchObject({ code: 'version_conflict' });
    expect((await config.get('appearance')).value).toEqual({ theme: 'dark' });
  });

  it('refuse a value that does not fit, and name its place', async () => {
    const { config, store } = service();

    await expect(config.set('server', { port: 70_000 }, 0)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('port') });
    await expect(config.set('server', { port: 80, extra: 1 } as never, 0)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('extra') });
    expect(store.rows.size).toBe(0);
  });

  it('say which saved section is damaged instead of falling back', async () => {
    const { config, store } = service();
    store.rows.set('connectors', { value: { llm: 7 }, revision: 3 });

    await expect(config.get('connectors')).rejects.toMatchObject({ code: 'integrity', message: expect.stringContaining('connectors') });
  });

  it('tell who watches which section was saved, and only after it was', async () => {
    const { config } = service();
    const heard: string[] = [];
    const leave = config.watch((section) => heard.push(section));

    await config.set('appearance', { theme: 'dark' }, 0);
    await config.set('appearance', { theme: 'dark' }, 9).catch(() => undefined);
    leave();
    await config.set('appearance', { theme: 'light' }, 1);

    expect(heard).toEqual(['appearance']);
  });
});
