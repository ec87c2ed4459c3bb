import { z } from 'zod';

const sandboxEntry = z.strictObject({
  path: z.string().min(1).describe('An absolute directory, links resolved.'),
  read: z.boolean(),
  write: z.boolean(),
});

/** The schema of every section; a missing field takes its default, an unknown one is refused. */
export const settingsSchemas = {
  connectors: z.strictObject({
    llm: z.string().min(1).default('mock').describe('The model connector that workflows use unless they name another.'),
  }),
  fileSandbox: z.strictObject({
    allowlist: z.array(sandboxEntry).max(200).default([]).describe('The directories workflows may touch.'),
  }),
  appearance: z.strictObject({
    theme: z.enum(['system', 'light', 'dark']).default('system'),
  }),
  server: z.strictObject({
    port: z.int().min(0).max(65_535).default(4319).describe('Where the local server listens; 0 takes any free port.'),
  }),
} as const;

export type SettingsSection = keyof typeof settingsSchemas;
export type Settings = { readonly [S in SettingsSection]: z.output<(typeof settingsSchemas)[S]> };

/** The sections by name, in the order screens show them. */
export const settingsSections: readonly SettingsSection[] = ['connectors', 'fileSandbox', 'appearance', 'server'];

export function isSettingsSection(name: string): name is SettingsSection {
  return Object.hasOwn(settingsSchemas, name);
}
