import type { ClaimRefusedInput } from '../../../../../src/core/domain/model/run-input.ts';
import { around, go, looping, node, step, workflow } from '../../support/definitions.ts';
import { ScriptedRun } from './scripted-run.ts';

const leave = [go('t2', 'work', 'done', 'task-complete')];
const once = (id: string) => step(id, 'test.once', { config: { say: id }, retry: { maxRetries: 0 } });

/** What may stand between an action and its result, each answered by a person. */
export function incidentsOfActions(): ScriptedRun {
  const run = new ScriptedRun(around(node('work', 'workStep', { entry: ['a', 'b', 'c', 'd', 'e', 'f'].map(once) }), leave));
  run.mark('effect_started', 'a').fail('a').resolve('retry', { value: { say: 'otherwise' } }).complete('a');
  run.mark('effect_started', 'b').host('in_doubt', 'b').resolve('skip', { value: 'it took place' });
  run.host('crash_loop', 'c').resolve('retry').complete('c');
  run.fail('d', { code: 'vault_locked' }).resolve('retry').complete('d');
  run.fail('e', { code: 'credential_missing' }).resolve('retry').complete('e');
  return run.refuseClaim('f').resolve('raise_limit', { value: { by: 1 } }).complete('f');
}

/** Keys that are taken from an unattended run under way: another is set, and then another model asked. */
export function keysTaken(): ScriptedRun {
  const run = new ScriptedRun(around(node('work', 'workStep', { entry: [once('a'), once('b'), step('ask', 'llm.chat', { config: { prompt: 'What now?' } })] }), leave), { attended: false });
  run.complete('a').fail('b', { code: 'credential_rejected' }).resolve('retry').complete('b');
  return run.fail('ask', { code: 'credential_missing' }).resolve('use_model', { value: { model: 'small', connector: 'local' } }).complete('ask', { text: 'on', stop: 'end', model: 'small' });
}

/** Caps stand before a model call: its own is raised, a shared one is met with a cheaper model, and a person lets it fail. */
export function budgets(): ScriptedRun {
  const ask = step('ask', 'llm.chat', { config: { prompt: 'What now?' } });
  const run = new ScriptedRun(around(node('work', 'workStep', { entry: [ask] }), leave, { limits: { budget: { run: { micros: 100 } } } }));
  const refused = (more: Omit<ClaimRefusedInput, 'type' | 'effect' | 'attempt' | 'detail'>, attempt: number): ScriptedRun =>
    run.tell({ type: 'claim_refused', effect: 'work#1/ask.1', attempt, detail: 'it is used up', ...more });
  refused({ cap: 'limits.budget.run', measure: 'micros', most: 100, short: 250 }, 1).resolve('raise_limit');
  refused({ cap: 'limits.budget.run', measure: 'micros', most: 350, short: 20 }, 2).resolve('raise_limit', { value: { by: 20 } });
  refused({ cap: 'daily', measure: 'tokens', most: 10, short: 5, shared: true }, 3).resolve('use_model', { value: { model: 'small', connector: 'local' } });
  return refused({ cap: 'daily', measure: 'tokens', most: 10, short: 1, shared: true }, 4).resolve('fail');
}

/** The host holds a run as a whole; a person lets it go on, and then lets it fail. */
export function incidentsOfTheHost(): ScriptedRun {
  const run = new ScriptedRun(around(node('work', 'workStep', { entry: [once('a')] }), leave));
  run.tell({ type: 'host', kind: 'restored' }).resolve('retry');
  return run.tell({ type: 'host', kind: 'engine_error', detail: 'it threw' }).resolve('fail');
}

/** Nothing that could be taken, and a limit that a person raises. */
export function incidentsOfTheWay(): ScriptedRun {
  const definition = looping({ until: 'vars.n > 2', maxPasses: 2 }, [step('count', 'variable.set', { config: { name: 'n', value: '{{ vars.n + 1 }}' } })], {
    all: { variables: { n: { initial: 0 } } },
    nodes: [node('route', 'decision')],
    leave: [go('t5', 'route', 'done', ['condition', { when: 'false' }])],
  });
  const { root } = definition as unknown as { readonly root: { readonly transitions: readonly { readonly id: string }[] } };
  const throughRoute = { ...definition, root: { ...root, transitions: root.transitions.map((one) => (one.id === 't2' ? { ...one, to: 'route' } : one)) } };
  return new ScriptedRun(throughRoute).resolve('raise_limit', { value: { by: 2 } }).resolve('take_transition', { transition: 't5' });
}

/** A circle nobody feeds is held by the guard. */
export function loopGuard(): ScriptedRun {
  const definition = workflow(
    [node('begin', 'start'), node('a', 'workStep'), node('b', 'decision'), node('done', 'end')],
    [go('t1', 'begin', 'a', 'immediate'), go('t2', 'a', 'b', 'task-complete'), go('t3', 'b', 'done', ['condition', { when: 'false' }]), go('t4', 'b', 'a', 'condition')],
  );
  return new ScriptedRun(definition).goOn().resolve('fail');
}

/** Nobody watches it: a failure goes the way written for errors, and the run's own deadline ends it. */
export function unattendedFailure(): ScriptedRun {
  const definition = workflow(
    [node('begin', 'start'), node('work', 'workStep', { entry: [once('a')] }), node('rest', 'wait', { config: { after: 'PT2H' } }), node('done', 'end')],
    [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete'), go('t3', 'work', 'rest', 'error'), go('t4', 'rest', 'done', 'scheduled')],
    { limits: { timeout: 'PT1H' } },
  );
  const run = new ScriptedRun(definition, { attended: false }).fail('a', { class: 'timeout' });
  return run.timer('@timer.timeout');
}
