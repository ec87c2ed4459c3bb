import { problemWords } from '../../../strings/designer-problems.ts';
import { cycleToLoop } from './cycle-to-loop.ts';
import type { FixMaker } from './quick-fix.ts';

const words = problemWords.cycle;

/** A loop with limits in place of the cycle; where it cannot be one, the limits of the whole run, and why. */
export const cycleWithoutProgress: FixMaker = ({ where }, { definition }) => {
  const converted = cycleToLoop(definition, where.split('.')[1] ?? '');
  if (typeof converted === 'string') return [{ title: words.limits(converted), short: words.limitsShort, edits: [], field: 'limits.maxTransitions' }];
  return [{ title: words.convert, edits: [{ kind: 'replace', act: 'mend', definition: converted.definition }] }];
};
