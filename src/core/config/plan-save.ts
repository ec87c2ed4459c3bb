import { AppError } from '../domain/model/errors.ts';
import { isJsonObject, type Json } from '../domain/model/json.ts';
import type { SettingsSection } from '../domain/model/settings.ts';
import type { SettingsChange } from '../domain/ports/settings-editor.ts';
import { type Patch, patchBetween, patched, withoutCovered, withValueAt } from './merge-patch.ts';
import { asJson, readSection } from './section-layers.ts';
import { settingPath } from './setting-path.ts';
import type { Place } from './settings-directory.ts';
import type { DocumentChanges } from './settings-writer.ts';
import { placeOf, type SettingsSnapshot } from './settings-snapshot.ts';

/**
 * The document a save leaves in its place. It says only what differs from the layers below, so that a later change there
 * still reaches it; what a flag or a variable covers and the save gives back as it was shown is nobody's wish.
 */
export function planSave(before: SettingsSnapshot, changes: readonly SettingsChange[], into: string | undefined): DocumentChanges {
  if (into !== undefined && !before.has(into)) throw noProfile(into);
  const place = into === undefined ? before.activePlace : placeOf(into);
  const sections: { [section: string]: Json } = { ...before.place(place).document.sections };
  for (const change of changes) {
    demandRevision(before, change, place);
    const patch = change.path === undefined || change.path.length === 0 ? wholePatch(before, change, { place, isShown: into === undefined }) : patchOfOne(before, { ...change, path: change.path }, place);
    if (patch === undefined || Object.keys(patch).length === 0) delete sections[change.section];
    else sections[change.section] = patch;
  }
  return new Map([[place, { ...before.place(place).document, sections }]]);
}

export function noProfile(name: string): AppError {
  return new AppError('not_found', `There is no profile "${name}".`, { next: '`aiwm profiles list` shows what there is.', data: { profile: name } });
}

function wholePatch(before: SettingsSnapshot, { section, value }: SettingsChange, at: { readonly place: Place; readonly isShown: boolean }): Patch | undefined {
  return value === undefined ? undefined : patchFor(before, { section, value }, at);
}

/** What the place says of the section, with another word on one setting; every other stays as it is at that moment. */
function patchOfOne(before: SettingsSnapshot, { section, path, value }: SettingsChange & { readonly path: readonly string[] }, place: Place): Patch {
  const [, ...way] = settingPath([section, ...path]).path;
  const says = before.said(section, place);
  const said = isJsonObject(says) ? says : {};
  const below = asJson(before.below(section, place));
  const wanted = value === undefined ? patched(below, withValueAt(said, way, undefined)) : withValueAt(asJson(before.saved(section, place).value), way, value);
  return patchBetween(below, asJson(checked(section, wanted)), value === undefined ? withValueAt(said, way, undefined) : withValueAt(said, way, value));
}

function patchFor(before: SettingsSnapshot, { section, value }: { readonly section: SettingsSection; readonly value: Json }, { place, isShown }: { readonly place: Place; readonly isShown: boolean }) {
  const given = checked(section, value);
  const own = asJson(before.saved(section, place).value);
  const wanted = isShown && isJsonObject(value) ? asJson(checked(section, withoutCovered(value, asJson(before.layers(section).value), own))) : asJson(given);
  const said = before.said(section, place);
  return patchBetween(asJson(before.below(section, place)), wanted, isJsonObject(said) ? said : {});
}

function checked(section: SettingsSection, value: Json) {
  const read = readSection(section, value);
  if (typeof read !== 'string') return read.value;
  throw new AppError('input_invalid', `The settings of "${section}" do not fit: ${read}.`, {
    next: `Correct the value and save again; \`aiwm settings get ${section}\` shows what stands.`,
    data: { section },
  });
}

function demandRevision(before: SettingsSnapshot, { section, expectedRevision }: SettingsChange, place: Place): void {
  if (expectedRevision === undefined || expectedRevision === before.revision(section, place)) return;
  throw new AppError('version_conflict', `The settings of "${section}" were changed by somebody else since they were read.`, {
    next: 'Read them again and repeat the change.',
    data: { section, expectedRevision },
  });
}
