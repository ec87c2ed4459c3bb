import type { Json } from '../model/json.ts';

export interface StoredSetting {
  readonly section: string;
  readonly value: Json;
  /** 1 for the first save, one more with each. */
  readonly revision: number;
}

/** Where saved settings are kept: one row a section. It knows no schemas; the config service checks values both ways. */
export interface SettingsStore {
  /** Every saved section; one never saved is absent. */
  read(): Promise<readonly StoredSetting[]>;
  /**
   * Saves a section and answers its new revision. `expectedRevision` is the one the writer saw, 0 for a section never
   * saved; another one in the store is `version_conflict`, and nothing is written.
   */
  write(section: string, value: Json, expectedRevision: number): Promise<number>;
}
