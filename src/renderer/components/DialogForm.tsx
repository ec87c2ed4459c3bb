import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import styles from './DialogForm.module.css';

export interface DialogFormProps {
  readonly onSubmit: () => void;
  /** `off` where browsers shall offer nothing they know: keys and passwords. */
  readonly autoComplete?: 'off';
  /** The dialog's body and its footer. */
  readonly children: ReactNode;
}

/** What a dialog asks for, and its button: Enter in a field does what the button does, and the body scrolls between title and buttons. */
export function DialogForm({ onSubmit, children, ...rest }: DialogFormProps) {
  return (
    <Form
      {...rest}
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </Form>
  );
}
