import { CelScalar, listType, mapType, objectType } from '@bufbuild/cel';
import { DurationSchema, TimestampSchema } from '@bufbuild/protobuf/wkt';

/** The types that functions are declared with. There are no integers and no bytes: every number is a double. */
export const { BOOL, DOUBLE, DYN, STRING } = CelScalar;
export const LIST = listType(DYN);
export const MAP = mapType(DYN, DYN);
export const TIMESTAMP = objectType(TimestampSchema);
export const DURATION = objectType(DurationSchema);
