import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { JsonObject } from '../../model/json.ts';
import { checkDefinition } from '../compile-definition.ts';

/** One thing that is wrong or doubtful about a definition; `where` is a path of ids. Errors block publishing. */
export interface VerifyFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly where: string;
  readonly message: string;
  readonly fix?: string;
}

export interface Verification {
  readonly findings: readonly VerifyFinding[];
  /** What was not looked at, so that no findings is not taken for more than it is. */
  readonly notAnalysed: readonly string[];
}

export interface VerifyContext {
  readonly catalogue: Catalogue;
}

/** What is wrong with a definition before it ever runs: schema, ids, one start per region, unknown kinds, expressions. */
export function verify(definition: JsonObject, { catalogue }: VerifyContext): Verification {
  const checked = checkDefinition(definition, catalogue);
  const findings = checked.ok
    ? []
    : checked.issues.map(({ where, message, next }) => ({ code: 'definition_invalid', severity: 'error' as const, where, message, ...(next === undefined ? {} : { fix: next }) }));
  return { findings, notAnalysed: ['unreachable nodes', 'variables read before they are written', 'missing connectors and directories'] };
}
