import type { Settings, SettingsSection } from '../model/settings.ts';

/** A section as it stands: defaults filled in. */
export interface SettingsEntry<S extends SettingsSection> {
  readonly value: Settings[S];
  /** What a writer passes back; 0 while nobody has saved the section. */
  readonly revision: number;
}

export type SettingsEntries = { readonly [S in SettingsSection]: SettingsEntry<S> };

/** Typed settings. A value that does not fit its section is `input_invalid`; a stored one that does not is `integrity`. */
export interface ConfigPort {
  get<S extends SettingsSection>(section: S): Promise<SettingsEntry<S>>;
  /** Saves a whole section; `version_conflict` when somebody saved it since `expectedRevision`. */
  set<S extends SettingsSection>(section: S, value: Settings[S], expectedRevision: number): Promise<SettingsEntry<S>>;
  all(): Promise<SettingsEntries>;
  /** Calls `listener` after each save, until the returned function is called. */
  watch(listener: (section: SettingsSection) => void): () => void;
}
