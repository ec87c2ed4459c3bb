import { useQuery } from '@tanstack/react-query';
import type { Card } from '../../../../core/domain/model/card.ts';
import { changedTexts } from '../../../../core/domain/model/edit/expression-places.ts';
import type { Json } from '../../../../core/domain/model/json.ts';
import { normalJson } from '../../../../core/domain/model/normal-json.ts';
import { useClient } from '../../../client/ClientProvider.tsx';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectNumber } from '../editing/object-number.ts';
import { useResting } from '../editing/use-resting.ts';

export interface CardSample {
  /** What each template gives, by its text. */
  readonly values: ReadonlyMap<string, Json>;
  /** Whether the last run gave them, or they are made up from what is known of them; absent where there are none. */
  readonly from?: 'run' | 'types' | undefined;
}

const nothing: CardSample = { values: new Map() };

/** What the templates of a card gave in the last run; of those it has nothing of, what they may give. */
export function useCardSample(card: Card | undefined, scope: string): CardSample {
  const client = useClient();
  const id = useDesignerState(({ workflow }) => workflow.id);
  const definition = useResting(useDesignerState((state) => state.definition), 400);
  const templates = card === undefined ? [] : templatesIn(card);
  const { data } = useQuery({
    queryKey: ['inspector', 'card-sample', id, scope, templates, objectNumber(definition)],
    enabled: scope !== '' && templates.length > 0,
    gcTime: 30_000,
    queryFn: async ({ signal }) => {
      const given = await Promise.all(templates.map(async (template) => {
        const { values, sample } = await client.workflows.evaluate({ id, where: scope, definition, template }, { signal });
        const known = values.find(({ value }) => value !== undefined)?.value;
        const value = known ?? sample;
        return value === undefined ? [] : [{ template, value, isFromRun: known !== undefined }];
      }));
      return given.flat();
    },
  });
  if (data === undefined || data.length === 0) return nothing;
  return { values: new Map(data.map(({ template, value }) => [template, value])), from: data.some(({ isFromRun }) => isFromRun) ? 'run' : 'types' };
}

const most = 40;

function templatesIn(card: Card): readonly string[] {
  const found = new Set<string>();
  changedTexts(normalJson(card), (text) => {
    if (text.includes('{{')) found.add(text);
    return text;
  });
  return [...found].slice(0, most);
}
