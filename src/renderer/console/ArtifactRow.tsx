import { shownText } from '../../core/domain/model/shown-text.ts';
import { copyText } from '../client/copy-text.ts';
import { Ago } from '../components/Ago.tsx';
import { IconButton } from '../components/Button.tsx';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../components/Icon.tsx';
import { byteWords } from '../components/time-words.ts';
import { sayDone, sayFailed } from '../components/toasts.ts';
import { timelineWords } from '../strings/console-timeline.ts';
import { runWords } from '../strings/runs.ts';
import { shellWords } from '../strings/shell.ts';
import type { ArtifactEntry } from './artifact-entries.ts';
import styles from './ArtifactList.module.css';
import { PinButton } from './PinButton.tsx';

const words = runWords.artifacts;

export interface ArtifactRowProps {
  readonly entry: ArtifactEntry;
  /** It was made after the row one went back to. */
  readonly isLater?: boolean;
  readonly isBusy: boolean;
  readonly onOpen: () => void;
  readonly onDownload: () => void;
}

/** One thing a run made: what it is, where it lies, and what to do with it. */
export function ArtifactRow({ entry: { artifact, paths }, isLater = false, isBusy, onOpen, onDownload }: ArtifactRowProps) {
  const { name, mediaType, bytes, createdAt } = artifact;
  const [path] = paths;
  return (
    <li className={classNames(styles['row'], isLater && styles['later'])}>
      <button type="button" className={styles['artifact']} onClick={onOpen}>
        <Icon name="file" />
        <span className={styles['name']}>
          <span className="visually-hidden">{words.open} </span>
          {shownText(name)}
        </span>
        <span className={styles['facts']}>
          {typeWords(name, mediaType)} · {byteWords(bytes)} · <Ago at={createdAt} />{isLater && ` · ${timelineWords.madeLater}`}
        </span>
        {paths.map((place) => (
          <span key={place} className={styles['place']} title={place}>
            {words.alsoAt(place)}
          </span>
        ))}
      </button>
      <span className={styles['acts']}>
        {path !== undefined && <IconButton icon="copy" label={words.copyPath(path)} onPress={() => void copy(path)} />}
        <PinButton artifact={artifact} />
        <IconButton icon={isBusy ? 'spinner' : 'download'} label={words.downloadOne(name)} isDisabled={isBusy} onPress={onDownload} />
      </span>
    </li>
  );
}

/** The ending people know a file by, or what programs call it. */
function typeWords(name: string, mediaType: string): string {
  return /\.([\da-z]{1,8})$/iu.exec(name)?.[1]?.toUpperCase() ?? mediaType;
}

async function copy(path: string): Promise<void> {
  try {
    await copyText(path);
    sayDone(shellWords.copied, path);
  } catch (error) {
    sayFailed(shellWords.copyFailed, error);
  }
}
