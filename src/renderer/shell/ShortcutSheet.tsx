import { Dialog, DialogBody } from '../components/Dialog.tsx';
import { screens } from '../screens.ts';
import { shellWords } from '../strings/shell.ts';
import { commandKey } from './command-key.ts';
import styles from './ShortcutSheet.module.css';

const { keys } = shellWords.shortcuts;

/** Every key there is, in a window. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [keys.palette, [commandKey(), 'K']],
    [keys.sheet, ['?']],
    ...screens.flatMap(({ title, key }) => (key === undefined ? [] : [[keys.go(title), ['g', key]] as const])),
    [keys.search, ['/']],
    [keys.openCard, ['Enter']],
    [keys.runCard, ['Shift', 'Enter']],
    [keys.pause, ['Space']],
    [keys.timeline, ['t']],
    [keys.walk, ['↑', '↓']],
    [keys.expand, ['Enter']],
    [keys.saveDocument, [commandKey(), 'S']],
    [keys.preview, [commandKey(), 'Shift', 'P']],
    [keys.exportDocument, [commandKey(), 'Shift', 'E']],
    [keys.nextDocument, ['Alt', 'PgDn']],
    [keys.previousDocument, ['Alt', 'PgUp']],
    [keys.closeDocument, ['Alt', 'W']],
    [keys.messages, ['F6']],
    [keys.escape, ['Esc']],
  ];
  return (
    <Dialog title={shellWords.shortcuts.title} isOpen onClose={onClose} size="small">
      <DialogBody label={shellWords.shortcuts.title}>
        <dl className={styles['keys']}>
          {rows.map(([words, pressed]) => (
            <div key={words}>
              <dt>{words}</dt>
              <dd>
                {pressed.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogBody>
    </Dialog>
  );
}
