import { Button } from 'react-aria-components';
import { classNames } from './class-names.ts';

export interface PressedGroupProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly words: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** How the row and its buttons look. */
  readonly styles: { readonly group: string | undefined; readonly button: string | undefined };
}

/** A row of buttons of which one is pressed: the way something is shown now. */
export function PressedGroup<Value extends string>({ label, values, words, value, onChange, styles }: PressedGroupProps<Value>) {
  return (
    <div role="group" aria-label={label} className={styles.group}>
      {values.map((each) => (
        <Button key={each} aria-pressed={each === value} className={classNames(styles.button)} onPress={() => { onChange(each); }}>
          {words[each]}
        </Button>
      ))}
    </div>
  );
}
