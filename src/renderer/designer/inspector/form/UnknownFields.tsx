import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { IconButton } from '../../../components/Button.tsx';
import structuredStyles from '../../../components/structured/structured.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { JsonField } from './JsonField.tsx';

export interface UnknownFieldsProps {
  readonly known: readonly string[];
  readonly config: JsonObject;
  readonly onChange: (key: string, value: Json | undefined) => void;
}

/** What a config holds and its schema does not know: shown as JSON, and taken out by hand. */
export function UnknownFields({ known, config, onChange }: UnknownFieldsProps) {
  return Object.entries(config)
    .filter(([key]) => !known.includes(key))
    .map(([key, value]) => (
      <div key={key} className={structuredStyles['member']}>
        <JsonField label={key} help={inspectorWords.unknownField} isRequired value={value} onChange={(next) => { onChange(key, next); }} />
        <IconButton icon="trash" label={inspectorWords.remove(key)} onPress={() => { onChange(key, undefined); }} />
      </div>
    ));
}
