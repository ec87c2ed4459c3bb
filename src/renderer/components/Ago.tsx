import { useEffect, useState } from 'react';
import { agoWords, fullTime } from './time-words.ts';

/** A moment as its distance from now, kept true while it is on screen; the exact time is its title. */
export function Ago({ at }: { readonly at: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 30_000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <time dateTime={at} title={fullTime(at)}>
      {agoWords(at, now)}
    </time>
  );
}
