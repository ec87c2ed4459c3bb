import type { ValidatorKind } from '../validator-kind.ts';
import { confidenceThreshold } from './confidence-threshold.ts';
import { errorFree } from './error-free.ts';
import { exitCondition } from './exit-condition.ts';
import { expression } from './expression.ts';
import { iterationLimit } from './iteration-limit.ts';
import { llm } from './llm.ts';
import { manualApproval } from './manual-approval.ts';
import { outputValidation } from './output-validation.ts';
import { policyCheck } from './policy-check.ts';
import { schema } from './schema.ts';

/** Every kind of validator there is. Those after `manual-approval` are expressions and schemas with an easier form. */
export const validatorKinds: readonly ValidatorKind[] = [
  expression, schema, llm, manualApproval,
  policyCheck, confidenceThreshold, errorFree, exitCondition, iterationLimit, outputValidation,
];
