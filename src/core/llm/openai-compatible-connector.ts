import { OpenaiChatConnector } from './openai-chat-connector.ts';
import type { VendorParts } from './vendor-parts.ts';

/** Models of any program that speaks OpenAI's chat completions at an address: Ollama, LM Studio, vLLM. Nothing is known of them but what settings say. */
export class OpenaiCompatibleConnector extends OpenaiChatConnector {
  constructor(parts: VendorParts) {
    super(parts, {
      title: 'The model server',
      baseUrl: 'http://127.0.0.1:11434/v1',
      table: [],
      defaultModel: undefined,
      lengthField: 'max_tokens',
      takesTemperature: true,
    });
  }
}
