import type { ModelConnectorSettings } from '../domain/model/model-connector.ts';
import type { Settings } from '../domain/model/settings.ts';
import type { LlmConnectorEntry } from '../llm/llm-connectors.ts';

/** A model connector as settings leave it. */
export interface ConfiguredConnector {
  readonly id: string;
  readonly entry: LlmConnectorEntry;
  /** Whether it is there without settings. */
  readonly isBuiltIn: boolean;
  readonly settings: ModelConnectorSettings | undefined;
  readonly title: string;
  readonly description: string;
}

/** Every model connector there is: those of the program, each as configured, then those somebody added. */
export function configuredConnectors(entries: readonly LlmConnectorEntry[], { models }: Settings['connectors']): readonly ConfiguredConnector[] {
  const builtIn = entries.map((entry) => configured(entry.id, entry, { entries, settings: models[entry.id] }));
  const added = Object.entries(models).flatMap(([id, settings]) => {
    const entry = entries.find((candidate) => candidate.kind === settings.kind);
    return entry === undefined || entries.some((candidate) => candidate.id === id) ? [] : [configured(id, entry, { entries, settings })];
  });
  return [...builtIn, ...added];
}

/** One the program brings along may be spoken to in another way, if settings say so; the offline model may not. */
function configured(id: string, entry: LlmConnectorEntry, { entries, settings }: { readonly entries: readonly LlmConnectorEntry[]; readonly settings: ModelConnectorSettings | undefined }): ConfiguredConnector {
  const isBuiltIn = entry.id === id;
  const spoken = entry.kind === undefined || settings === undefined ? entry : (entries.find((candidate) => candidate.kind === settings.kind) ?? entry);
  const description = settings?.baseUrl === undefined ? spoken.description : `${spoken.description.replace(/\.$/u, '')}; at ${settings.baseUrl}.`;
  return { id, entry: spoken, isBuiltIn, settings: entry.kind === undefined ? undefined : settings, title: settings?.title ?? (isBuiltIn ? entry.title : id), description };
}
