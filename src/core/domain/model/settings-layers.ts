import { z } from 'zod';
import { isReservedName } from './reserved-name.ts';

/** Where a setting may be said, the strongest first: the first layer that says it counts. */
export const settingsLayers = ['flag', 'environment', 'profile', 'user', 'default'] as const;
export type SettingsLayer = (typeof settingsLayers)[number];

/** The parts of a setting's key: between dots, where a name that holds dots stands in brackets or quotes: `prices["gpt-4.1"]`. */
export function settingParts(key: string): readonly string[] {
  return [...key.matchAll(/\["([^"]*)"\]|\[([^\]]*)\]|"([^"]*)"|(?:^|\.)(?=\.|$)|[^.["]+/gu)].map(([whole, quoted, bracketed, bare]) => quoted ?? bracketed ?? bare ?? (whole === '.' ? '' : whole));
}

/** What a process was started with that bears on settings. */
export interface SettingsGiven {
  /** `connectors.llm=claude`, one for each `--setting`. */
  readonly flags?: readonly string[];
  /** `--profile`. */
  readonly profile?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The variable that chooses a profile; the flag is stronger. */
export const profileVariable = 'AIWM_PROFILE';

/** The profile without a file: the user's own settings with nothing over them. */
export const defaultProfile = 'default';

/** A name that is a file name on every system. */
export const profileName = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u, 'Use small letters, digits and dashes')
  .refine((name) => !isReservedName(name) && !/^(?:con|prn|aux|nul|com\d|lpt\d|user)$/u.test(name), 'This name is taken');
