import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Notice } from '../../../core/domain/operations/notifications.ts';
import { Ago } from '../../components/Ago.tsx';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { runAddress } from '../../state/addresses.ts';
import { noticeWords } from '../../strings/frame-notices.ts';
import { homeWords } from '../../strings/home.ts';
import { HomePart } from './HomePart.tsx';
import styles from './HomeScreen.module.css';
import { isAnsweredHere, NeedAnswer } from './NeedAnswer.tsx';

const words = homeWords.needs;

/** What stands still until somebody acts: cards, approvals and incidents are answered in place, everything else where the run is. */
export function NeedsPart({ needs, more }: { readonly needs: readonly Notice[]; readonly more: number }) {
  const [opened, setOpened] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isThere = needs.some(({ id }) => id === opened);
  useEffect(() => {
    // What had the focus went with its answer.
    if (opened !== undefined && !isThere && document.activeElement === document.body) heading.current?.focus();
  }, [opened, isThere]);
  return (
    <HomePart id="needs" title={words.title} headingRef={heading} beside={needs.length > 0 && <span className={styles['count']}>{needs.length + more}</span>}>
      <p role="status" className="visually-hidden">{needs.length > 0 && words.count(needs.length + more)}</p>
      {needs.length === 0 && <p className={styles['calm']}><Icon name="check" /> {words.calm}</p>}
      {needs.length > 0 && (
        <ul className={styles['rows']}>
          {needs.map((notice) => (
            <Need key={notice.id} notice={notice} isOpen={notice.id === opened} onTurn={() => { setOpened(notice.id === opened ? undefined : notice.id); }} />
          ))}
        </ul>
      )}
      {more > 0 && <Link to="/runs" search={{ needs: 'person' }}>{words.more(more)}</Link>}
    </HomePart>
  );
}

function Need({ notice, isOpen, onTurn }: { readonly notice: Notice; readonly isOpen: boolean; readonly onTurn: () => void }) {
  const { severity, text, workflow, nodeId, at, runId } = notice;
  const sentence = noticeWords.sentence(workflow.name, text);
  return (
    <li className={styles['row']} data-severity={severity}>
      <Icon name={severity === 'info' ? 'card' : 'alert'} />
      <div className={styles['words']}>
        <p className={styles['strong']}>{sentence}</p>
        <p className={styles['facts']}>
          {noticeWords.severities[severity]}
          {nodeId !== undefined && ` · ${noticeWords.at(nodeId)}`} · <Ago at={at} />
        </p>
      </div>
      <div className={styles['acts']}>
        {isAnsweredHere(notice) && (
          <Button size="small" look={isOpen ? 'quiet' : 'primary'} aria-expanded={isOpen} aria-label={isOpen ? words.close : words.hereNamed(sentence)} onPress={onTurn}>
            {isOpen ? words.close : words.here}
          </Button>
        )}
        <Link {...runAddress(runId, { node: nodeId })} aria-label={words.runNamed(sentence)}>
          {words.run}
        </Link>
      </div>
      {isOpen && (
        <div className={styles['inside']}>
          <NeedAnswer notice={notice} />
        </div>
      )}
    </li>
  );
}
