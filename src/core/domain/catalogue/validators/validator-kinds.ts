import type { ValidatorKind } from '../validator-kind.ts';
import { expression } from './expression.ts';
import { schema } from './schema.ts';

/** Every kind of validator there is. */
export const validatorKinds: readonly ValidatorKind[] = [expression, schema];
