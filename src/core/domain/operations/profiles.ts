import { z } from 'zod';
import { JsonRecord } from '../model/json-value.ts';
import { profileName } from '../model/settings-layers.ts';
import { command, query } from './define-operation.ts';

const Profile = z.object({
  name: z.string(),
  description: z.string(),
  active: z.boolean(),
  sections: z.array(z.string()).describe('Sections it says something of'),
});
export type ProfileView = z.infer<typeof Profile>;

const name = profileName.describe('Name of the profile');

/** Named sets of settings that lie over the user's own. */
export const profiles = {
  list: query('profiles.list', {
    summary: 'List the profiles, with the active one marked',
    access: 'read',
    input: z.strictObject({}),
    output: z.object({ items: z.array(Profile), active: z.string(), source: z.string().describe('What chose it: the flag, the variable, the file, or nobody') }),
    example: {},
    aliases: ['ls'],
  }),
  get: query('profiles.get', {
    summary: 'Show what a profile says',
    access: 'read',
    input: z.strictObject({ name }),
    output: Profile.extend({ values: JsonRecord.describe('By section; what it does not name is the user’s own'), notes: z.array(z.string()) }),
    errors: ['not_found'],
    example: { name: 'default' },
    positionals: ['name'],
    aliases: ['show'],
  }),
  create: command('profiles.create', {
    summary: 'Create a profile, empty or as a copy of another',
    access: 'admin',
    subject: ['input.name'],
    input: z.strictObject({
      name,
      description: z.string().max(500).default('').describe('What it is for'),
      copyFrom: profileName.optional().describe('Begin with what this profile says'),
    }),
    output: Profile,
    errors: ['not_found', 'conflict'],
    example: { name: 'staging', description: 'Keys and models to try things with' },
    positionals: ['name'],
    aliases: ['add'],
  }),
  use: command('profiles.use', {
    summary: 'Make a profile the active one',
    access: 'admin',
    subject: ['input.name'],
    input: z.strictObject({ name }),
    output: Profile,
    errors: ['not_found', 'precondition_failed'],
    example: { name: 'default' },
    positionals: ['name'],
  }),
  remove: command('profiles.remove', {
    summary: 'Remove a profile that no key and no unfinished run names',
    access: 'admin',
    subject: ['input.name'],
    input: z.strictObject({ name }),
    output: z.object({ name: z.string() }),
    errors: ['not_found', 'conflict'],
    example: { name: 'staging' },
    positionals: ['name'],
    aliases: ['delete', 'rm'],
  }),
};
