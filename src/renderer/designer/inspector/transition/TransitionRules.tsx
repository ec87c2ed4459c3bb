import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { TriggerList } from './TriggerList.tsx';
import { ValidatorList } from './ValidatorList.tsx';

/** What fires a transition and what has to hold for it: two lists in order. */
export function TransitionRules({ transition }: { readonly transition: JsonObject }) {
  return (
    <>
      <TriggerList transition={transition} />
      <ValidatorList transition={transition} />
    </>
  );
}
