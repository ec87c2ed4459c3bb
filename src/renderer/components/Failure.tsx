import type { ReactNode } from 'react';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { readFailure } from '../client/read-failure.ts';
import { shellWords } from '../strings/shell.ts';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import styles from './Failure.module.css';
import { Icon } from './Icon.tsx';
import { MarkedText } from './MarkedText.tsx';

export interface FailureProps {
  readonly error: unknown;
  /** What could not be done: "The runs cannot be shown". */
  readonly title?: string;
  readonly onRetry?: () => void;
  /** Beside the thing that failed, instead of in its place. */
  readonly isInline?: boolean;
  /** A button beside it is the next step, so none is told. */
  readonly isNextBeside?: boolean;
  /** The way to what mends it. */
  readonly children?: ReactNode;
}

/** A failure in the words it came with: what happened, the next step, the code, and a way to try again. */
export function Failure({ error, title, onRetry, isInline = false, isNextBeside = false, children }: FailureProps) {
  const { code, message, next } = readFailure(error);
  return (
    <section role="alert" className={classNames(styles['failure'], isInline && styles['inline'])}>
      <Icon name="alert" />
      <div className={styles['words']}>
        {title !== undefined && <h2>{title}</h2>}
        <p>{shownText(message)}</p>
        {next !== undefined && !isNextBeside && <p className={styles['next']}><MarkedText text={next} /></p>}
        <p className={styles['code']}>
          {shellWords.failure.code} <code>{code}</code>
        </p>
        {children}
        {onRetry !== undefined && (
          <Button size="small" onPress={onRetry}>
            {shellWords.failure.retry}
          </Button>
        )}
      </div>
    </section>
  );
}
