import { useEffect, useState } from 'react';
import { effectParts } from '../../core/domain/model/effect-id.ts';
import { nodeOf } from '../../core/domain/model/region-path.ts';
import { Icon } from '../components/Icon.tsx';
import { durationWords } from '../components/time-words.ts';
import { consoleWords } from '../strings/console.ts';
import { useConsole, useFeedState } from './console-context.tsx';
import styles from './StallBanner.module.css';
import { useStalledAfter } from './stalled-after.ts';
import { openEffect } from './timeline/open-effect.ts';

const words = consoleWords.stall;

/** Says that a run which should be working has written nothing for a while, what it is at, and what can be done. */
export function StallBanner() {
  const { run, feed, nameOf } = useConsole();
  const state = useFeedState();
  const stalledAfter = useStalledAfter() * 1000;
  const now = useNow(stalledAfter > 0 && run.status === 'running' && state.connection === 'live');
  const last = feed.rows.at.at(-1);
  if (run.status !== 'running' || now === undefined || last === undefined || now - last < stalledAfter || state.texts.length > 0) return null;
  const effect = effectParts(openEffect(feed.rows) ?? '');
  return (
    <p className={styles['banner']} role="status">
      <Icon name="clock" />
      <span>
        <strong>{words.title}.</strong> {words.text(durationWords(now - last), effect === undefined ? words.nothing : words.effect(effect.action, nameOf(nodeOf(effect.visit))))} {effect === undefined ? words.adviceIdle : words.advice}
      </span>
    </p>
  );
}

/** The time, every few seconds while it matters. */
function useNow(isNeeded: boolean): number | undefined {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    if (!isNeeded) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 5000);
    return () => {
      clearInterval(timer);
    };
  }, [isNeeded]);
  return isNeeded ? now : undefined;
}
