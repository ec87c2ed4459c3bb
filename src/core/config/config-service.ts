import type { ZodError } from 'zod';

import { AppError } from '../domain/model/errors.ts';
import { isSettingsSection, settingsSchemas, settingsSections, type Settings, type SettingsSection } from '../domain/model/settings.ts';
import type { ConfigPort, SettingsEntries, SettingsEntry } from '../domain/ports/config-port.ts';
import type { SettingsRepository } from '../domain/ports/settings-repository.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';

export interface ConfigServiceDeps {
  readonly store: SettingsRepository;
  readonly events: WorkflowEventPublisher;
  /** What a section holds before anybody saved it, where the schema cannot know, such as the directories of this machine. */
  readonly defaults: Partial<Settings>;
}

/** Typed settings over the settings rows. Nothing is cached: a change by another door is seen by the next `get`. */
export function createConfigService({ store, events, defaults }: ConfigServiceDeps): ConfigPort {
  const initial = <S extends SettingsSection>(section: S): SettingsEntry<S> => {
    const value = defaults[section];
    return { value: value === undefined ? parse(section, {}, 'stored') : value, revision: 0 };
  };
  const get = async <S extends SettingsSection>(section: S): Promise<SettingsEntry<S>> => {
    const stored = await store.read(section);
    if (stored === undefined) return initial(section);
    return { value: parse(section, stored.value, 'stored'), revision: stored.revision };
  };

  return {
    get,
    async set(section, value, expectedRevision) {
      const checked = parse(section, value, 'given');
      const revision = await store.write(section, checked, expectedRevision);
      events.publish('settings:changed', { section, revision });
      return { value: checked, revision };
    },
    async all() {
      const entries = await Promise.all(settingsSections.map(async (section) => [section, await get(section)] as const));
      return Object.fromEntries(entries) as unknown as SettingsEntries;
    },
    watch(listener) {
      return events.listen('settings:changed', ({ section }) => {
        if (isSettingsSection(section)) listener(section);
      });
    },
  };
}

function parse<S extends SettingsSection>(section: S, value: unknown, origin: 'given' | 'stored'): Settings[S] {
  const parsed = settingsSchemas[section].safeParse(value);
  if (parsed.success) return parsed.data as Settings[S];
  throw origin === 'given'
    ? new AppError('input_invalid', `The settings of "${section}" do not fit: ${describe(parsed.error)}.`, {
        next: `Correct the value and save again; \`aiwm settings get ${section}\` shows what stands.`,
        data: { section },
      })
    : new AppError('integrity', `The saved settings of "${section}" cannot be read: ${describe(parsed.error)}.`, {
        next: `Save the section again with \`aiwm settings set ${section}\`, or restore a backup.`,
        data: { section },
      });
}

function describe(error: ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'the value'}: ${issue.message}`).join('; ');
}
