/** The dialog that stands over the page and has the keys; notices do not, though they are announced as dialogs. */
export function openDialog(): Element | null {
  return document.querySelector('[role=dialog], [role=alertdialog]:not([aria-modal=false])');
}
