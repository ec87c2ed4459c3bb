import { Link, Outlet } from '@tanstack/react-router';
import { Page } from '../../components/Page.tsx';
import { settingsWords } from '../../strings/settings.ts';
import { settingsPanels } from './settings-panels.ts';
import styles from './SettingsFrame.module.css';

/** The settings: a list of panels on the left, the chosen one on the right. */
export function SettingsFrame() {
  return (
    <Page title={settingsWords.title}>
      <div className={styles['grid']}>
        <nav aria-label={settingsWords.sections} className={styles['nav']}>
          {settingsPanels.map(({ to, label }) => (
            <Link key={to} to={to} className={styles['link']} activeProps={{ 'aria-current': 'page' }}>
              {label}
            </Link>
          ))}
        </nav>
        <div className={styles['panel']}>
          <Outlet />
        </div>
      </div>
    </Page>
  );
}
