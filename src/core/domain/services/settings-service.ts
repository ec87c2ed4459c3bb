import { z } from 'zod';
import { AppError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import { isSettingsSection, type SettingsSection, settingsSchemas, settingsSections } from '../model/settings.ts';
import type { ConfigPort, SettingsEntry } from '../ports/config-port.ts';
import type { AreaService } from './area-service.ts';

/** Settings by section, each with the JSON Schema a form is made from. */
export function createSettingsService({ config }: { readonly config: ConfigPort }): AreaService<'settings'> {
  return {
    async list() {
      const entries = await config.all();
      return { items: settingsSections.map((section) => view(section, entries[section])) };
    },
    async get({ section }) {
      const known = knownSection(section);
      return view(known, await config.get(known));
    },
    async set({ section, value, revision }) {
      const known = knownSection(section);
      const expected = revision ?? (await config.get(known)).revision;
      return view(known, await save(config, known, { value, expected }));
    },
  };
}

/** The port checks the value against the section's schema: whatever came in is `input_invalid` unless it fits. */
function save(config: ConfigPort, section: SettingsSection, { value, expected }: { value: Json; expected: number }): Promise<SettingsEntry<SettingsSection>> {
  return config.set(section, value as never, expected);
}

function view(section: SettingsSection, { value, revision }: SettingsEntry<SettingsSection>) {
  return { section, value, revision, schema: z.toJSONSchema(settingsSchemas[section], { io: 'input' }) };
}

function knownSection(section: string): SettingsSection {
  if (isSettingsSection(section)) return section;
  throw new AppError('not_found', `There is no section "${section}" in the settings.`, {
    next: `Use one of: ${settingsSections.join(', ')}.`,
    data: { section },
  });
}
