import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSettingsLock } from '../../../src/core/app/settings-lock.ts';
import { type ConfigService, createConfigService } from '../../../src/core/config/config-service.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';
import type { Settings } from '../../../src/core/domain/model/settings.ts';
import type { SettingsGiven } from '../../../src/core/domain/model/settings-layers.ts';
import { createEventBus } from '../../../src/core/events/event-bus.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';

export interface ConfigHouse {
  readonly config: ConfigService;
  readonly root: string;
  /** The user's own. */
  readonly file: string;
  readonly faults: string[];
  /** As another process has it: another service on the same files, with a lock of its own. */
  readonly other: (given?: SettingsGiven) => Promise<ConfigService>;
  leave(): Promise<void>;
}

export interface ConfigHouseOptions {
  readonly defaults?: Partial<Settings>;
  readonly given?: SettingsGiven;
  readonly rows?: readonly { readonly section: string; readonly value: Json }[];
}

/** Settings in a directory of their own. */
export async function configHouse({ defaults = {}, given = {}, rows = [] }: ConfigHouseOptions): Promise<ConfigHouse> {
  const directory = await mkdtemp(path.join(tmpdir(), 'aiwm-config-'));
  const root = path.join(directory, 'config');
  const faults: string[] = [];
  const store = openMemory().settings;
  for (const { section, value } of rows) await store.write(section, value, 0);
  let at = Date.UTC(2026, 0, 1);
  const make = (here: SettingsGiven): ConfigService =>
    createConfigService({
      root,
      store,
      events: createEventBus({ onListenerError: (_, error) => { throw error; } }),
      clock: { now: () => (at += 1000) },
      exclusively: createSettingsLock(root),
      defaults,
      given: here,
      onFault: (error) => { faults.push(String(error)); },
    });
  return {
    config: make(given),
    root,
    file: path.join(root, 'config.json'),
    faults,
    other: (here = given) => Promise.resolve(make(here)),
    leave: () => rm(directory, { recursive: true, force: true }),
  };
}
