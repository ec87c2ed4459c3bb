import { useState } from 'react';
import type { Json } from '../../../../core/domain/model/json.ts';
import { TextInput } from '../../../components/fields/TextInput.tsx';

export interface LinesFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly isRequired?: boolean;
  readonly value: readonly Json[];
  readonly onChange: (value: readonly string[]) => void;
}

/** Texts, one a line. Empty lines are left out once they are read. */
export function LinesField({ label, help, isRequired = true, value, onChange }: LinesFieldProps) {
  const [typed, setTyped] = useState('');
  const kept = value.map(String).join('\n');
  const text = readLines(typed).join('\n') === kept ? typed : kept;
  return (
    <TextInput
      label={label}
      help={help}
      isRequired={isRequired}
      kind="lines"
      value={text}
      onChange={(next) => {
        setTyped(next);
        const lines = readLines(next);
        if (lines.join('\n') !== kept) onChange(lines);
      }}
    />
  );
}

export function readLines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
