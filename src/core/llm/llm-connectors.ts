import type { MockScript } from '../domain/model/mock-script.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { LLMConnector } from '../domain/ports/llm-connector.ts';

/** What connectors may be made from. */
export interface LlmConnectorDeps {
  readonly clock: Clock;
  /** The mock script of a workflow's version, if it came with one. */
  readonly mockScriptFor: (workflow: string) => Promise<MockScript | undefined>;
}

export interface LlmConnectorEntry {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly needsKey: boolean;
  load(deps: LlmConnectorDeps): Promise<LLMConnector>;
}

/** Every model connector, in the order lists show them. Each is imported when first used. */
export const llmConnectors: readonly LlmConnectorEntry[] = [
  {
    id: 'mock',
    title: 'Offline model',
    description: 'Answers from the script beside the workflow, without an account and without a network.',
    needsKey: false,
    async load({ clock, mockScriptFor }) {
      const { MockConnector } = await import('./mock-connector.ts');
      return new MockConnector({ clock, scriptFor: mockScriptFor });
    },
  },
];
