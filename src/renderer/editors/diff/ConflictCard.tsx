import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { editorWords } from '../../strings/editors.ts';
import type { Settlement } from './conflict-places.ts';
import styles from './diff.module.css';
import type { Conflict } from './merge-texts.ts';

const words = editorWords.merge;

export interface ConflictCardProps {
  readonly number: number;
  readonly conflict: Conflict;
  readonly labels: { readonly mine: string; readonly theirs: string };
  /** Where it stands in the merged text by now. */
  readonly line: number;
  readonly settlement: Settlement | undefined;
  readonly onSettle: (settlement: Settlement) => void;
}

/** One conflict: what each side wrote, and what can be taken. */
export function ConflictCard({ number, conflict, labels, line, settlement, onSettle }: ConflictCardProps) {
  return (
    <section className={styles['conflict']} data-conflict data-settled={settlement === undefined ? undefined : ''} aria-label={words.title(number)}>
      <h3>
        <span>
          {words.title(number)} <span className={styles['count']}>{words.line(line)}</span>
        </span>
        {settlement !== undefined && (
          <span className={styles['is']}>
            <Icon name="check" size="small" /> {words.chosen[settlement]}
          </span>
        )}
      </h3>
      <Side label={labels.mine} text={conflict.mine} />
      <Side label={labels.theirs} text={conflict.theirs} />
      {conflict.base !== '' && <Side label={words.before} text={conflict.base} />}
      <div className={styles['choices']}>
        <Choose settlement="mine" label={words.choices.mine} {...{ chosen: settlement, onSettle }} />
        <Choose settlement="theirs" label={words.choices.theirs} {...{ chosen: settlement, onSettle }} />
        <Choose settlement="both" label={words.choices.both} {...{ chosen: settlement, onSettle }} />
        <Choose settlement="base" label={words.choices.base} {...{ chosen: settlement, onSettle }} />
        <Choose settlement="edited" label={words.choices.edited} {...{ chosen: settlement, onSettle }} />
      </div>
    </section>
  );
}

interface ChooseProps {
  readonly settlement: Settlement;
  readonly label: string;
  readonly chosen: Settlement | undefined;
  readonly onSettle: (settlement: Settlement) => void;
}

function Choose({ settlement, label, chosen, onSettle }: ChooseProps) {
  return (
    <Button size="small" look={chosen === settlement ? 'primary' : 'plain'} aria-pressed={chosen === settlement} onPress={() => { onSettle(settlement); }}>
      {label}
    </Button>
  );
}

function Side({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className={styles['side']}>
      <span>{label}</span>
      {text === '' ? <i>{words.empty}</i> : <pre>{text}</pre>}
    </div>
  );
}
