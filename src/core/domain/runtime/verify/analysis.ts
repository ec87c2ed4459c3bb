import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ExploredStep } from '../explore/explore.ts';
import type { Search } from '../explore/find-path.ts';
import { type ExpressionUse, expressionUses } from '../flow/expression-uses.ts';
import { type FlowGraph, flowGraph, type FlowNode } from '../flow/flow-graph.ts';
import { type TestedValues, testedValues } from '../flow/tested-values.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import type { VerifyFinding } from './finding.ts';

/** What verify is told about the place where the workflow would run; what is absent is not looked at. */
export interface VerifyContext {
  readonly catalogue: Catalogue;
  readonly connectors?: readonly string[];
  /** Servers of tools, by id. */
  readonly toolServers?: readonly string[];
  readonly credentials?: readonly CredentialName[];
  readonly documents?: readonly string[];
  /** Allowed directories as absolute paths. */
  readonly directories?: readonly string[];
  /** Everybody who can start runs and answer approvals there, such as user:local. */
  readonly people?: readonly string[];
  /** What a paid call costs at most, in micro-units. */
  readonly costOfCall?: number;
}

/** A key of the vault, as a workflow names it. */
export interface CredentialName {
  readonly connector: string;
  readonly label: string;
}

/** One definition under examination, with what every analysis needs of it. */
export interface Analysis {
  readonly compiled: CompiledDefinition;
  readonly graph: FlowGraph;
  readonly uses: readonly ExpressionUse[];
  readonly tested: TestedValues;
  readonly context: VerifyContext;
  /** Nodes that some path leads to. */
  readonly reachable: ReadonlySet<string>;
  /** What an analysis could not look at, in words. */
  readonly notAnalysed: Set<string>;
}

/** A finding before it was tried whether a run shows it. */
export interface Draft extends Omit<VerifyFinding, 'trace'> {
  readonly shows?: Symptom;
  /** What becomes of it where no run was found that shows it; else it stays as it is. */
  readonly unshown?: 'info' | 'drop';
}

/** How a run shows a fault. */
export interface Symptom extends Pick<Search, 'preferred' | 'isRepeating'> {
  /** The node where it shows; the search goes there. */
  readonly node: string;
  readonly isShown: (step: ExploredStep) => boolean;
}

export function analysisOf(compiled: CompiledDefinition, context: VerifyContext): Omit<Analysis, 'reachable'> {
  const graph = flowGraph(compiled);
  const uses = expressionUses(graph);
  return { compiled, graph, uses, tested: testedValues(uses), context, notAnalysed: new Set() };
}

/** Nodes that are worth looking at: some path leads to them. */
export function reachableNodes({ graph, reachable }: Pick<Analysis, 'graph' | 'reachable'>): readonly FlowNode[] {
  return [...graph.nodes.values()].filter((node) => reachable.has(node.id));
}
