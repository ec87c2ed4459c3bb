import type { CSSProperties, KeyboardEventHandler, ReactNode, Ref, UIEventHandler } from 'react';

export interface ScrollAreaProps {
  /** What is scrolled, for readers. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly id?: string;
  readonly ref?: Ref<HTMLDivElement>;
  readonly style?: CSSProperties;
  readonly onKeyDown?: KeyboardEventHandler<HTMLDivElement>;
  readonly onScroll?: UIEventHandler<HTMLDivElement>;
  readonly children: ReactNode;
}

/** A part of the page that scrolls inside itself; the keyboard can reach it and scroll it. */
export function ScrollArea({ label, children, ...rest }: ScrollAreaProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached without a pointer
    <div role="group" aria-label={label} tabIndex={0} {...rest}>
      {children}
    </div>
  );
}
