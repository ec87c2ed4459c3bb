import { created, inserted, kebab, pascal, type Edit } from './edit.ts';

const list = 'src/core/llm/llm-connectors.ts';

/** A model connector that answers every call with `connector_unavailable`, in its list. */
export function newConnector(root: string, name: string): Edit[] {
  const [id, type] = [kebab(name), `${pascal(name)}Connector`];
  return [created(root, `src/core/llm/${id}-connector.ts`, template(id, type)), inserted(root, list, { before: '];', line: entry(id, type) })];
}

function entry(id: string, type: string): string {
  return `  {
    id: '${id}',
    title: '${id}',
    description: 'Calls ${id}.',
    needsKey: true,
    async load() {
      const { ${type} } = await import('./${id}-connector.ts');
      return new ${type}();
    },
  },
`;
}

function template(id: string, type: string): string {
  return `import { AppError } from '../domain/model/errors.ts';
import type { ChatChunk, ChatRequest, LLMConnector, ModelInfo } from '../domain/ports/llm-connector.ts';

/** Models of ${id}. */
export class ${type} implements LLMConnector {
  readonly id = '${id}';

  chat(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatChunk> {
    signal.throwIfAborted();
    throw unavailable(\`'\${request.model}' was not called\`);
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    signal.throwIfAborted();
    throw unavailable('its models cannot be listed');
  }

  model(): ModelInfo | undefined {
    return undefined;
  }

  async test(signal: AbortSignal): Promise<never> {
    signal.throwIfAborted();
    throw unavailable('it cannot be tested');
  }
}

function unavailable(what: string): AppError {
  return new AppError('connector_unavailable', \`Connector '${id}' calls nobody yet: \${what}\`, { next: 'Choose another connector.' });
}
`;
}
