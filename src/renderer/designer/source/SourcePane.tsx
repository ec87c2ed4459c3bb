import { useMemo } from 'react';
import { orderedDefinition } from '../../../core/domain/model/definition/key-order.ts';
import { TextEditor } from '../../editors/text/TextEditor.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';

/** The definition as ordered JSON. */
export function SourcePane() {
  const definition = useDesignerState((state) => state.definition);
  const text = useMemo(() => `${JSON.stringify(orderedDefinition(definition), null, 2)}\n`, [definition]);
  return <TextEditor label={historyWords.source.label} value={text} language="json" isReadOnly />;
}
