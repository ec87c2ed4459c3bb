import type { ReactNode } from 'react';
import type { Json, JsonObject } from '../../../core/domain/model/json.ts';

export interface ValueInputProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly isRequired: boolean;
  readonly schema: JsonObject;
  readonly value: Json | undefined;
  /** Nothing where an optional value was emptied. */
  readonly onChange: (value: Json | undefined) => void;
}

/** What holds other values is handed how each is shown. */
export interface HolderProps extends Omit<ValueInputProps, 'value'> {
  readonly show: (member: ValueInputProps) => ReactNode;
}
