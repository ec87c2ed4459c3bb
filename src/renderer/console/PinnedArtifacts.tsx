import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PinnedArtifact } from '../../core/domain/operations/artifacts.ts';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Icon } from '../components/Icon.tsx';
import { byteWords } from '../components/time-words.ts';
import { runWords } from '../strings/runs.ts';
import styles from './ArtifactList.module.css';
import { ArtifactPreview } from './ArtifactPreview.tsx';
import { PinButton } from './PinButton.tsx';

const words = runWords.artifacts;

/** Artifacts that people want at hand; nothing where there are none. */
export function PinnedArtifacts() {
  const queries = useQueries();
  const { data } = useQuery(queries.artifacts.pinned.queryOptions({ input: { limit: 12 } }));
  const [opened, setOpened] = useState<PinnedArtifact>();
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-labelledby="pinned-artifacts" className={styles['pinned']}>
      <h2 id="pinned-artifacts">{words.pinned}</h2>
      <ul className={styles['list']}>
        {data.items.map((artifact) => (
          <li key={artifact.id} className={styles['row']}>
            <button type="button" className={styles['artifact']} onClick={() => { setOpened(artifact); }}>
              <Icon name="file" />
              <span className={styles['name']}>
                <span className="visually-hidden">{words.open} </span>
                {shownText(artifact.name)}
              </span>
              <span className={styles['facts']}>{byteWords(artifact.bytes)}</span>
            </button>
            <span className={styles['acts']}>
              <Link to="/runs/$id" params={{ id: artifact.runId }} className={styles['of']}>
                {words.ofRun(artifact.workflow.name)}
              </Link>
              <PinButton artifact={artifact} />
            </span>
          </li>
        ))}
      </ul>
      {opened !== undefined && <ArtifactPreview artifact={opened} onClose={() => { setOpened(undefined); }} />}
    </section>
  );
}
