import { Button } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import { useNotices } from '../../state/use-notices.ts';
import { noticeWords } from '../../strings/frame-notices.ts';
import styles from '../Navigation.module.css';

/** Opens the list of what needs somebody, and counts what nobody has seen. */
export function NoticeBell({ onOpen }: { readonly onOpen: () => void }) {
  const { data } = useNotices();
  const unseen = data?.unseen ?? 0;
  return (
    <Button className={classNames(styles['link'])} onPress={onOpen}>
      <Icon name="bell" />
      <span className={styles['words']}>{noticeWords.title}</span>
      {unseen > 0 && (
        <span className={styles['count']}>
          <span aria-hidden="true">{unseen}</span>
          <span className="visually-hidden">{noticeWords.unseen(unseen)}</span>
        </span>
      )}
    </Button>
  );
}
