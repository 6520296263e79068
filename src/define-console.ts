// Both elements in one file: the bundles for a script tag.
export * from './define.js';
export * from './define-log.js';
