import { useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { type ConnectionState, hostAwayId, tryAgainNow, useConnectionState } from '../state/connection.ts';
import { connectionWords } from '../strings/frame-connection.ts';
import styles from './ConnectionBar.module.css';

/** Above everything while the line to the host is broken: that it is, what holds meanwhile, and what mends it. Announced, and said once. */
export function ConnectionBar() {
  const state = useConnectionState();
  const isBack = useIsBack(state);
  return (
    <>
      <p role="status" className="visually-hidden">
        {state === 'live' ? isBack && connectionWords.back : `${state === 'offline' ? connectionWords.offline : connectionWords.reconnecting} ${connectionWords.kept}`}
      </p>
      {state !== 'live' && (
        <section aria-label={connectionWords.label} className={styles['bar']} data-state={state}>
          <Icon name={state === 'offline' ? 'alert' : 'spinner'} isSpinning={state !== 'offline'} />
          <p id={hostAwayId} hidden>
            {connectionWords.waits}
          </p>
          <p>
            <strong>{state === 'offline' ? connectionWords.offline : connectionWords.reconnecting}</strong>{' '}
            {state === 'offline' ? (
              <>
                {connectionWords.start} <code>{connectionWords.command}</code>
              </>
            ) : (
              connectionWords.kept
            )}
          </p>
          <Button size="small" onPress={tryAgainNow}>
            {connectionWords.tryNow}
          </Button>
        </section>
      )}
    </>
  );
}

/** Long enough to be read aloud. */
const saidMs = 5000;

/** Whether the line stands again after it was broken; it is said once, and not to whoever comes by later. */
function useIsBack(state: ConnectionState): boolean {
  const before = useRef(state);
  const [isBack, setIsBack] = useState(false);
  useEffect(() => {
    const isNew = before.current !== 'live' && state === 'live';
    before.current = state;
    if (isNew) setIsBack(true);
  }, [state]);
  useEffect(() => {
    if (!isBack) return undefined;
    const timer = setTimeout(() => { setIsBack(false); }, saidMs);
    return () => { clearTimeout(timer); };
  }, [isBack]);
  return isBack;
}
