import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { NodeKind } from '../../catalogue/node-kind.ts';
import { triggerKey } from '../../model/edit/definition-reading.ts';
import { knownNames } from '../../model/finding-data.ts';
import type { Transition, Trigger, Validator } from '../../model/workflow.ts';
import { compileAsk } from './compile-asks.ts';
import { compileConfig } from './compile-sources.ts';
import type { CompiledTransition, CompiledTrigger, CompiledValidator } from './compiled-definition.ts';
import type { DefinitionIssues } from './definition-issues.ts';

interface Given {
  readonly transition: Transition;
  /** The kind of the node it leaves. */
  readonly from: NodeKind;
  readonly catalogue: Catalogue;
}

/** The transition with its triggers and validators ready to be examined. */
export function compileTransition(issues: DefinitionIssues, given: Given): CompiledTransition {
  const { id, from, to } = given.transition;
  const where = `transitions.${id}`;
  return {
    id,
    from,
    to,
    triggers: given.transition.triggers.flatMap((trigger, at) => compileTrigger(issues, where, { ...given, trigger, key: triggerKey(given.transition.triggers, at) }) ?? []),
    validators: given.transition.validators.flatMap((validator) => compileValidator(issues, where, { ...given, validator }) ?? []),
  };
}

function compileTrigger(issues: DefinitionIssues, where: string, given: Given & { readonly trigger: Trigger; readonly key: string }): CompiledTrigger | undefined {
  const { trigger, key, from, catalogue } = given;
  const at = `${where}.triggers.${key}`;
  const kind = catalogue.triggers.get(trigger.type);
  if (kind === undefined) {
    issues.add(at, `"${trigger.type}" is not a known trigger.`, { code: 'unknown_kind', next: `Known triggers: ${[...catalogue.triggers.keys()].join(', ')}.`, data: { name: trigger.type, known: knownNames(catalogue.triggers.keys()) } });
    return undefined;
  }
  if (!from.leavesBy.includes(trigger.type)) {
    const ways = from.leavesBy.length === 0 ? 'It has no way out.' : `It leaves by ${from.leavesBy.join(', ')}.`;
    issues.add(at, `A node of type ${from.type} does not leave by ${trigger.type}.`, { code: 'trigger_not_allowed', next: ways, data: { name: trigger.type, known: knownNames(from.leavesBy) } });
    return undefined;
  }
  const compiled = compileConfig(issues, at, { kind, config: trigger.config });
  if (compiled === undefined) return undefined;
  const delayMs = kind.delayMs?.(compiled.config);
  const signal = kind.listensTo?.(compiled.config);
  return { key, kind, ...compiled, ...(delayMs === undefined ? {} : { delayMs }), ...(signal === undefined ? {} : { signal }) };
}

function compileValidator(issues: DefinitionIssues, where: string, given: { readonly validator: Validator; readonly catalogue: Catalogue }): CompiledValidator | undefined {
  const { validator, catalogue } = given;
  const at = `${where}.validators.${validator.id}`;
  const kind = catalogue.validators.get(validator.type);
  if (kind === undefined) {
    issues.add(at, `"${validator.type}" is not a known validator.`, { code: 'unknown_kind', next: `Known validators: ${[...catalogue.validators.keys()].join(', ')}.`, data: { name: validator.type, known: knownNames(catalogue.validators.keys()) } });
    return undefined;
  }
  const compiled = compileConfig(issues, at, { kind, config: validator.config });
  const check = compiled === undefined ? undefined : issues.attempt(`${at}.config`, () => kind.prepare(compiled.config));
  if (compiled === undefined || check === undefined) return undefined;
  const asked = kind.asks?.(compiled.config);
  const ask = asked === undefined ? undefined : compileAsk(issues, at, { validator, ask: asked });
  return {
    id: validator.id,
    check,
    ...(ask === undefined ? {} : { ask }),
    sources: compiled.sources,
    ...(validator.message === undefined ? {} : { message: validator.message }),
    ...(validator.recommendedAction === undefined ? {} : { recommendedAction: validator.recommendedAction }),
  };
}
