import { idOf, nameOf, nodesIn, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { designerDialogWords } from '../../strings/designer-outline.ts';
import { iconOfKind } from '../palette-pane/kinds-to-add.ts';
import type { ChoiceLine } from './ChooseDialog.tsx';

export interface Choosing {
  readonly region: string;
  readonly typed: string;
  readonly canBe: (node: JsonObject) => boolean;
}

/** The nodes of a region that can be chosen and say every word that was typed, by name, kind or id. */
export function nodesToChoose(definition: JsonObject, catalogue: readonly CatalogueEntry[], { region, typed, canBe }: Choosing): readonly ChoiceLine[] {
  const wanted = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  return nodesIn(definition, region)
    .filter(canBe)
    .map((node) => ({ id: idOf(node), title: nameOf(node), note: catalogue.find((entry) => entry.group === 'node' && entry.type === node['type'])?.title ?? '', icon: iconOfKind(textIn(node, 'type') ?? ''), group: designerDialogWords.connect.targets }))
    .filter((line) => wanted.every((word) => `${line.title} ${line.note} ${line.id}`.toLowerCase().includes(word)));
}
