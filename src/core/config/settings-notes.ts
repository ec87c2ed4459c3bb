import { type SettingsSection, settingsSections } from '../domain/model/settings.ts';
import { pathsOf } from './merge-patch.ts';
import type { Place } from './settings-directory.ts';
import type { SettingsSnapshot } from './settings-snapshot.ts';

/** What is wrong with the files, in sentences; empty where all is well. */
export function fileNotes(snapshot: SettingsSnapshot): readonly string[] {
  const places = [...snapshot.parts.places.keys()].flatMap((place) => ofFile(snapshot, place));
  return [...places, snapshot.active.note, snapshot.parts.pendingFault].filter((note) => note !== undefined);
}

/** What a person who looks at a section should know of it. */
export function sectionNotes(snapshot: SettingsSnapshot, section: SettingsSection): readonly string[] {
  const { fitting, faults } = snapshot.layers(section);
  const covered = fitting.filter(({ layer }) => layer === 'flag' || layer === 'environment');
  return [
    ...faults.map(({ source, reason }) => `What "${source}" says of "${section}" does not fit and does not count: ${reason}.`),
    ...covered.map(({ source, patch }) => `${source} says what ${pathsOf(patch, section).join(', ')} is; what is saved there does not count.`),
  ];
}

/** Every fault of the files and of the sections in them. */
export function allFaults(snapshot: SettingsSnapshot): readonly string[] {
  const sections = settingsSections.flatMap((section) => snapshot.layers(section).faults.map(({ source, reason }) => `What "${source}" says of "${section}" does not fit and does not count: ${reason}.`));
  return [...fileNotes(snapshot), ...sections];
}

function ofFile(snapshot: SettingsSnapshot, place: Place): readonly string[] {
  const file = snapshot.parts.fileOf(place);
  const { fault } = snapshot.place(place);
  const unknown = snapshot.unknownSections(place);
  return [
    ...(fault === undefined ? [] : [`The file "${file}" cannot be read: ${fault}. What it said before counts, as far as that is known; correct the file, or save any setting to replace it.`]),
    ...(unknown.length === 0 ? [] : [`The file "${file}" has sections this program does not know: ${unknown.join(', ')}. They stay in it and do not count.`]),
  ];
}
