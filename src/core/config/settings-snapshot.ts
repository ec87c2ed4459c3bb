import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/model/canonical-json.ts';
import { AppError } from '../domain/model/errors.ts';
import type { Json } from '../domain/model/json.ts';
import { isSettingsSection, type Settings, settingsSchemas, type SettingsSection } from '../domain/model/settings.ts';
import { defaultProfile } from '../domain/model/settings-layers.ts';
import type { SettingsEntry } from '../domain/ports/config-port.ts';
import type { GivenSetting } from './given-settings.ts';
import { type LayeredSection, layeredSection, type Said } from './section-layers.ts';
import { type Place, userPlace } from './settings-directory.ts';
import type { SettingsDocument } from './settings-document.ts';

/** A file of settings as it was found. */
export interface PlaceState {
  /** Absent where there is no file. */
  readonly text?: string;
  /** What counts of it: where the file cannot be read, what it said when it last could. */
  readonly document: SettingsDocument;
  readonly fault?: string;
  /** Another version of the program wrote it, and would miss what this one leaves out. */
  readonly isNewer?: boolean;
}

export interface SnapshotParts {
  readonly places: ReadonlyMap<Place, PlaceState>;
  /** The strongest first. */
  readonly given: readonly GivenSetting[];
  readonly chosen: { readonly name: string; readonly source: string } | undefined;
  readonly defaults: Partial<Settings>;
  readonly fileOf: (place: Place) => string;
  /** Why a change that was cut off does not count. */
  readonly pendingFault: string | undefined;
}

const nothing: PlaceState = { document: { sections: {} } };

/** Settings at one moment: the files, the flags and the variables, and what follows from them. It never changes. */
export class SettingsSnapshot {
  readonly parts: SnapshotParts;
  readonly #entries = new Map<SettingsSection, SettingsEntry<SettingsSection>>();

  constructor(parts: SnapshotParts) {
    this.parts = parts;
  }

  place(place: Place): PlaceState {
    return this.parts.places.get(place) ?? nothing;
  }

  /** Whether there is such a profile. */
  has(profile: string): boolean {
    return profile === defaultProfile || this.parts.places.has(profile);
  }

  /** The profile that counts. One the user's file names and nobody finds counts as none; one named for this process must be there. */
  get active(): { readonly name: string; readonly source: string; readonly note?: string } {
    const { chosen, fileOf } = this.parts;
    if (chosen !== undefined) {
      if (this.has(chosen.name)) return chosen;
      throw new AppError('not_found', `There is no profile "${chosen.name}", which ${chosen.source} names.`, { next: `\`aiwm profiles list\` shows what there is; \`aiwm profiles create ${chosen.name}\` makes it.`, data: { profile: chosen.name } });
    }
    const named = this.place(userPlace).document.profile;
    if (named === undefined) return { name: defaultProfile, source: 'nobody chose one' };
    if (this.has(named)) return { name: named, source: fileOf(userPlace) };
    return { name: defaultProfile, source: fileOf(userPlace), note: `The profile "${named}" is chosen and is not there, so that none counts.` };
  }

  /** Where a save goes that names no place. */
  get activePlace(): Place {
    return placeOf(this.active.name);
  }

  entry<S extends SettingsSection>(section: S): SettingsEntry<S> {
    const known = this.#entries.get(section) ?? { value: this.layers(section).value, revision: this.revision(section, this.activePlace) };
    this.#entries.set(section, known);
    // Kept under the section's own name.
    return known as SettingsEntry<S>;
  }

  initial<S extends SettingsSection>(section: S): Settings[S] {
    return this.parts.defaults[section] ?? (settingsSchemas[section].parse({}) as Settings[S]);
  }

  /** The section under the active profile, flags and variables included. */
  layers<S extends SettingsSection>(section: S): LayeredSection<S> {
    const given = this.parts.given.filter((setting) => setting.section === section).toReversed();
    return layeredSection(section, this.initial(section), [...this.#saved(section, this.activePlace), ...given]);
  }

  /** The section as it is saved in a place, over what lies below that place. */
  saved<S extends SettingsSection>(section: S, place: Place): LayeredSection<S> {
    return layeredSection(section, this.initial(section), this.#saved(section, place));
  }

  /** What lies below a place. */
  below<S extends SettingsSection>(section: S, place: Place): Settings[S] {
    return place === userPlace ? this.initial(section) : this.saved(section, userPlace).value;
  }

  /** What the file of a place says of a section, fitting or not. */
  said(section: SettingsSection, place: Place): Json | undefined {
    return this.place(place).document.sections[section];
  }

  /** Differs whenever a save into `place` would meet something else: taken from what is saved, so that an edit by hand counts. */
  revision(section: SettingsSection, place: Place): number {
    const own = this.said(section, place);
    if (place === userPlace && own === undefined) return 0;
    const saved: Json = [place, own ?? null, place === userPlace ? null : (this.said(section, userPlace) ?? null)];
    return 1 + createHash('sha256').update(canonicalJson(saved)).digest().readUIntBE(0, 6);
  }

  /** Sections of a file that this program does not know. */
  unknownSections(place: Place): readonly string[] {
    return Object.keys(this.place(place).document.sections).filter((name) => !isSettingsSection(name));
  }

  /** The same moment with other documents in some places; one that is undefined is gone. */
  with(documents: ReadonlyMap<Place, SettingsDocument | undefined>): SettingsSnapshot {
    const places = new Map(this.parts.places);
    for (const [place, document] of documents) {
      if (document === undefined) places.delete(place);
      else places.set(place, { document });
    }
    return new SettingsSnapshot({ ...this.parts, places });
  }

  #saved(section: SettingsSection, place: Place): readonly Said[] {
    const layers = place === userPlace ? [userPlace] : [userPlace, place];
    return layers.flatMap((at) => {
      const patch = this.said(section, at);
      return patch === undefined ? [] : [{ layer: at === userPlace ? ('user' as const) : ('profile' as const), source: this.parts.fileOf(at), patch }];
    });
  }
}

/** Where a profile is kept; `default` is the user's own settings. */
export function placeOf(profile: string): Place {
  return profile === defaultProfile ? userPlace : profile;
}
