import { Link, useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { IconButton } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { runAddress } from '../state/addresses.ts';
import { runOutWords } from '../strings/console-acts.ts';
import { runLook } from './describe-run.ts';
import { closeRun, openRuns } from './open-runs.ts';
import styles from './RunSwitcher.module.css';

const words = runOutWords.switcher;

/** The runs that are open in this window, to go from one to another; nothing while there is one. Two that are steered at once are named. */
export function RunSwitcher({ id }: { readonly id: string }) {
  const { tabs } = useSyncExternalStore(openRuns.subscribe, openRuns.get);
  const navigate = useNavigate();
  if (tabs.length < 2) return null;
  const steered = tabs.filter(({ isSteered }) => isSteered);
  const close = (closed: string): void => {
    const next = closeRun(closed);
    if (closed === id) void navigate(next === undefined ? { to: '/runs' } : runAddress(next.id));
  };
  return (
    <nav aria-label={words.label} className={styles['switcher']}>
      <ul className={styles['tabs']}>
        {tabs.map((tab) => {
          const look = runLook(tab.status);
          const name = `${tab.name} ${tab.id.slice(-8)}`;
          return (
            <li key={tab.id} className={styles['tab']} data-current={tab.id === id || undefined}>
              <Link {...runAddress(tab.id)} aria-current={tab.id === id ? 'page' : undefined} className={styles['link']}>
                <Icon name={look.icon} />
                <span>{tab.name}</span> <code>{tab.id.slice(-8)}</code>
                <span className="visually-hidden">{look.label}</span>
                {tab.isSteered && <span className={styles['steered']}>{words.steered}</span>}
              </Link>
              <IconButton icon="cross" label={words.close(name)} onPress={() => { close(tab.id); }} />
            </li>
          );
        })}
      </ul>
      {steered.length > 1 && (
        <p role="status" className={styles['warning']}>
          <Icon name="alert" /> {words.two(steered.map(({ name, id: one }) => `${name} (${one.slice(-8)})`).join(', '))}
        </p>
      )}
    </nav>
  );
}
