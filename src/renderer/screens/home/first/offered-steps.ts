import { isJsonObject, type Json } from '../../../../core/domain/model/json.ts';

/** What is still offered to whoever is new; kept in the settings, so that every window of this host shows the same. */
export type Offered = 'folder' | 'steps' | 'hidden';

/** What the settings section `appearance` says of it. */
export function firstStepsOf(section: Json | undefined): Offered {
  const said = isJsonObject(section) ? section['firstSteps'] : undefined;
  return said === 'steps' || said === 'hidden' ? said : 'folder';
}
