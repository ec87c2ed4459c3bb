import { useState } from 'react';
import type { CardField } from '../../core/domain/model/card.ts';
import { type CardAsked, forgetTyped, keepTyped, typedBefore } from './card-drafts.ts';
import { type CardControl, type CardControls, initialControls } from './read-card.ts';

export interface TypedCard {
  readonly controls: CardControls;
  /** Some of it was typed before this page was opened. */
  readonly isResumed: boolean;
  readonly change: (key: string, control: CardControl) => void;
  /** Back to the defaults. */
  readonly startOver: () => void;
}

/** What is in the form of a card: what was typed here before and not sent, else the defaults. */
export function useCardControls(card: CardAsked, fields: readonly CardField[]): TypedCard {
  const [{ controls, isResumed }, setTyped] = useState(() => {
    const before = typedBefore(card);
    return { controls: { ...initialControls(fields), ...before }, isResumed: before !== undefined };
  });
  return {
    controls,
    isResumed,
    change: (key, control) => {
      const next = { ...controls, [key]: control };
      keepTyped(card, next);
      setTyped({ controls: next, isResumed });
    },
    startOver: () => {
      forgetTyped(card);
      setTyped({ controls: initialControls(fields), isResumed: false });
    },
  };
}
