import { z } from 'zod';
import { Budget } from './budget.ts';
import { KeptServer, ServerName } from './kept-server.ts';
import { LogLevel, LogModule } from './log-line.ts';
import { ModelHooks } from './model-hook.ts';
import { ConnectorId, ModelConnectorSettings } from './model-connector.ts';
import { ToolServerSettings } from './tool-server.ts';
import { hostAndPortPattern, hostPattern } from './permitted-hosts.ts';

const sandboxEntry = z.strictObject({
  path: z.string().min(1).describe('An absolute directory, links resolved.'),
  read: z.boolean(),
  write: z.boolean(),
});

/** The schema of every section; a missing field takes its default, an unknown one is refused. */
export const settingsSchemas = {
  connectors: z.strictObject({
    llm: z.string().min(1).default('mock').describe('The model connector that workflows use unless they name another.'),
    fallback: z.string().min(1).optional().describe('The model connector that stands in where the one asked is not available.'),
    models: z.record(ConnectorId, ModelConnectorSettings).default({}).describe('What was configured of model connectors, by their ids.'),
    tools: z.record(ConnectorId, ToolServerSettings).default({}).describe('Servers of tools that agents may use, by their ids. A program named here is started on this machine: no package and no import can add one.'),
  }),
  fileSandbox: z.strictObject({
    allowlist: z.array(sandboxEntry).max(200).default([]).describe('The directories workflows may touch.'),
  }),
  appearance: z.strictObject({
    theme: z.enum(['system', 'light', 'dark']).default('system'),
    contrast: z.enum(['system', 'normal', 'high']).optional().describe('How far colours are told apart; as the system, if absent.'),
    density: z.enum(['comfortable', 'compact']).optional().describe('How much stands on a screen; comfortable, if absent.'),
    singleKeys: z.boolean().optional().describe('Whether shortcuts of a single letter hold; they do, if absent.'),
    notices: z.enum(['all', 'errors', 'none']).optional().describe('Which notices pop up in windows; all, if absent.'),
    firstSteps: z.enum(['steps', 'hidden']).optional().describe('What the dashboard offers to whoever is new: only the first steps, or nothing; if absent, the question for a folder as well, as long as nothing was run.'),
    stalledAfterSeconds: z.int().min(0).max(86_400).optional().describe('A run under way that writes nothing for so long is said to stand still; after two minutes, if absent, and with 0 never.'),
    runViews: z
      .array(z.strictObject({ name: z.string().min(1).max(80), query: z.string().max(1000).describe('What the list is narrowed to, as it stands in the address: state=failed&since=week') }))
      .max(100)
      .optional()
      .describe('Views of the list of runs that somebody named.'),
  }),
  retention: z.strictObject({
    automatic: z.boolean().default(false).describe('The host removes by itself what the limits below let go.'),
    payloadDays: z.int().min(0).max(36_500).default(30).describe('Days after its end that a run keeps its large values.'),
    eventDays: z.int().min(0).max(36_500).default(90).describe('Days after its end that a run keeps its journal.'),
    runDays: z.int().min(0).max(36_500).default(400).describe('Days after its end that a run is kept at all.'),
    quotaMegabytes: z.int().min(0).max(10_000_000).default(0).describe('History above this is removed whatever its age, the longest ended first; 0 for no ceiling.'),
    keepFailed: z.boolean().default(true).describe('Failed runs stay until somebody unpins them.'),
    documentRevisions: z.int().min(1).max(10_000).default(100).describe('Revisions of a document that are kept; the oldest go, but the recommended one never.'),
    workflowVersions: z.int().min(10).max(10_000).default(100).describe('Published versions of a workflow that are kept; older ones go, but none that a run or a call needs.'),
    archivedOnly: z.boolean().default(false).describe('Only runs that were written to an archive lose anything.'),
  }),
  budgets: z.strictObject({
    items: z.array(Budget).max(200).default([]).describe('Caps on what model calls may use.'),
  }),
  network: z.strictObject({
    allowedPrivateHosts: z.array(z.string().regex(hostAndPortPattern, 'Use a host with its port, such as 127.0.0.1:11434')).max(200).default([]).describe('Hosts on this machine or in this network that may be asked, each with its port: "127.0.0.1:11434". No package can add to it.'),
    services: z
      .record(ConnectorId, z.strictObject({ title: z.string().min(1).max(80).optional(), hosts: z.array(z.string().regex(hostPattern, 'Use a host, such as api.example.com')).min(1).max(50).describe('The hosts its key may be sent to.') }))
      .default({})
      .describe('Services that actions may call with a key, by the ids their keys are kept under.'),
  }),
  hooks: z.strictObject({
    rules: ModelHooks.default([]).describe('What is taken out of texts for models or answers, refused or noted, in every workflow.'),
  }),
  logging: z.strictObject({
    level: LogLevel.default('info').describe('The least important lines that are written.'),
    modules: z.partialRecord(LogModule, LogLevel).default({}).describe('Levels of single modules, which win over the level above.'),
    maxMegabytes: z.int().min(1).max(64).default(8).describe('A log file this large is followed by the next.'),
    keepFiles: z.int().min(1).max(1000).default(10).describe('So many log files are kept; the oldest go.'),
  }),
  servers: z.strictObject({
    items: z.record(ServerName, KeptServer).default({}).describe('Servers of this program elsewhere, by their names. Their tokens are in the vault, each for the address it was given for.'),
  }),
  server: z.strictObject({
    port: z.int().min(0).max(65_535).default(4319).describe('Where the local server listens; 0 takes any free port.'),
    requestsPerSecond: z.int().min(1).max(100_000).optional().describe('What one token that was made by name may ask in a second, and four times as much at once; fifty, if absent. An address of another machine may ask four times that.'),
  }),
} as const;

export type SettingsSection = keyof typeof settingsSchemas;
export type Settings = { readonly [S in SettingsSection]: z.output<(typeof settingsSchemas)[S]> };

/** The sections by name, in the order screens show them. */
export const settingsSections: readonly SettingsSection[] = ['connectors', 'fileSandbox', 'appearance', 'retention', 'budgets', 'hooks', 'network', 'servers', 'logging', 'server'];

export function isSettingsSection(name: string): name is SettingsSection {
  return Object.hasOwn(settingsSchemas, name);
}
