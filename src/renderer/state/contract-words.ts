import type { AreaName } from '../../core/domain/operations/areas.ts';
import type { OperationFacts, OperationMeta } from '../../core/domain/operations/define-operation.ts';
import type { OperationForm } from '../../core/domain/operations/operation-form.ts';

export interface OperationWords extends Pick<OperationFacts, 'name' | 'summary' | 'kind' | 'aliases' | 'positionals'> {
  readonly area: AreaName;
  /** There is nothing to be said. */
  readonly takesNothing: boolean;
}

/** Asked for once; the contract does not change while the page is open. */
export const operationWordsQuery = { queryKey: ['contract words'], queryFn: loadOperationWords, staleTime: Number.POSITIVE_INFINITY } as const;

/** The names and sentences of every operation, loaded with the contract when first asked for. */
export async function loadOperationWords(): Promise<OperationWords[]> {
  const { areas, loadContract } = await import('../../core/domain/operations/areas.ts');
  const contract = await loadContract();
  return Object.keys(areas).flatMap((area) => (isArea(area, contract) ? Object.values<Procedure>(contract[area]).flatMap((procedure) => wordsOf(area, procedure)) : []));
}

/** One operation as a form is made from it. */
export async function loadOperationForm(name: string): Promise<OperationForm> {
  const [{ operationsOf }, { operationForm }] = await Promise.all([import('../../core/domain/operations/operations-of.ts'), import('../../core/domain/operations/operation-form.ts')]);
  const [area = '', verb = ''] = name.split('.');
  const found = (await operationsOf(area as AreaName, verb))[verb];
  if (found === undefined) throw new Error(`The contract has no operation ${name}.`);
  return operationForm(found);
}

function isArea(name: string, contract: object): name is AreaName {
  return Object.hasOwn(contract, name);
}

interface Procedure {
  readonly '~orpc': { readonly meta: OperationMeta; readonly inputSchema?: { readonly shape?: object } | undefined };
}

function wordsOf(area: AreaName, procedure: Procedure): OperationWords[] {
  const { meta: { operation }, inputSchema } = procedure['~orpc'];
  if (operation === undefined) return [];
  const { name, summary, kind, aliases, positionals } = operation;
  return [{ area, name, summary, kind, aliases, positionals, takesNothing: Object.keys(inputSchema?.shape ?? {}).length === 0 }];
}
