import type { NodeKind } from '../node-kind.ts';
import { decision } from './decision.ts';
import { end } from './end.ts';
import { loop } from './loop.ts';
import { map } from './map.ts';
import { parallel } from './parallel.ts';
import { start } from './start.ts';
import { subWorkflow } from './sub-workflow.ts';
import { uiCard } from './ui-card.ts';
import { wait } from './wait.ts';
import { workStep } from './work-step.ts';

/** Every kind of node there is. */
export const nodeKinds: readonly NodeKind[] = [start, workStep, decision, loop, parallel, map, subWorkflow, uiCard, wait, end];
