import { z } from 'zod';
import { JsonRecord, JsonValue } from '../model/json-value.ts';
import { profileName, settingsLayers } from '../model/settings-layers.ts';
import { command, query, stream } from './define-operation.ts';
import { secretText } from './secret-text.ts';
import { Instant, Limit } from './shapes.ts';

const Section = z.object({
  section: z.string(),
  value: JsonValue.describe('What counts: every layer taken together'),
  revision: z.int().describe('What a save passes back; 0 while nobody saved the section'),
  schema: JsonValue,
  notes: z.array(z.string()).describe('What a person should know: a file that does not fit, a value that a variable or a flag covers'),
});
export type SettingsSection = z.infer<typeof Section>;

const Layer = z.object({
  layer: z.enum(settingsLayers),
  source: z.string().describe('The flag, the variable, the file, or the program itself'),
  has: z.boolean().describe('Whether this layer says anything of the key'),
  value: JsonValue.optional(),
  wins: z.boolean(),
});

const Difference = z.object({
  where: z.string().describe('`user`, or the name of a profile'),
  path: z.string(),
  before: JsonValue.optional().describe('Absent where nothing stood'),
  after: JsonValue.optional().describe('Absent where it goes'),
});
export type SettingsDifference = z.infer<typeof Difference>;

const HistoryEntry = z.object({
  id: z.string(),
  at: Instant,
  kind: z.enum(['save', 'edit', 'restore', 'import', 'takeover', 'profile']).describe('`edit`: somebody changed the file by hand'),
  where: z.string().describe('`user`, or the name of the profile that was changed'),
  by: z.string().optional().describe('Who changed it; nobody knows of a change by hand'),
  paths: z.array(z.string()).describe('Which settings it changed'),
});

const section = z.string().min(1).describe('Name of the section');
const key = z.string().min(1).max(500).describe('A section, or a setting in it such as `connectors.llm`');
const into = profileName.optional().describe('Write into this profile; `default` is the user’s own settings. Without it: the active profile');
const revision = z.int().min(0).optional().describe('The revision it was read at; a newer one is refused');

/** Settings by section. */
export const settings = {
  list: query('settings.list', {
    summary: 'List every section of the settings with its schema',
    access: 'read',
    input: z.strictObject({}),
    output: z.object({ items: z.array(Section), notes: z.array(z.string()).describe('What is wrong with the files themselves') }),
    example: {},
    aliases: ['ls'],
  }),
  get: query('settings.get', {
    summary: 'Show one section of the settings',
    access: 'read',
    input: z.strictObject({ section }),
    output: Section,
    errors: ['not_found'],
    example: { section: 'connectors' },
    positionals: ['section'],
  }),
  set: command('settings.set', {
    summary: 'Save one setting, or replace one section; it takes effect at once',
    access: 'admin',
    subject: ['input.section'],
    input: z.strictObject({ section: key, value: JsonValue.describe('What it is to be; of a section: the whole of it'), revision, into }),
    output: Section,
    errors: ['not_found', 'version_conflict'],
    example: { section: 'appearance', value: { theme: 'dark' } },
    positionals: ['section', 'value'],
  }),
  save: command('settings.save', {
    summary: 'Replace several sections of the settings: all of them, or none',
    access: 'admin',
    input: z.strictObject({
      changes: JsonRecord.describe('Sections by name, each whole'),
      revisions: z.record(z.string(), z.int().min(0)).optional().describe('The revisions they were read at; a newer one is refused'),
      into,
    }),
    output: z.object({ items: z.array(Section) }),
    errors: ['not_found', 'version_conflict'],
    example: { changes: { appearance: { theme: 'light' } } },
  }),
  reset: command('settings.reset', {
    summary: 'Take back what was saved of one setting or section',
    access: 'admin',
    subject: ['input.section'],
    input: z.strictObject({ section: key, revision, into }),
    output: Section,
    errors: ['not_found', 'version_conflict'],
    example: { section: 'appearance' },
    positionals: ['section'],
  }),
  explain: query('settings.explain', {
    summary: 'Say what a setting is, and which layer says so: flag, environment, profile, user or default',
    access: 'read',
    input: z.strictObject({ key }),
    output: z.object({ key: z.string(), value: JsonValue.optional(), layer: z.enum(settingsLayers), layers: z.array(Layer).describe('The strongest first') }),
    errors: ['not_found'],
    example: { key: 'connectors.llm' },
    positionals: ['key'],
  }),
  history: query('settings.history', {
    summary: 'List the last changes of the settings, the newest first',
    access: 'read',
    input: z.strictObject({ limit: Limit }),
    output: z.object({ items: z.array(HistoryEntry) }),
    example: {},
  }),
  restore: command('settings.restore', {
    summary: 'Bring the settings back to how a change left them',
    access: 'admin',
    input: z.strictObject({ id: z.string().min(1).describe('Id of the change, from `settings history`'), dryRun: z.boolean().default(false).describe('Only say what would change') }),
    output: z.object({ id: z.string(), applied: z.boolean(), differences: z.array(Difference) }),
    errors: ['not_found', 'precondition_failed'],
    example: { id: '1' },
    positionals: ['id'],
  }),
  export: query('settings.export', {
    summary: 'Give the settings and profiles as one file, without any secret',
    access: 'admin',
    input: z.strictObject({ passphrase: secretText('Seal the file with it').optional() }),
    output: z.object({ bundle: JsonRecord, text: z.string().describe('What stands in the file'), sealed: z.boolean() }),
    example: {},
    takesMuch: true,
  }),
  import: command('settings.import', {
    summary: 'Take over the settings of an exported file',
    access: 'admin',
    input: z.strictObject({
      bundle: JsonRecord.describe('What `settings export` gave'),
      passphrase: secretText('Of a sealed file').optional(),
      dryRun: z.boolean().default(false).describe('Only say what would change'),
      replace: z.boolean().default(false).describe('What the file does not say goes back to its default; without this it stays'),
      acceptTrust: z.boolean().default(false).describe('Take it although it moves a connector to another address, opens tools, hosts or directories, or takes hooks away; without this such a file is refused'),
    }),
    output: z.object({ applied: z.boolean(), differences: z.array(Difference), trust: z.array(z.string()).describe('What it would trust that is not trusted here'), warnings: z.array(z.string()) }),
    errors: ['integrity', 'precondition_failed', 'access_denied'],
    example: { bundle: { format: 'aiwm.settings-bundle/1' } },
    positionals: ['bundle'],
    aliases: ['apply'],
  }),
  watch: stream('settings.watch', {
    summary: 'Follow the settings: the names of all sections now, then of those that changed',
    access: 'read',
    input: z.strictObject({}),
    output: z.object({ sections: z.array(z.string()) }),
    example: {},
  }),
};
