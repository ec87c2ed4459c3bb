import type { ReactNode } from 'react';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useFindings } from '../../problems/use-findings.ts';
import { useDesignerView } from '../../session/DesignerProvider.tsx';
import { Fold } from '../rows/Fold.tsx';
import { useFieldPlace } from './field-place.tsx';

export interface ConnectionFoldProps {
  /** Names of the fields in it. */
  readonly keys: readonly string[];
  readonly config: JsonObject;
  readonly children: ReactNode;
}

/** Which model is asked: folded while nothing is chosen, nothing is wrong, and nobody is sent there. */
export function ConnectionFold({ keys, config, children }: ConnectionFoldProps) {
  const { where } = useFieldPlace();
  const { findings } = useFindings();
  const field = useDesignerView((view) => view.field);
  const isWanted = keys.some((key) => field === `${where}.${key}` || findings.some((each) => each.where === `${where}.${key}`));
  return <Fold title={inspectorWords.connection} isWanted={isWanted} isOpenFirst={keys.some((key) => config[key] !== undefined && config[key] !== 'default')}>{children}</Fold>;
}
