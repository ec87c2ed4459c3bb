import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { focusFirstInvalid } from './focus-first-invalid.ts';
import styles from './DialogForm.module.css';

export interface DialogFormProps {
  readonly onSubmit: () => void;
  /** `off` where browsers shall offer nothing they know: keys and passwords. */
  readonly autoComplete?: 'off';
  /** The dialog's body and its footer. */
  readonly children: ReactNode;
}

/**
 * What a dialog asks for, and its button: Enter in a field does what the button does, the body scrolls between title and
 * buttons, and whoever sends it with a field that is not right stands in that field.
 */
export function DialogForm({ onSubmit, children, ...rest }: DialogFormProps) {
  const [attempts, setAttempts] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (attempts > 0) focusFirstInvalid(form.current);
  }, [attempts]);
  return (
    <Form
      ref={form}
      {...rest}
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
        setAttempts((before) => before + 1);
      }}
    >
      {children}
    </Form>
  );
}
