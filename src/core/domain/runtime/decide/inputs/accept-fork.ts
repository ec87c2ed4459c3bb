import type { ErrorWire } from '../../../model/errors.ts';
import { canonicalJson } from '../../../model/canonical-json.ts';
import type { JsonObject } from '../../../model/json.ts';
import { own } from '../../../model/own.ts';
import type { ForkCommand } from '../../../model/run-input.ts';
import { onceAhead } from '../once-ahead.ts';
import { problemOfApproved, problemOfRequest } from './changed-request.ts';
import type { Meeting } from './meeting.ts';
import { refuse } from './refusal.ts';

/** Why a run of its own cannot begin here; undefined when it can. */
export function acceptFork({ workflow, state }: Meeting, { vars, requests, effects }: ForkCommand): ErrorWire | undefined {
  for (const [name, value] of Object.entries(vars ?? {})) {
    const variable = own(workflow.variables, name);
    if (variable === undefined) {
      const known = Object.keys(workflow.variables);
      return refuse('input_invalid', 'not_there', { message: `The workflow has no variable "${name}".`, next: known.length === 0 ? 'It has no variables.' : `Its variables are: ${known.join(', ')}.`, data: { variable: name } });
    }
    const [problem] = variable.check(value);
    if (problem !== undefined) return refuse('input_invalid', 'not_allowed', { message: `The value of the variable "${name}" does not fit its schema: ${problem.path}: ${problem.message}`, next: 'Give a value of the type the workflow declares.', data: { variable: name } });
  }
  for (const [id, request] of Object.entries(requests ?? {})) {
    const wanted = own(state.wanted, id);
    const problem = wanted === undefined ? undefined : (isOther(wanted.request, request) ? problemOfApproved(state, wanted) : undefined) ?? problemOfRequest(workflow, wanted, request);
    if (problem !== undefined) return problem;
  }
  if (effects !== undefined) return undefined;
  const once = onceAhead(workflow, state);
  if (once.length === 0) return undefined;
  return refuse('precondition_failed', 'not_allowed', {
    message: `After this point come actions that must happen only once: ${once.join(', ')}.`,
    next: 'Say what is to become of them: --effects live carries them out again, mock answers with a stand-in, recorded with what the parent got.',
    data: { once: [...once] },
  });
}

function isOther(before: JsonObject, after: JsonObject): boolean {
  return canonicalJson(before) !== canonicalJson(after);
}
