import { AppError } from '../domain/model/errors.ts';
import type { SettingsSection } from '../domain/model/settings.ts';
import type { ProfileSettings, SettingsByProfile } from '../domain/ports/config-port.ts';
import { createSettingsReader, type SettingsReader, type SettingsReaderDeps } from './settings-reader.ts';
import { tellAll } from '../domain/model/tell-all.ts';

/** Settings under profiles somebody named, whichever is active. */
export interface PinnedProfiles extends SettingsByProfile {
  /** Tells whoever watches what the files say otherwise since. */
  notice(): Promise<void>;
}

interface Pinned {
  readonly reader: SettingsReader;
  readonly settings: ProfileSettings;
}

/** Each profile is read on its own, from when it is first asked for. */
export function createPinnedProfiles(parts: Omit<SettingsReaderDeps, 'chosen' | 'onChange'>): PinnedProfiles {
  const known = new Map<string, Pinned>();
  const toldElsewhere = (error: unknown): void => {
    // Whoever reads a profile that is gone is told so.
    if (!(error instanceof AppError && error.code === 'not_found')) parts.onFault(error, { area: 'settings' });
  };
  return {
    under(profile) {
      const pinned = known.get(profile) ?? pinnedTo(profile, parts);
      known.set(profile, pinned);
      return pinned.settings;
    },
    async notice() {
      await Promise.all([...known.values()].map(async ({ reader }) => reader.current().catch(toldElsewhere)));
    },
  };
}

function pinnedTo(profile: string, parts: Omit<SettingsReaderDeps, 'chosen' | 'onChange'>): Pinned {
  const listeners = new Set<(section: SettingsSection) => void>();
  const reader = createSettingsReader({
    ...parts,
    chosen: { name: profile, source: 'the run' },
    onChange: (section) => { tellAll(listeners, section); },
    // Told by whoever reads the settings that are active: the files are the same.
    onFault: () => undefined,
  });
  const settings: ProfileSettings = {
    get: async (section) => (await reader.current()).entry(section),
    activeProfile: () => Promise.resolve(profile),
    watch(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
  };
  return { reader, settings };
}
