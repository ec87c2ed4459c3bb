import type { Region, Transition, WorkflowDefinition, WorkflowNode } from '../workflow.ts';

/**
 * The workflow as a Mermaid state diagram: a state for each node, a composite state for each container with its bodies
 * inside, an arrow for each transition with what fires it. A picture to read; it is not read back.
 */
export function mermaidChart(definition: WorkflowDefinition): string {
  return ['stateDiagram-v2', ...regionLines(definition.root, '  '), ''].join('\n');
}

function regionLines(region: Region, indent: string): readonly string[] {
  const lines = [...region.nodes.flatMap(nodeLines), ...edgeLines(region)];
  return lines.map((line) => `${indent}${line}`);
}

function nodeLines(node: WorkflowNode): readonly string[] {
  const head = `state "${labelText(node.name ?? node.id)}" as ${stateId(node.id)}`;
  if (node.bodies.length === 0) return [head];
  const [only] = node.bodies;
  if (node.bodies.length === 1 && only !== undefined) return [`${head} {`, ...regionLines(only, '  '), '}'];
  const bodies = node.bodies.flatMap((body, index) => [
    ...(index === 0 ? [] : ['  --']),
    `  state "${labelText(body.id)}" as ${bodyId(body.id)} {`,
    ...regionLines(body, '    '),
    '  }',
  ]);
  return [`${head} {`, ...bodies, '}'];
}

function edgeLines({ nodes, transitions }: Region): readonly string[] {
  return [
    ...nodes.filter(({ type }) => type === 'start').map(({ id }) => `[*] --> ${stateId(id)}`),
    ...transitions.map((transition) => `${stateId(transition.from)} --> ${stateId(transition.to)} : ${labelText(edgeLabel(transition))}`),
    ...nodes.filter(({ type }) => type === 'end').map(({ id }) => `${stateId(id)} --> [*]`),
  ];
}

/** What fires it and on which condition; its name where it has one. */
function edgeLabel({ name, triggers, validators, isDefault }: Transition): string {
  const fired = triggers.map(({ type, config }) => {
    const { when, after, signal } = config;
    const detail = [when, after, signal].find((text) => typeof text === 'string' && text !== 'true');
    return typeof detail === 'string' ? `${type} [${detail}]` : type;
  });
  const checked = validators.length === 0 ? [] : [`checked by ${validators.map(({ id }) => id).join(', ')}`];
  return [...(name === undefined ? [] : [name]), isDefault ? 'otherwise' : fired.join(' or '), ...checked].join(', ');
}

/** Words the diagram's own language begins lines with: they cannot name a state. */
const reserved = new Set(['as', 'accdescr', 'acctitle', 'class', 'classdef', 'click', 'default', 'direction', 'end', 'fork', 'hide', 'join', 'note', 'scale', 'state', 'style']);

/** Ids hold no capital letters, so that names with one stay apart from all of them. */
function stateId(id: string): string {
  return reserved.has(id) ? `N_${id}` : id;
}

function bodyId(body: string): string {
  return `B_${body}`;
}

const entities: { readonly [character: string]: string } = { '"': '#quot;', '#': '#35;', ';': '#59;', ':': '#58;', '<': '#lt;', '>': '#gt;', '{': '#123;', '}': '#125;', '%': '#37;', '\\': '#92;' };
const longest = 120;

/** Text as labels carry it: on one line, and nothing in it is the diagram's own language. */
function labelText(text: string): string {
  const letters = [...text.replaceAll(/\s+/gu, ' ').trim()];
  const shown = letters.length <= longest ? letters : [...letters.slice(0, longest), '…'];
  return shown.map((letter) => entities[letter] ?? letter).join('');
}
