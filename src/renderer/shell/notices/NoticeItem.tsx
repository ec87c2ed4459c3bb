import { Link } from '@tanstack/react-router';
import type { Notice } from '../../../core/domain/operations/notifications.ts';
import { Ago } from '../../components/Ago.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { Icon } from '../../components/Icon.tsx';
import { cardAddress, runAddress } from '../../state/addresses.ts';
import { noticeWords } from '../../strings/frame-notices.ts';
import styles from './NoticeCentre.module.css';

export interface NoticeItemProps {
  readonly notice: Notice;
  readonly onAcknowledge: () => void;
  /** A link was followed. */
  readonly onLeave: () => void;
}

/** One thing that needs somebody: what, where, since when, and the ways to it. */
export function NoticeItem({ notice, onAcknowledge, onLeave }: NoticeItemProps) {
  const { severity, text, workflow, nodeId, at, isAcknowledged, command, cardId, runId } = notice;
  return (
    <li className={styles['item']} data-severity={severity} data-seen={isAcknowledged || undefined}>
      <Icon name={severity === 'info' ? 'card' : 'alert'} />
      <div className={styles['words']}>
        <p>{noticeWords.sentence(workflow.name, text)}</p>
        <p className={styles['facts']}>
          {noticeWords.severities[severity]}
          {nodeId !== undefined && ` · ${noticeWords.at(nodeId)}`} · <Ago at={at} />
          {isAcknowledged && ` · ${noticeWords.seen}`}
        </p>
        <div className={styles['ways']}>
          {cardId !== undefined && (
            <Link {...cardAddress(cardId)} onClick={onLeave}>
              {noticeWords.answer}
            </Link>
          )}
          <Link {...runAddress(runId, { node: nodeId })} onClick={onLeave}>
            {noticeWords.show}
          </Link>
          {!isAcknowledged && (
            <Button size="small" onPress={onAcknowledge}>
              {noticeWords.acknowledge}
            </Button>
          )}
        </div>
        <CommandLine command={command} />
      </div>
    </li>
  );
}
