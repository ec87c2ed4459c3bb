import { useEffect, useState } from 'react';

/** The value as it was when it last stayed the same for a while: questions are not asked for every letter. */
export function useResting<Value>(value: Value, restMs: number): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    if (Object.is(rested, value)) return undefined;
    const timer = setTimeout(() => { setRested(() => value); }, restMs);
    return () => { clearTimeout(timer); };
  }, [value, rested, restMs]);
  return rested;
}
