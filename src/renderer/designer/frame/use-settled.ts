import { useEffect, useRef, useState } from 'react';

/** A second press of a double click has come by then. */
const settleMs = 250;

/** What is wanted, once a press on the canvas that brought it is over: nothing opens under a drag or a double click. */
export function useSettled(isWanted: boolean): boolean {
  const press = useRef({ isDown: false, at: -settleMs });
  const [isSettled, setIsSettled] = useState(isWanted);
  useEffect(() => {
    const heard = new AbortController();
    const note = ({ type, target }: PointerEvent): void => {
      const isDown = type === 'pointerdown' && target instanceof Element && target.closest('[data-designer-area]') !== null;
      if (isDown || press.current.isDown) press.current = { isDown, at: performance.now() };
    };
    for (const type of ['pointerdown', 'pointerup', 'pointercancel'] as const) document.addEventListener(type, note, { capture: true, signal: heard.signal });
    return () => { heard.abort(); };
  }, []);
  useEffect(() => {
    if (!isWanted) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (): void => {
      const rest = press.current.at + settleMs - performance.now();
      if (press.current.isDown || rest > 0) timer = setTimeout(settle, Math.max(rest, 50));
      else setIsSettled(true);
    };
    settle();
    return () => {
      clearTimeout(timer);
      setIsSettled(false);
    };
  }, [isWanted]);
  return isWanted && isSettled;
}
