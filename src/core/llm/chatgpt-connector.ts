import { chatgptModels } from './chatgpt-models.ts';
import { OpenaiChatConnector } from './openai-chat-connector.ts';
import type { VendorParts } from './vendor-parts.ts';

/** Models of OpenAI. */
export class ChatgptConnector extends OpenaiChatConnector {
  constructor(parts: VendorParts) {
    super(parts, {
      title: 'ChatGPT',
      baseUrl: 'https://api.openai.com/v1',
      table: chatgptModels,
      defaultModel: 'gpt-6-sol',
      lengthField: 'max_completion_tokens',
      takesTemperature: false,
    });
  }
}
