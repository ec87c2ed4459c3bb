import type { ActionInput, ActionProgress, EffectOutcome } from '../action-kind.ts';
import type { AgentConfig } from './llm-agent-config.ts';
import type { Steps, Told } from './llm-agent-steps.ts';

interface Talk {
  readonly steps: Steps<Told>;
  /** What it is about: a talk under another config is another one. */
  readonly config: string;
  readonly input: ActionInput;
  /** The outcomes it was told, as they were handed over. */
  readonly told: unknown[];
  now: IteratorResult<Exclude<ActionProgress, Told>, Told>;
}

/**
 * The next step of a conversation that is told anew from its first word, at the price of what is new in it. A talk is kept by
 * the very object of its first outcome, for as long as somebody holds that, and goes on only where everything it was told
 * before is the same object again; else it is told from the beginning, which leads to the same step.
 */
export function createTalks(begin: (config: AgentConfig, input: ActionInput) => Steps<Told>) {
  const kept = new WeakMap<object, Talk>();
  const started = (config: AgentConfig, input: ActionInput, text: string): Talk => {
    const steps = begin(config, input);
    return { steps, config: text, input, told: [], now: steps.next() };
  };
  return (config: AgentConfig, input: ActionInput, outcomes: readonly EffectOutcome[]): ActionProgress => {
    const anchor = outcomes.map(saidIn).find((said) => typeof said === 'object' && said !== null);
    const text = anchor === undefined ? '' : JSON.stringify(config);
    const known = typeof anchor === 'object' && anchor !== null ? kept.get(anchor) : undefined;
    const talk = known !== undefined && known.config === text && isSame(known.input, input) && isBegun(known, outcomes) ? known : started(config, input, text);
    // One that throws on the way is not gone on with.
    if (typeof anchor === 'object' && anchor !== null) kept.delete(anchor);
    for (const outcome of outcomes.slice(talk.told.length)) {
      if (talk.now.done === true) break;
      talk.told.push(saidIn(outcome));
      talk.now = talk.steps.next(outcome);
    }
    if (typeof anchor === 'object' && anchor !== null) kept.set(anchor, talk);
    return talk.now.value;
  };
}

function saidIn(outcome: EffectOutcome): unknown {
  return outcome.ok ? outcome.output : outcome.error;
}

function isBegun({ told }: Talk, outcomes: readonly EffectOutcome[]): boolean {
  return told.length <= outcomes.length && told.every((said, at) => {
    const outcome = outcomes[at];
    return outcome !== undefined && saidIn(outcome) === said;
  });
}

function isSame(one: ActionInput, other: ActionInput): boolean {
  return one.workflow === other.workflow && one.node === other.node && one.action === other.action && one.visit === other.visit && one.variables === other.variables;
}
