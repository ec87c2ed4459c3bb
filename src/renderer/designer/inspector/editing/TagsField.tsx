import { useState } from 'react';
import type { Json } from '../../../../core/domain/model/json.ts';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { readTags, tagsText } from './reading.ts';

export interface TagsFieldProps {
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

/** Tags, separated by commas while they are typed. */
export function TagsField({ value, onChange }: TagsFieldProps) {
  const kept = tagsText(value);
  const [typed, setTyped] = useState('');
  const text = tagsText(readTags(typed)) === kept ? typed : kept;
  return (
    <TextInput
      label={inspectorWords.about.tags}
      help={inspectorWords.about.tagsHelp}
      value={text}
      onChange={(next) => {
        setTyped(next);
        const tags = readTags(next);
        if (tagsText(tags) !== kept) onChange(tags);
      }}
    />
  );
}
