import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PinnedArtifact } from '../../../core/domain/operations/artifacts.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Ago } from '../../components/Ago.tsx';
import { Icon } from '../../components/Icon.tsx';
import { byteWords } from '../../components/time-words.ts';
import { artifactEntries } from '../../console/artifact-entries.ts';
import { ArtifactPreview } from '../../console/ArtifactPreview.tsx';
import { runAddress } from '../../state/addresses.ts';
import { homeWords } from '../../strings/home.ts';
import { runWords } from '../../strings/runs.ts';
import { HomePart } from './HomePart.tsx';
import styles from './HomeScreen.module.css';

const words = homeWords.made;

/** What runs made last; one press shows it. */
export function MadePart({ made }: { readonly made: readonly PinnedArtifact[] }) {
  const [opened, setOpened] = useState<PinnedArtifact>();
  return (
    <HomePart id="made" title={words.title}>
      {made.length === 0 && <p className={styles['calm']}>{words.calm}</p>}
      {made.length > 0 && (
        <ul className={styles['rows']}>
          {artifactEntries(made).map(({ artifact, paths }) => (
            <li key={artifact.id} className={styles['row']}>
              <Icon name="file" />
              <button type="button" className={styles['name']} onClick={() => { setOpened(artifact); }}>
                <span className="visually-hidden">{words.open} </span>
                {shownText(artifact.name)}
                {paths.map((path) => <span key={path} className={styles['place']}>{runWords.artifacts.alsoAt(path)}</span>)}
              </button>
              <span className={styles['facts']}>
                {byteWords(artifact.bytes)} · <Link {...runAddress(artifact.runId, { node: artifact.nodeId })}>{shownText(artifact.workflow.name)}</Link> · <Ago at={artifact.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {opened !== undefined && <ArtifactPreview artifact={opened} onClose={() => { setOpened(undefined); }} />}
    </HomePart>
  );
}
