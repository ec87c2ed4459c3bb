import type { ModelConnectorKind } from '../domain/model/model-connector.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { LLMConnector, ModelInfo } from '../domain/ports/llm-connector.ts';
import type { VendorParts } from './vendor-parts.ts';

/** What connectors may be made from. */
export interface LlmConnectorDeps extends VendorParts {
  readonly clock: Clock;
  /** The bytes of a mock script by its content address, as a run pinned it. */
  readonly readScript: (address: string) => Promise<Uint8Array>;
}

export interface LlmConnectorEntry {
  readonly id: string;
  /** Settings may add more connectors of this kind. */
  readonly kind?: ModelConnectorKind;
  readonly title: string;
  readonly description: string;
  /** A model server on one's own machine asks for none. */
  readonly needsKey: boolean;
  load(deps: LlmConnectorDeps): Promise<LLMConnector>;
  /** Models that are known without asking anybody. */
  known?(): Promise<readonly ModelInfo[]>;
}

/** Every model connector that needs no configuration to be there, in the order lists show them. Each is imported when first used. */
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
    known: async () => [(await import('./mock-connector.ts')).mockModel],
  },
  {
    id: 'chatgpt',
    kind: 'chatgpt',
    title: 'ChatGPT',
    description: 'Models of OpenAI, over its API.',
    needsKey: true,
    async load(deps) {
      const { ChatgptConnector } = await import('./chatgpt-connector.ts');
      return new ChatgptConnector(deps);
    },
    known: async () => (await import('./chatgpt-models.ts')).chatgptModels,
  },
  {
    id: 'claude',
    kind: 'claude',
    title: 'Claude',
    description: 'Models of Anthropic, over its API.',
    needsKey: true,
    async load(deps) {
      const { ClaudeConnector } = await import('./claude-connector.ts');
      return new ClaudeConnector(deps);
    },
    known: async () => (await import('./claude-models.ts')).claudeModels,
  },
  {
    id: 'local',
    kind: 'openai-compatible',
    title: 'Local model',
    description: 'A model server that speaks OpenAI’s chat completions: Ollama, LM Studio, vLLM.',
    needsKey: false,
    async load(deps) {
      const { OpenaiCompatibleConnector } = await import('./openai-compatible-connector.ts');
      return new OpenaiCompatibleConnector(deps);
    },
  },
];
