import { Input, Label, SearchField } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import styles from './SearchInput.module.css';

export interface SearchInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A field that narrows what the page shows; Escape empties it. The key / moves the focus here. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  return (
    <SearchField value={value} onChange={onChange} className={classNames(styles['search'])}>
      <Label className="visually-hidden">{label}</Label>
      <Icon name="search" />
      <Input placeholder={label} data-page-search />
    </SearchField>
  );
}
