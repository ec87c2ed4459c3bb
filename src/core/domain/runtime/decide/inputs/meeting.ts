import type { RunState } from '../../../model/run-state.ts';
import type { CompiledDefinition } from '../../compile/compiled-definition.ts';

/** Where an input meets a run. */
export interface Meeting {
  readonly workflow: CompiledDefinition;
  readonly state: RunState;
  readonly at: number;
}
