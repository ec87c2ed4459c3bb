import { Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useSyncExternalStore } from 'react';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { Button, IconButton } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { runAddress } from '../state/addresses.ts';
import { useStream } from '../state/use-stream.ts';
import { runOutWords } from '../strings/console-acts.ts';
import { runLook } from './describe-run.ts';
import { closeRun, forgetSteered, noteStatuses, openRuns, type OpenRunTab } from './open-runs.ts';
import styles from './RunSwitcher.module.css';

const words = runOutWords.switcher;

/** The runs that are open in this window, to go from one to another; nothing while there is one. Several that are steered at once are named. */
export function RunSwitcher({ id }: { readonly id: string }) {
  const { tabs } = useSyncExternalStore(openRuns.subscribe, openRuns.get);
  const navigate = useNavigate();
  useStatuses(tabs);
  if (tabs.length < 2) return null;
  const close = (closed: string): void => {
    const next = closeRun(closed);
    if (closed === id) void navigate(next === undefined ? { to: '/runs' } : runAddress(next.id));
  };
  return (
    <nav aria-label={words.label} className={styles['switcher']}>
      <ul className={styles['tabs']}>
        {tabs.map((tab) => <RunTab key={tab.id} tab={tab} isCurrent={tab.id === id} onClose={() => { close(tab.id); }} />)}
      </ul>
      <Steered tabs={tabs.filter(({ isSteered }) => isSteered)} />
    </nav>
  );
}

interface RunTabProps {
  readonly tab: OpenRunTab;
  readonly isCurrent: boolean;
  readonly onClose: () => void;
}

/** One stop for Tab, however many there are: arrows lead from run to run, Delete closes. */
function RunTab({ tab, isCurrent, onClose }: RunTabProps) {
  const look = runLook(tab.status);
  const name = `${tab.name} ${tab.id.slice(-8)}`;
  return (
    <li className={styles['tab']} data-current={isCurrent || undefined}>
      <Link
        {...runAddress(tab.id)}
        aria-current={isCurrent ? 'page' : undefined}
        aria-description={isCurrent ? words.keys : undefined}
        tabIndex={isCurrent ? 0 : -1}
        className={styles['link']}
        onKeyDown={(event) => { walk(event, onClose); }}
      >
        <Icon name={look.icon} />
        <span>{shownText(tab.name)}</span> <code>{tab.id.slice(-8)}</code>
        <span className="visually-hidden">{look.label}</span>
        {tab.isSteered && <span className={styles['steered']}>{words.steered}</span>}
      </Link>
      <IconButton icon="cross" label={words.close(name)} excludeFromTabOrder onPress={onClose} />
    </li>
  );
}

function walk(event: KeyboardEvent<HTMLAnchorElement>, close: () => void): void {
  const own = event.currentTarget.closest('li');
  const beside = event.key === 'ArrowRight' ? own?.nextElementSibling : event.key === 'ArrowLeft' ? own?.previousElementSibling : undefined;
  if (event.key === 'Delete') close();
  else if (beside === undefined) return;
  else beside?.querySelector('a')?.focus();
  event.preventDefault();
}

/** Said once: who knows it closes it, and it comes again only for what is done next. */
function Steered({ tabs }: { readonly tabs: readonly OpenRunTab[] }) {
  if (tabs.length < 2) return null;
  return (
    <div className={styles['warning']}>
      <p role="status">
        <Icon name="alert" /> {words.steeredAtOnce(tabs.length, tabs.map(({ name, id }) => `${name} (${id.slice(-8)})`).join(', '))}
      </p>
      <Button size="small" look="quiet" onPress={forgetSteered}>{words.understood}</Button>
    </div>
  );
}

/** How the other runs stand, so that one that ended elsewhere does not go on looking as if it ran. */
function useStatuses(tabs: readonly OpenRunTab[]): void {
  const wanted = tabs.map(({ id }) => id).toSorted();
  useStream({
    asked: wanted.length < 2 ? undefined : wanted.join(' '),
    open: (client, signal) => client.runs.watchlist({ ids: wanted, limit: wanted.length }, { signal }),
    each: ({ items }) => { noteStatuses(items); },
  });
}
