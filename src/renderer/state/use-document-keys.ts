import { useEffect, useEffectEvent } from 'react';

/** Has `onKey` hear every key pressed on the page that nobody stopped, while the component stands. */
export function useDocumentKeys(onKey: (event: KeyboardEvent) => void): void {
  const heard = useEffectEvent(onKey);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      heard(event);
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  }, []);
}
