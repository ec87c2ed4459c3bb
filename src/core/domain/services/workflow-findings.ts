import type { JsonObject } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import { normalJson } from '../model/normal-json.ts';
import type { Finding } from '../operations/workflows.ts';
import { verify, type VerifyContext, type VerifyFinding } from '../runtime/verify/verify.ts';

export interface FindingsContext extends VerifyContext {
  /** What was found in the document templates it names. */
  readonly templates?: readonly Finding[];
}

/** What verify says of a definition, in the shape that doors hand out. */
export function workflowFindings(definition: JsonObject, { templates = [], ...context }: FindingsContext): { readonly findings: Finding[]; readonly notAnalysed: string[] } {
  const { findings, notAnalysed } = verify(definition, context);
  return { findings: [...findings.map(shown), ...templates], notAnalysed: [...notAnalysed] };
}

/** Only doubtful: the workflow may run elsewhere, or once they are there; until then a run that meets one waits or fails. */
const ofThePlace: readonly VerifyFinding['code'][] = ['missing_connector', 'missing_credential', 'missing_directory'];

function shown({ trace, ...found }: VerifyFinding): Finding {
  const finding: Finding = ofThePlace.includes(found.code) ? { ...found, severity: 'warning' } : found;
  if (trace === undefined) return finding;
  return { ...finding, trace: trace.map(({ at, input }) => ({ at, input: jsonOf(input) })) };
}

function jsonOf(input: object): JsonObject {
  const value = normalJson(input);
  return isJsonObject(value) ? value : {};
}
