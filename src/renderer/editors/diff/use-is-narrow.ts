import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is narrower than so many pixels; follows its size. */
export function useIsNarrow(element: RefObject<HTMLElement | null>, below: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setNarrow(entry.contentRect.width < below);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, [element, below]);
  return isNarrow;
}
