/** What every field shares: its words, its value, and what is wrong with it. */
export interface FieldProps<Value> {
  readonly label: string;
  readonly help?: string | undefined;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  /** Shown below the field and read with it. */
  readonly error?: string | undefined;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}
