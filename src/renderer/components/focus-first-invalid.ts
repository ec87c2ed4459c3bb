/** Puts the focus on the first field of a form that is not right; nowhere where all are. */
export function focusFirstInvalid(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea, button), input[aria-invalid=true]')?.focus();
}
