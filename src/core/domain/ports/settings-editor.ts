import type { Json, JsonObject } from '../model/json.ts';
import type { SettingsSection } from '../model/settings.ts';
import type { SettingsLayer } from '../model/settings-layers.ts';
import type { ConfigPort } from './config-port.ts';

/** A section, or one setting in it, as somebody wants it; without a value it goes back to what lies below. */
export interface SettingsChange {
  readonly section: SettingsSection;
  /** The way to the setting in its section; without it the whole section is meant. A way no section has is `not_found`. */
  readonly path?: readonly string[];
  readonly value?: Json;
  /** Without it whatever stands is replaced. */
  readonly expectedRevision?: number;
}

/** Where a change is written, and who makes it. */
export interface ChangeContext {
  /** A profile, or `default` for the user's own settings. Without it the active profile. */
  readonly into?: string;
  readonly by?: string;
  /** Whoever makes it may name no program that is started here: one that is not known already is `access_denied`. */
  readonly fromPage?: boolean;
}

/** What one layer says of a setting. */
export interface LayerSays {
  readonly layer: SettingsLayer;
  /** The flag, the variable, the file, or the program. */
  readonly source: string;
  /** Absent where it says nothing. */
  readonly value?: Json;
  readonly wins: boolean;
}

export type HistoryKind = 'save' | 'edit' | 'restore' | 'import' | 'takeover' | 'profile';

/** A change of one place: `user`, or the profile of that name. Times are milliseconds since the epoch. */
export interface SettingsHistoryEntry {
  readonly id: string;
  readonly at: number;
  readonly kind: HistoryKind;
  readonly where: string;
  readonly by?: string;
  readonly paths: readonly string[];
}

export interface SettingsDifference {
  readonly where: string;
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** What contents that are taken over change. */
export interface TakenIn {
  readonly differences: readonly SettingsDifference[];
  /** A sentence for each key, grant, host or directory they open further, and each hook they take away. */
  readonly trust: readonly string[];
}

/** What is saved: of the user, and of each profile. Nothing in it is a secret. */
export interface SettingsContents {
  readonly user: JsonObject;
  readonly profiles: { readonly [name: string]: ProfileContents };
}

export interface ProfileContents {
  readonly description: string;
  readonly sections: JsonObject;
}

/** Settings as somebody tends them: where values come from, what was changed, what is written away. */
export interface SettingsEditor extends ConfigPort {
  /** All of the changes or none. */
  save(changes: readonly SettingsChange[], context?: ChangeContext): Promise<void>;
  /** What every layer says of a section, or of a setting in it; the strongest first. A path no section has is `not_found`. */
  explain(path: readonly string[]): Promise<readonly LayerSays[]>;
  /** What a person should know of each section, and under the empty name of the files. */
  notes(): Promise<ReadonlyMap<SettingsSection | '', readonly string[]>>;
  history(limit: number): Promise<readonly SettingsHistoryEntry[]>;
  /** The place a change was made in stands as the change left it; says what that changes. */
  restore(id: string, options: ChangeContext & { readonly dryRun: boolean }): Promise<readonly SettingsDifference[]>;
  contents(): Promise<SettingsContents>;
  /** Takes contents over, all or nothing: over what stands, or in its place. What widens trust is `access_denied` unless it is accepted. */
  takeIn(contents: SettingsContents, options: ChangeContext & { readonly dryRun: boolean; readonly replace: boolean; readonly acceptTrust?: boolean }): Promise<TakenIn>;
}

export interface Profile extends ProfileContents {
  readonly name: string;
  readonly active: boolean;
  /** Why it counts only in part, or not at all. */
  readonly notes: readonly string[];
}

/** Named layers over the user's settings. */
export interface ProfileEditor {
  profiles(): Promise<readonly Profile[]>;
  /** What counts now, and what chose it. */
  chosenProfile(): Promise<{ readonly name: string; readonly source: string }>;
  createProfile(profile: { readonly name: string } & ProfileContents, context?: ChangeContext): Promise<void>;
  useProfile(name: string, context?: ChangeContext): Promise<void>;
  removeProfile(name: string, context?: ChangeContext): Promise<void>;
}
