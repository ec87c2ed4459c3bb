/** Words of the designer's canvas: what is on it, its menus and its commands. */
export const canvasWords = {
  label: 'Canvas of the workflow',
} as const;
