import type { Settings, SettingsSection } from '../model/settings.ts';

/** A section as it stands: what every layer says of it taken together, defaults filled in. */
export interface SettingsEntry<S extends SettingsSection> {
  readonly value: Settings[S];
  /** What a writer passes back; 0 while nobody has saved the section. It says that something changed, not how often. */
  readonly revision: number;
}

export type SettingsEntries = { readonly [S in SettingsSection]: SettingsEntry<S> };

/** Typed settings under the active profile. A value that does not fit its section is `input_invalid`. */
export interface ConfigPort {
  get<S extends SettingsSection>(section: S): Promise<SettingsEntry<S>>;
  /** Saves a whole section; `version_conflict` when somebody saved it since `expectedRevision`. */
  set<S extends SettingsSection>(section: S, value: Settings[S], expectedRevision: number): Promise<SettingsEntry<S>>;
  all(): Promise<SettingsEntries>;
  /** Calls `listener` after each change, whoever made it, until the returned function is called. */
  watch(listener: (section: SettingsSection) => void): () => void;
  /** The profile that counts now; `default` where nobody chose one. */
  activeProfile(): Promise<string>;
}

/** Settings as one profile has them, whichever is the active one. */
export type ProfileSettings = Pick<ConfigPort, 'get' | 'watch' | 'activeProfile'>;

export interface SettingsByProfile {
  /** Of a profile that is not there each reading is `not_found`. */
  under(profile: string): ProfileSettings;
}
