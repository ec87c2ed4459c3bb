import { costOf, mostOfChat } from '../catalogue/model-usage.ts';
import { present } from '../model/present.ts';
import type { ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { ChatMessage } from '../ports/llm-connector.ts';
import type { AreaService } from './area-service.ts';
import { estimatedTokens } from './ask-model.ts';

type Estimate = AreaService<'connectors'>['estimate'];

/** What a prompt would use, without asking anybody: about so many tokens, and at most this price with the longest answer. */
export async function estimatePrompt(registry: Pick<ConnectorRegistryPort, 'llm'>, { id, text, system, model = 'default', maxOutputTokens: wanted }: Parameters<Estimate>[0]): ReturnType<Estimate> {
  const connector = await registry.llm(id, { mayFallBack: false });
  const known = connector.model(model);
  const messages: readonly ChatMessage[] = [...(system === undefined ? [] : [{ role: 'system' as const, text: system }]), { role: 'user', text }];
  const maxOutputTokens = wanted ?? known?.maxOutputTokens;
  const tokens = estimatedTokens(messages);
  const price = maxOutputTokens === undefined ? undefined : known?.price;
  const most = mostOfChat({ messages, maxOutputTokens: maxOutputTokens ?? 0 });
  const contextTokens = known?.contextTokens;
  return {
    id: connector.id,
    model: known?.id ?? model,
    tokens,
    ...present({
      maxOutputTokens,
      contextTokens,
      fits: contextTokens === undefined ? undefined : tokens + (maxOutputTokens ?? 0) <= contextTokens,
      micros: price === undefined ? undefined : costOf(price, { input: most.inputTokens, cachedInput: 0, output: most.outputTokens }),
      asOf: price?.asOf,
    }),
  };
}
