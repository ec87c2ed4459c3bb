import { commandWords } from '../../model/command-line.ts';
import type { z } from 'zod';
import { settingsSchemas, settingsSections } from '../../model/settings.ts';
import type { Candidate } from './candidate.ts';

/** Every setting there is, without what it is set to. */
export function findSettings(): readonly Candidate[] {
  return settingsSections.flatMap((section) => Object.entries<z.ZodType>(settingsSchemas[section].shape).map(([key, schema]) => setting(`${section}.${key}`, schema.description ?? '')));
}

function setting(key: string, note: string): Candidate {
  // `fileSandbox.allowlist` is found by "file sandbox", too.
  const spaced = key.replaceAll(/[A-Z.]/gu, (letter) => ` ${letter === '.' ? '' : letter.toLowerCase()}`);
  return { found: { kind: 'setting', id: key, title: key, note, command: commandWords(['settings', 'explain', key]) }, also: [spaced] };
}
