import { type ReactNode, useState } from 'react';
import { Autocomplete, Dialog, Header, Input, Label, ListBox, ListBoxItem, ListBoxSection, Modal, ModalOverlay, SearchField } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import dialogStyles from '../../components/Dialog.module.css';
import { Icon } from '../../components/Icon.tsx';
import type { IconName } from '../../components/icon-paths.ts';
import paletteStyles from '../../shell/Palette.module.css';
import { designerDialogWords } from '../../strings/designer-outline.ts';
import styles from './dialogs.module.css';

export interface ChoiceLine {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly icon: IconName;
  /** The heading it stands under. */
  readonly group: string;
}

export interface ChooseDialogProps {
  readonly title: string;
  readonly placeholder: string;
  /** What is offered for what was typed. */
  readonly find: (typed: string) => readonly ChoiceLine[];
  readonly empty: string;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
  /** What belongs to the choice, below the list. */
  readonly children?: ReactNode;
}

/** More are found by typing on. */
const mostShown = 60;
/** The field owns the list below it, which React Aria names as what it controls. */
const asCombobox = { role: 'combobox', 'aria-expanded': true, 'aria-haspopup': 'listbox' } as const;

/** A window that is one field: typing narrows what is offered, arrows choose, Enter takes it, Escape leaves everything as it was. */
export function ChooseDialog({ title, placeholder, find, empty, onChoose, onClose, children }: ChooseDialogProps) {
  const [typed, setTyped] = useState('');
  const found = find(typed);
  const shown = found.slice(0, mostShown);
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <ModalOverlay className={classNames(dialogStyles['scrim'])} isOpen isDismissable onOpenChange={onClose}>
      <Modal className={classNames(dialogStyles['modal'], dialogStyles['medium'])}>
        <Dialog aria-label={title} className={classNames(dialogStyles['dialog'])}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the window is this field */}
            <SearchField autoFocus onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }} className={classNames(paletteStyles['search'])}>
              <Label className="visually-hidden">{title}</Label>
              <Icon name="search" />
              <Input placeholder={placeholder} {...asCombobox} />
            </SearchField>
            <ListBox aria-label={title} className={classNames(paletteStyles['list'])} renderEmptyState={() => <p className={paletteStyles['empty']}>{empty}</p>}>
              {groups.map((group) => (
                <ListBoxSection key={group} id={group} className={classNames(paletteStyles['group'])}>
                  <Header className={classNames(paletteStyles['title'])}>{group}</Header>
                  {shown
                    .filter((line) => line.group === group)
                    .map((line) => (
                      <ListBoxItem key={line.id} id={line.id} textValue={`${line.title} ${line.note}`} className={classNames(paletteStyles['entry'])} onAction={() => { onChoose(line.id); }}>
                        <Icon name={line.icon} />
                        <span className={styles['title']}>{line.title}</span>
                        <span className={styles['note']}>{line.note}</span>
                      </ListBoxItem>
                    ))}
                </ListBoxSection>
              ))}
            </ListBox>
          </Autocomplete>
          {found.length > shown.length && <p className={styles['more']}>{designerDialogWords.more(found.length - shown.length)}</p>}
          {children !== undefined && <footer className={styles['foot']}>{children}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
