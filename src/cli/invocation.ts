import type { DescribedOperation } from '../core/domain/operations/describe-operation.ts';
import type { GlobalFlags } from './global-flags.ts';
import type { GivenWords } from './input/read-input.ts';
import type { ShortCommand } from './short-command.ts';

/** What a command line asks for: a page of text, an operation of the contract, or a command of the line's own. */
export type Invocation =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'operation'; readonly operation: DescribedOperation; readonly flags: GlobalFlags; readonly given: GivenWords }
  | { readonly kind: 'short'; readonly command: ShortCommand; readonly flags: GlobalFlags; readonly given: GivenWords };
