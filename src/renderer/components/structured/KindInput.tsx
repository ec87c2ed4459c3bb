import { isJsonObject, type Json } from '../../../core/domain/model/json.ts';
import { formWords } from '../../strings/forms.ts';
import { classNames } from '../class-names.ts';
import { SelectInput } from '../fields/ChoiceInput.tsx';
import fieldStyles from '../fields/fields.module.css';
import { type Branch, branchIn, keptMembers, kindsOf } from './kinds.ts';
import { MarkedText } from '../MarkedText.tsx';
import styles from './structured.module.css';
import type { ValueInputProps, HolderProps } from './value-input-props.ts';
import { blankOf } from './value-schema.ts';

export interface KindInputProps extends HolderProps {
  readonly value: Json | undefined;
}

/** A value of one of several kinds: which kind, then what that kind has. What both have stays when the kind changes. */
export function KindInput({ label, help, error, schema, value, show, onChange }: KindInputProps) {
  const kinds = kindsOf(schema);
  const branch = kinds === undefined ? undefined : branchIn(kinds, value);
  if (kinds === undefined || branch === undefined) return null;
  const { key } = kinds;
  const held = isJsonObject(value) ? value : {};
  const become = (next: Branch): void => {
    const blank = blankOf(next.schema);
    onChange({ [key]: next.name, ...(isJsonObject(blank) ? blank : {}), ...keptMembers(next, held) });
  };
  const members: ValueInputProps = {
    label: branch.label,
    isRequired: true,
    schema: branch.schema,
    value: keptMembers(branch, held),
    onChange: (next) => { onChange({ [key]: branch.name, ...(isJsonObject(next) ? next : {}) }); },
  };
  return (
    <fieldset className={classNames(styles['many'], styles['kind'])}>
      <legend>{label}</legend>
      {help !== undefined && <p className={fieldStyles['help']}><MarkedText text={help} /></p>}
      <SelectInput
        label={formWords.kindOf(label)}
        help={branch.help}
        isRequired
        value={branch.name}
        choices={kinds.branches.map((each) => ({ value: each.name, label: each.label }))}
        onChange={(name) => {
          const next = kinds.branches.find((each) => each.name === name);
          if (next !== undefined) become(next);
        }}
      />
      {show(members)}
      {error !== undefined && <p className={fieldStyles['error']}>{error}</p>}
    </fieldset>
  );
}
