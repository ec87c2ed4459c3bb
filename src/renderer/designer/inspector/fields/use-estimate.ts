import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectIn, textOf } from '../editing/reading.ts';
import { useResting } from '../editing/use-resting.ts';

/** The connector that answers: the one beside a field, or the workflow's own; none where nobody can say before a run. */
export function connectorBeside(config: JsonObject, llm: JsonObject): string | undefined {
  return named(config, 'connector') ?? named(llm, 'connector');
}

/** What a prompt is to be estimated with: names as they are written in its config, or in the workflow's own. */
export function estimateInput(config: JsonObject, llm: JsonObject, text: string) {
  const connector = connectorBeside(config, llm);
  const model = named(config, 'model') ?? (connector === named(llm, 'connector') || named(config, 'connector') === undefined ? named(llm, 'model') : undefined);
  const system = textOf(config, 'system');
  const most = config['maxOutputTokens'];
  return { text, ...(connector === undefined ? {} : { id: connector }), ...(model === undefined ? {} : { model }), ...(system === '' ? {} : { system }), maxOutputTokens: typeof most === 'number' ? most : 1024 };
}

/** A name that is known before a run: no template, and not the word for "whatever the connector says". */
function named(object: JsonObject, key: string): string | undefined {
  const name = textOf(object, key);
  return name === '' || name === 'default' || name.includes('{{') ? undefined : name;
}

/** Tokens and the highest price of a prompt, a moment after the last letter. */
export function useEstimate(config: JsonObject, text: string) {
  const client = useClient();
  const llm = useDesignerState(({ definition }) => objectIn(definition, 'llm'));
  const rested = useResting(text, 300);
  const input = estimateInput(config, llm, rested);
  return useQuery({
    queryKey: ['inspector', 'estimate', input],
    enabled: rested !== '',
    gcTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => client.connectors.estimate(input, { signal }),
  });
}
