/** Under which name the metadata of a template hold the configuration: whoever looks at a stack needs no file. */
export const configurationMetadata = 'CountersignConfiguration';
