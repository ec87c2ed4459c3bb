/** Which version answers, said to whoever is known. */
export const versionHeader = 'x-aiwm-version';
