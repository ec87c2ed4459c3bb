import { z } from 'zod';
import { JsonValue } from '../model/json-value.ts';
import { command, query } from './define-operation.ts';

const Section = z.object({ section: z.string(), value: JsonValue, revision: z.int(), schema: JsonValue });
export type SettingsSection = z.infer<typeof Section>;

/** Settings by section. */
export const settings = {
  list: query('settings.list', {
    summary: 'List every section of the settings with its schema',
    access: 'read',
    input: z.strictObject({}),
    output: z.object({ items: z.array(Section) }),
    example: {},
    aliases: ['ls'],
  }),
  get: query('settings.get', {
    summary: 'Show one section of the settings',
    access: 'read',
    input: z.strictObject({ section: z.string().min(1).describe('Name of the section') }),
    output: Section,
    errors: ['not_found'],
    example: { section: 'connectors' },
    positionals: ['section'],
  }),
  set: command('settings.set', {
    summary: 'Replace one section of the settings; it takes effect at once',
    access: 'admin',
    input: z.strictObject({
      section: z.string().min(1).describe('Name of the section'),
      value: JsonValue.describe('The whole section'),
      revision: z.int().min(0).optional().describe('The revision it was read at; a newer one is refused'),
    }),
    output: Section,
    errors: ['not_found', 'version_conflict'],
    example: { section: 'appearance', value: { theme: 'dark' } },
    positionals: ['section'],
  }),
};
