import { idOf, listIn, nameOf, nodesIn, textIn, transitionsIn, triggerKey } from '../../../model/edit/definition-reading.ts';
import type { JsonObject } from '../../../model/json.ts';
import type { VerifyFinding } from '../finding.ts';

/** What is passed over, so that nobody takes it for something that runs. */
export function findSwitchedOff(definition: JsonObject): readonly VerifyFinding[] {
  const steps = nodesIn(definition).flatMap((node) =>
    ['entry', 'exit'].flatMap((list) => off(node, list).map((step) => finding(`nodes.${idOf(node)}.actions.${idOf(step)}`, `The action "${nameOf(step)}" is switched off: it is skipped, and leaves nothing.`))),
  );
  const checks = transitionsIn(definition).flatMap((transition) => [
    ...off(transition, 'validators').map((validator) => finding(`transitions.${idOf(transition)}.validators.${idOf(validator)}`, `The validator "${idOf(validator)}" is switched off: it lets everything pass.`)),
    ...off(transition, 'triggers').map((trigger) => {
      const all = listIn(transition, 'triggers');
      return finding(`transitions.${idOf(transition)}.triggers.${triggerKey(all, all.indexOf(trigger))}`, `The trigger ${textIn(trigger, 'type') ?? ''} is switched off: it never fires.`);
    }),
  ]);
  return [...steps, ...checks];
}

function off(part: JsonObject, list: string): readonly JsonObject[] {
  return listIn(part, list).filter(({ enabled }) => enabled === false);
}

function finding(where: string, message: string): VerifyFinding {
  return { code: 'switched_off', severity: 'info', where, message, fix: 'Switch it on, or remove it.' };
}
