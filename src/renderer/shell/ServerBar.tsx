import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { workServerQuery } from '../client/work-server.ts';
import { Icon } from '../components/Icon.tsx';
import { serverWords as words } from '../strings/servers.ts';
import styles from './ServerBar.module.css';

/** Says on every screen that what is shown and done is another machine's. */
export function ServerBar() {
  const { data: server } = useQuery(workServerQuery);
  if (server === undefined || server === null) return null;
  return (
    <p className={styles['bar']}>
      <Icon name="plug" />
      <span className={styles['words']}>
        <strong>{words.bar(server.name)}</strong> <span className={styles['url']}>{server.url}</span>
      </span>
      <Link to="/settings/servers">{words.change}</Link>
    </p>
  );
}
