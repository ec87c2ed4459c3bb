import { definitionText } from '../model/definition/key-order.ts';
import { mermaidChart } from '../model/definition/mermaid-chart.ts';
import { xstateConfig } from '../model/definition/xstate-config.ts';
import type { JsonObject } from '../model/json.ts';
import { WorkflowDefinition } from '../model/workflow.ts';

const texts = {
  json: definitionText,
  mermaid: (definition) => mermaidChart(WorkflowDefinition.parse(definition)),
  xstate: (definition) => `${JSON.stringify(xstateConfig(WorkflowDefinition.parse(definition)), null, 2)}\n`,
} as const satisfies { readonly [format: string]: (definition: JsonObject) => string };

/** A definition as the text of a file in one of the formats of `workflows.export`. */
export function exportText(definition: JsonObject, format: keyof typeof texts): string {
  return texts[format](definition);
}
