import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ValidatorAsk } from '../../catalogue/validator-kind.ts';
import { knownNames } from '../../model/finding-data.ts';
import { present } from '../../model/present.ts';
import type { Region, Transition, Validator } from '../../model/workflow.ts';
import { compileDuration } from './compile-action.ts';
import { compileOwnAction, isTakenAtOnce } from './compile-own-action.ts';
import { compileText } from './compiled-value.ts';
import type { CompiledAsk } from './compiled-definition.ts';
import type { DefinitionIssues } from './definition-issues.ts';

const defaultCooldownMs = 1000;

/** Whom the validator asks, with its templates read; undefined when one of them cannot be. */
export function compileAsk(issues: DefinitionIssues, where: string, { validator, ask }: { readonly validator: Validator; readonly ask: ValidatorAsk }): CompiledAsk | undefined {
  const again = { retries: validator.retries ?? 0, cooldownMs: compileDuration(issues, `${where}.cooldown`, validator.cooldown) ?? defaultCooldownMs };
  if (ask.of === 'model') {
    const action = compileOwnAction(issues, `${where}.config`, { id: validator.id, kind: ask.kind, config: ask.config });
    return action === undefined ? undefined : { ...again, of: 'model', action };
  }
  const title = issues.attempt(`${where}.config.title`, () => compileText(ask.title));
  const text = issues.attempt(`${where}.config.text`, () => compileText(ask.text));
  if (title === undefined || text === undefined) return undefined;
  const { quorum, principals, bySelf, expiresMs, approves } = ask;
  return { ...again, of: 'people', title, text, quorum, bySelf, approves, ...present({ principals, expiresMs }) };
}

/** Adds an issue for every validator that asks where nobody can be asked, or for more than there is. */
export function checkAsks(issues: DefinitionIssues, region: Region, catalogue: Catalogue): void {
  for (const transition of region.transitions) {
    for (const validator of transition.validators) checkValidator(issues, { region, transition, validator, catalogue });
  }
}

interface Placed {
  readonly region: Region;
  readonly transition: Transition;
  readonly validator: Validator;
  readonly catalogue: Catalogue;
}

function checkValidator(issues: DefinitionIssues, { region, transition, validator, catalogue }: Placed): void {
  const where = `transitions.${transition.id}.validators.${validator.id}`;
  const kind = catalogue.validators.get(validator.type);
  if (kind === undefined) return;
  const asks = kind.asks !== undefined;
  if (!asks && (validator.retries !== undefined || validator.cooldown !== undefined)) {
    issues.add(where, `A validator of type ${validator.type} says the same every time: it has no retries and no cooldown.`);
  }
  if (asks && isTakenAtOnce(transition)) issues.add(where, 'A transition that leaves by an error or a limit is taken at once, so that nobody can be asked.', 'Ask at the next node instead.');
  const approves = validator.type === 'manual-approval' && Array.isArray(validator.config['approves']) ? validator.config['approves'] : [];
  const known = [...(region.nodes.find((node) => node.id === transition.from)?.exit ?? []), ...(region.nodes.find((node) => node.id === transition.to)?.entry ?? [])].map(({ id }) => id);
  for (const action of approves) {
    if (known.includes(String(action))) continue;
    const [from, to] = [transition.from, transition.to].map((id) => region.nodes.find((node) => node.id === id)?.name ?? id);
    issues.add(`${where}.config.approves`, `It asks for the approval of "${String(action)}", and there is no such action: neither when "${from}" is left nor when "${to}" is entered.`, { code: 'config_invalid', next: 'Choose another action to be approved, or take it out.', data: { case: 'approval_gone', name: String(action), known: knownNames(known) } });
  }
  const quorum = Number(validator.config['quorum'] ?? 1);
  const { principals } = validator.config;
  const named = Array.isArray(principals) ? new Set(principals).size : undefined;
  if (asks && named !== undefined && named < quorum) {
    issues.add(`${where}.config.quorum`, `${quorum} must approve, and only ${named} may.`, { code: 'approval_without_principals', next: 'Name more who may, or ask for fewer.', data: { count: { there: named, least: quorum } } });
  }
}
