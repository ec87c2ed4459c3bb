import { useState } from 'react';
import { Autocomplete, Input, Label, ListBox, ListBoxItem, SearchField, Text, useFilter } from 'react-aria-components';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import { classNames } from '../../../components/class-names.ts';
import { Dialog, DialogBody } from '../../../components/Dialog.tsx';
import fieldStyles from '../../../components/fields/fields.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import styles from './kinds.module.css';

export interface KindDialogProps {
  readonly title: string;
  readonly kinds: readonly CatalogueEntry[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChoose: (kind: CatalogueEntry) => void;
}

/** The kinds of the catalogue to add one of, narrowed while one types. */
export function KindDialog({ title, kinds, isOpen, onClose, onChoose }: KindDialogProps) {
  const [search, setSearch] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  const shown = kinds.filter(({ type, title: name, summary }) => contains(`${name} ${type} ${summary}`, search));
  return (
    <Dialog title={title} size="small" isOpen={isOpen} onClose={onClose}>
      <DialogBody>
        <Autocomplete inputValue={search} onInputChange={setSearch}>
          <SearchField aria-label={inspectorWords.searchKinds} className={classNames(fieldStyles['field'])}>
            <Label className="visually-hidden">{inspectorWords.searchKinds}</Label>
            <Input className={classNames(fieldStyles['input'])} placeholder={inspectorWords.searchKinds} />
          </SearchField>
          <ListBox
            aria-label={title}
            className={classNames(styles['kinds'])}
            selectionMode="none"
            renderEmptyState={() => <p className={styles['none']}>{inspectorWords.noKind}</p>}
            onAction={(type) => {
              const kind = kinds.find((each) => each.type === type);
              setSearch('');
              if (kind !== undefined) onChoose(kind);
            }}
          >
            {shown.map(({ type, title: name, summary }) => (
              <ListBoxItem key={type} id={type} textValue={name} className={classNames(styles['kind'])}>
                <Text slot="label">{name}</Text>
                <Text slot="description" className={classNames(styles['summary'])}>{summary}</Text>
              </ListBoxItem>
            ))}
          </ListBox>
        </Autocomplete>
      </DialogBody>
    </Dialog>
  );
}
