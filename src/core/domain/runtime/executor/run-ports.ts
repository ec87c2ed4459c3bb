import type { RunState } from '../../model/run-state.ts';
import { defaultProfile } from '../../model/settings-layers.ts';
import type { EffectPorts } from '../../ports/effect-ports.ts';

/** What the run may touch: as the profile it was started under has it, whichever is active now. */
export function portsOfRun(ports: EffectPorts, state: Pick<RunState, 'pins'>): EffectPorts {
  return ports.under?.(profileOf(state)) ?? ports;
}

/** The profile a run was started under; the one that says nothing is not named. */
export function profileOf({ pins }: Pick<RunState, 'pins'>): string {
  const { profile } = pins;
  return typeof profile === 'string' ? profile : defaultProfile;
}
