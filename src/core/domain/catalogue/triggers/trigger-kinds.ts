import type { TriggerKind } from '../trigger-kind.ts';
import { aiDecision } from './ai-decision.ts';
import { cardSubmitted } from './card-submitted.ts';
import { condition } from './condition.ts';
import { conditionMet } from './condition-met.ts';
import { external } from './external.ts';
import { immediate } from './immediate.ts';
import { limitReached } from './limit-reached.ts';
import { manualAdvance } from './manual-advance.ts';
import { manualBreak } from './manual-break.ts';
import { manualSelection } from './manual-selection.ts';
import { onError } from './on-error.ts';
import { scheduled } from './scheduled.ts';
import { taskComplete } from './task-complete.ts';

/** Every kind of trigger there is. */
export const triggerKinds: readonly TriggerKind[] = [immediate, taskComplete, condition, conditionMet, limitReached, cardSubmitted, scheduled, external, manualBreak, aiDecision, manualSelection, manualAdvance, onError];
