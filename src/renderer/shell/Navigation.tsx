import { Link, useLocation } from '@tanstack/react-router';
import { Button } from 'react-aria-components';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../components/Icon.tsx';
import { screens } from '../screens.ts';
import { useOpenCards } from '../state/use-open-cards.ts';
import { shellWords } from '../strings/shell.ts';
import { commandKey } from '../state/command-key.ts';
import styles from './Navigation.module.css';
import { NoticeBell } from './notices/NoticeBell.tsx';

export interface NavigationProps {
  readonly onPalette: () => void;
  readonly onNotices: () => void;
  readonly onShortcuts: () => void;
}

/** The screens that have a key, the palette and the shortcuts; icons alone where the window is narrow. */
export function Navigation({ onPalette, onNotices, onShortcuts }: NavigationProps) {
  const { pathname } = useLocation();
  const open = useOpenCards();
  return (
    <header className={styles['place']}>
      <div className={styles['bar']}>
        <p className={styles['brand']}>
          <img src="./icon.svg" alt="" width="20" height="20" />
          <span className={styles['words']}>{shellWords.product}</span>
        </p>
        <Button className={classNames(styles['search'])} onPress={onPalette}>
          <Icon name="search" />
          <span className={styles['words']}>{shellWords.palette.open}</span>
          <kbd className={styles['words']} aria-hidden="true">{commandKey()} K</kbd>
        </Button>
        <nav aria-label={shellWords.navigation} className={styles['nav']}>
          {screens
            .filter(({ key }) => key !== undefined)
            .map(({ to, title, icon }) => (
              <Link key={to} to={to} className={styles['link']} aria-current={isAt(pathname, to) ? 'page' : undefined} title={title}>
                <Icon name={icon} />
                <span className={styles['words']}>{title}</span>
                {to === '/cards' && open > 0 && (
                  <span className={styles['count']}>
                    <span aria-hidden="true">{open}</span>
                    <span className="visually-hidden">{shellWords.openCards(open)}</span>
                  </span>
                )}
              </Link>
            ))}
        </nav>
        <p role="status" className="visually-hidden">
          {open > 0 && shellWords.openCards(open)}
        </p>
        <NoticeBell onOpen={onNotices} />
        <Button className={classNames(styles['link'], styles['foot'])} onPress={onShortcuts}>
          <Icon name="keyboard" />
          <span className={styles['words']}>{shellWords.shortcuts.open}</span>
          <kbd className={styles['words']} aria-hidden="true">?</kbd>
        </Button>
      </div>
    </header>
  );
}

/** Whether the address lies in the area of a screen: `/settings/audit` lies in that of `/settings/connectors`. */
function isAt(pathname: string, to: string): boolean {
  return pathname.split('/')[1] === to.split('/')[1];
}
