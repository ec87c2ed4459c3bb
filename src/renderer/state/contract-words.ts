import type { AreaName } from '../../core/domain/operations/areas.ts';
import type { OperationFacts, OperationMeta } from '../../core/domain/operations/define-operation.ts';

export interface OperationWords extends Pick<OperationFacts, 'name' | 'summary'> {
  readonly area: AreaName;
}

/** Asked for once; the contract does not change while the page is open. */
export const operationWordsQuery = { queryKey: ['contract words'], queryFn: loadOperationWords, staleTime: Number.POSITIVE_INFINITY } as const;

/** The names and sentences of every operation, loaded with the contract when first asked for. */
export async function loadOperationWords(): Promise<OperationWords[]> {
  const { areas, loadContract } = await import('../../core/domain/operations/areas.ts');
  const contract = await loadContract();
  return Object.keys(areas).flatMap((area) => (isArea(area, contract) ? Object.values<Procedure>(contract[area]).flatMap((procedure) => wordsOf(area, procedure)) : []));
}

function isArea(name: string, contract: object): name is AreaName {
  return Object.hasOwn(contract, name);
}

interface Procedure {
  readonly '~orpc': { readonly meta: OperationMeta };
}

function wordsOf(area: AreaName, procedure: Procedure): OperationWords[] {
  const { operation } = procedure['~orpc'].meta;
  return operation === undefined ? [] : [{ area, name: operation.name, summary: operation.summary }];
}
