import { useEffect, useEffectEvent, useState } from 'react';

/** Does what was asked for while something is being checked once that is over; at once where it is. */
export function useOnceChecked(isChecking: boolean, act: () => void): { readonly act: () => void; readonly isWaiting: boolean } {
  const [isWanted, setIsWanted] = useState(false);
  const isWaiting = isWanted && isChecking;
  const carryOut = useEffectEvent(() => {
    setIsWanted(false);
    act();
  });
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it is done once, and wanted no more
    if (isWanted && !isChecking) carryOut();
  }, [isWanted, isChecking]);
  return { act: () => { setIsWanted(true); }, isWaiting };
}
