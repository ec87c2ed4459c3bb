import { useState } from 'react';
import type { Json } from '../../../../core/domain/model/json.ts';
import { IconButton } from '../../../components/Button.tsx';
import { readJson } from '../../../components/read-json.ts';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { ExpressionField } from '../fields/ExpressionField.tsx';
import { type FieldShape, fieldShape } from './field-shape.ts';
import { useFieldPlace } from './field-place.tsx';
import styles from './form.module.css';
import { literalOf, placeOf, wholeExpression } from './template-text.ts';
import { pathType } from '../scope/path-drag.ts';
import { ValueField } from './ValueField.tsx';

/** These hold expressions already, or name what must be known before a run. */
const neverComputed: ReadonlySet<FieldShape> = new Set(['expression', 'row-expression', 'connector', 'model', 'credential', 'json-schema', 'workflow', 'card', 'loop', 'kinds', 'variable', 'prompt', 'markdown', 'group']);

/** A field that takes a fixed value, or an expression that yields it at run time: `=` turns one into the other. */
export function ValueOrExpression(props: ValueInputProps) {
  const { label, value, onChange } = props;
  const { takesTemplates } = useFieldPlace();
  const [isComputed, setIsComputed] = useState<boolean>();
  if (!takesTemplates || neverComputed.has(fieldShape(props.schema))) return <ValueField {...props} />;

  const written = wholeExpression(value);
  const isExpression = isComputed ?? (written !== undefined || (value === undefined && props.schema['usually'] === 'expression'));
  const become = (next: boolean): void => {
    setIsComputed(next);
    if (next) onChange(placed(literalOf(value)));
    else if (written !== undefined) onChange(fixedFor(props, written));
  };
  const take = (next: Json | undefined): void => {
    // What n8n taught people's fingers: an equals sign in an empty field begins an expression.
    if (next === '=' && (value === undefined || value === '')) become(true);
    else onChange(next);
  };
  return (
    <div
      className={styles['switched']}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(pathType)) event.preventDefault();
      }}
      onDrop={(event) => {
        const path = event.dataTransfer.getData(pathType);
        if (path === '' || event.defaultPrevented) return;
        event.preventDefault();
        setIsComputed(true);
        onChange(placeOf(path));
      }}
    >
      {isExpression ? <ExpressionField {...props} value={written ?? ''} onChange={(next) => { onChange(placed(typeof next === 'string' ? next : '')); }} /> : <ValueField {...props} onChange={take} />}
      <span className={styles['switch']}>
        <IconButton icon={isExpression ? 'file' : 'equals'} label={isExpression ? inspectorWords.toFixed(label) : inspectorWords.toExpression(label)} onPress={() => { become(!isExpression); }} />
      </span>
    </div>
  );
}

function placed(expression: string): string | undefined {
  return expression.trim() === '' ? undefined : placeOf(expression);
}

/** A text goes on as a text with a place in it; other values go back to what the expression says, where it says one. */
function fixedFor({ schema }: ValueInputProps, expression: string): Json | undefined {
  // An expression that is a literal says a fixed value as JSON does.
  const fixed = readJson(expression);
  if (fixed !== undefined) return fixed;
  const shape = fieldShape(schema);
  return shape === 'text' || shape === 'template' || shape === 'any' ? `${placeOf(expression)} ` : undefined;
}
