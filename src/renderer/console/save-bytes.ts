/** Hands bytes to the browser to keep as a file. */
export function saveBytes(file: { readonly name: string; readonly mediaType: string }, bytes: BlobPart): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // The browser reads the address after the click has been handled.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}
