import type { Clock } from '../domain/ports/clock.ts';
import type { LLMConnector } from '../domain/ports/llm-connector.ts';

/** What connectors may be made from. */
export interface LlmConnectorDeps {
  readonly clock: Clock;
  /** The bytes of a mock script by its content address, as a run pinned it. */
  readonly readScript: (address: string) => Promise<Uint8Array>;
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
    async load({ clock, readScript }) {
      const { MockConnector } = await import('./mock-connector.ts');
      return new MockConnector({ clock, readScript });
    },
  },
];
