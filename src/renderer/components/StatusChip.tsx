import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './StatusChip.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'live' | 'wait' | 'calm';

export interface StatusLook {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: IconName;
  readonly isSpinning?: boolean;
}

/** A state as a drawing, a word and a colour, in this order of importance. */
export function StatusChip({ look, isBare = false }: { readonly look: StatusLook; readonly isBare?: boolean }) {
  return (
    <span className={classNames(styles['chip'], styles[look.tone], isBare && styles['bare'])}>
      <Icon name={look.icon} size="small" isSpinning={look.isSpinning ?? false} />
      {look.label}
    </span>
  );
}
