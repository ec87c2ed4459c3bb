import { Dialog, DialogBody } from '../components/Dialog.tsx';
import { screens } from '../screens.ts';
import { noticeWords } from '../strings/frame-notices.ts';
import { shellWords } from '../strings/shell.ts';
import { commandKey } from '../state/command-key.ts';
import { keyNames } from '../state/key-words.ts';
import { type OfferedCommand, useOfferedCommands } from '../state/offered-commands.ts';
import styles from './ShortcutSheet.module.css';

const { keys: words } = shellWords.shortcuts;

type Row = readonly [words: string, keys: readonly (readonly string[])[]];

/** Every key there is, in a window: those of what is open first, by what they are about. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const commands = useOfferedCommands();
  const groups = [...Map.groupBy(commands.filter(({ keys }) => keys.length > 0), ({ group }) => group)];
  return (
    <Dialog title={shellWords.shortcuts.title} isOpen onClose={onClose} size={groups.length === 0 ? 'small' : 'large'}>
      <DialogBody label={shellWords.shortcuts.title}>
        <div className={styles['groups']}>
          {groups.map(([title, those]) => (
            <KeyGroup key={title} title={title} rows={those.map(commandRow)} />
          ))}
          <KeyGroup title={groups.length === 0 ? undefined : shellWords.shortcuts.everywhere} rows={rowsEverywhere()} />
        </div>
      </DialogBody>
    </Dialog>
  );
}

function commandRow({ title, keys }: OfferedCommand): Row {
  return [title, keys.map(keyNames)];
}

function KeyGroup({ title, rows }: { readonly title: string | undefined; readonly rows: readonly Row[] }) {
  return (
    <section className={styles['group']}>
      {title !== undefined && <h3>{title}</h3>}
      <dl className={styles['keys']}>
        {rows.map(([act, ways]) => (
          <div key={act}>
            <dt>{act}</dt>
            <dd>
              {ways.map((pressed) => (
                <span key={pressed.join(' ')} className={styles['way']}>
                  {pressed.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function rowsEverywhere(): readonly Row[] {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [words.palette, [commandKey(), 'K']],
    [words.sheet, ['?']],
    ...screens.flatMap(({ title, key }) => (key === undefined ? [] : [[words.go(title), ['g', key]] as const])),
    [noticeWords.key, ['g', 'n']],
    [words.search, ['/']],
    [words.openCard, ['Enter']],
    [words.runCard, ['Shift', 'Enter']],
    [words.pause, ['Space']],
    [words.timeline, ['t']],
    [words.walk, ['↑', '↓']],
    [words.expand, ['Enter']],
    [words.travel, ['[', ']']],
    [words.saveDocument, [commandKey(), 'S']],
    [words.preview, [commandKey(), 'Shift', 'P']],
    [words.exportDocument, [commandKey(), 'Shift', 'E']],
    [words.nextDocument, ['Alt', 'PgDn']],
    [words.previousDocument, ['Alt', 'PgUp']],
    [words.closeDocument, ['Alt', 'W']],
    [words.messages, ['F6']],
    [words.escape, ['Esc']],
  ];
  return rows.map(([act, pressed]) => [act, [pressed]]);
}
