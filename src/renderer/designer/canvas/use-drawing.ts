import { useEffect, useLayoutEffect, useState } from 'react';
import { readDefinition } from '../../canvas/read-definition.ts';
import { useDesigner, useDesignerState } from '../session/DesignerProvider.tsx';
import { drawingOf, isLaidOut, keepTidyPlaces } from './drawing-of.ts';
import { type Drawn, keepStanding } from './drawn.ts';
import { tidyBeside } from './layout-thread.ts';

/**
 * The drawing of the definition on the screen. Where it has to be laid out first, that happens beside the page, and the
 * drawing before stays until then; undefined until there is a first one.
 */
export function useDrawing(): Drawn | undefined {
  const { session } = useDesigner();
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

  const drawing = isReady ? drawingOf(definition) : laidOut?.drawing;
  useLayoutEffect(() => {
    if (drawing !== undefined) keepStanding(session, drawing);
  }, [session, drawing]);

  return isReady ? { definition, drawing: drawingOf(definition) } : laidOut;
}
