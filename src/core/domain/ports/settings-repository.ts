import type { Json } from '../model/json.ts';

/** Settings by section name; `revision` rises with every write of that section, 0 means never written. */
export interface SettingsRepository {
  read(section: string): Promise<{ readonly value: Json; readonly revision: number } | undefined>;
  all(): Promise<readonly { readonly section: string; readonly value: Json; readonly revision: number }[]>;
  /** A stale revision is `version_conflict`. */
  write(section: string, value: Json, expectedRevision: number): Promise<number>;
}
