import { useEffect, useState } from 'react';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { readDefinition } from '../../canvas/read-definition.ts';
import { useDesignerState } from '../session/DesignerProvider.tsx';
import { type Drawing, drawingOf, isLaidOut, keepTidyPlaces } from './drawing-of.ts';
import { tidyBeside } from './layout-thread.ts';

/** What is drawn, and of what it is a drawing. */
export interface Drawn {
  readonly definition: JsonObject;
  readonly drawing: Drawing;
}

/**
 * The drawing of the definition on the screen. Where it has to be laid out first, that happens beside the page, and the
 * drawing before stays until then; undefined until there is a first one.
 */
export function useDrawing(): Drawn | undefined {
  const definition = useDesignerState((state) => state.definition);
  const [laidOut, setLaidOut] = useState<Drawn>();
  const isReady = isLaidOut(definition);

  useEffect(() => {
    if (isReady) return;
    let isOld = false;
    const region = readDefinition(definition);
    const draw = async (): Promise<void> => {
      const places = await tidyBeside('drawing', { region, sizes: new Map() });
      if (places !== undefined) keepTidyPlaces(region, places);
      if (!isOld) setLaidOut({ definition, drawing: drawingOf(definition) });
    };
    void draw();
    return () => {
      isOld = true;
    };
  }, [definition, isReady]);

  return isReady ? { definition, drawing: drawingOf(definition) } : laidOut;
}
