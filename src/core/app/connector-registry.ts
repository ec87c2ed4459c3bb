import { AppError } from '../domain/model/errors.ts';
import type { ConfigPort } from '../domain/ports/config-port.ts';
import type { ConnectorInfo, ConnectorRegistryPort } from '../domain/ports/connector-registry-port.ts';
import type { LLMConnector } from '../domain/ports/llm-connector.ts';
import type { LlmConnectorDeps, LlmConnectorEntry } from '../llm/llm-connectors.ts';

export interface ConnectorRegistryDeps {
  readonly config: ConfigPort;
  readonly llm: readonly LlmConnectorEntry[];
  /** What model connectors are made from. */
  readonly parts: LlmConnectorDeps;
  /** What is in use besides models, for the list alone. */
  readonly others: readonly Omit<ConnectorInfo, 'needsKey' | 'active'>[];
}

/**
 * Connectors by the key the settings use. One is made when it is first asked for and kept; saving the section
 * `connectors` lets go of all of them, so that the next call meets the new choice while calls under way finish with the old.
 */
export function createConnectorRegistry({ config, llm, parts, others }: ConnectorRegistryDeps): ConnectorRegistryPort {
  const made = new Map<string, Promise<LLMConnector>>();
  config.watch((section) => {
    if (section === 'connectors') made.clear();
  });
  const chosen = async (): Promise<string> => (await config.get('connectors')).value.llm;

  return {
    async list() {
      const active = await chosen();
      const models = llm.map(({ id, title, description, needsKey }) => ({ id, category: 'llm' as const, title, description, needsKey, active: id === active }));
      return [...models, ...others.map((other) => ({ ...other, needsKey: false, active: true }))];
    },
    async llm(id) {
      const wanted = id ?? (await chosen());
      const entry = llm.find((candidate) => candidate.id === wanted);
      if (entry === undefined) throw unknownModel(wanted, llm);
      const connector = made.get(wanted) ?? entry.load(parts);
      made.set(wanted, connector);
      try {
        return await connector;
      } catch (error) {
        // A failed start is not kept: the next call tries again.
        if (made.get(wanted) === connector) made.delete(wanted);
        throw error;
      }
    },
  };
}

function unknownModel(id: string, known: readonly LlmConnectorEntry[]): AppError {
  return new AppError('not_found', `There is no model connector "${id}".`, {
    next: `Use one of: ${known.map((entry) => entry.id).join(', ')}; \`aiwm settings set connectors\` changes the choice.`,
    data: { id },
  });
}
