import { isJsonObject, type Json, type JsonObject } from '../domain/model/json.ts';
import { isSettingsSection, type Settings, settingsSchemas } from '../domain/model/settings.ts';
import type { SettingsRepository } from '../domain/ports/settings-repository.ts';
import { patchBetween } from './merge-patch.ts';
import { asJson, readSection } from './section-layers.ts';

/** What stood in the database before settings were files. */
export interface TakeOver {
  /** Nothing where there was nothing, or where it is taken over. */
  readonly sections: () => Promise<JsonObject | undefined>;
  isDue(): Promise<boolean>;
  /** Marks it as taken over, so that a file somebody removes stays removed. */
  done(): Promise<void>;
}

const marker = 'settings-are-files';

export function takeOver(store: SettingsRepository, defaults: Partial<Settings>): TakeOver {
  const sections = async (): Promise<JsonObject | undefined> => {
    const rows = await store.all();
    // Others keep their own rows there.
    const ours = rows.filter((row) => isSettingsSection(row.section));
    if (ours.length === 0 || rows.some((row) => row.section === marker)) return undefined;
    return Object.fromEntries(ours.map(({ section, value }) => [section, patchOf(section, value, defaults)]));
  };
  return {
    sections,
    isDue: async () => (await sections()) !== undefined,
    async done() {
      if ((await sections()) !== undefined) await store.write(marker, true, 0);
    },
  };
}

/** What somebody saved, without what the program says anyway; what does not fit is kept as it stands, so that it is told. */
function patchOf(section: string, value: Json, defaults: Partial<Settings>): Json {
  if (!isSettingsSection(section) || !isJsonObject(value)) return value;
  const read = readSection(section, value);
  if (typeof read === 'string') return value;
  return patchBetween(asJson(defaults[section] ?? settingsSchemas[section].parse({})), asJson(read.value));
}
